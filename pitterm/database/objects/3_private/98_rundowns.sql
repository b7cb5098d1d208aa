-- What a closed session comes to, computed and kept while it is not final. Late events are what was
-- recorded for it after its close: entries, counts, slips and voids. One session is read by its keys
-- whatever its values are, so nothing is planned for them.
create function pit_private.refresh_rundown(p_casino_id uuid, p_session_id uuid) returns void
language sql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
  insert into pit.table_rundown as r (
    casino_id, gaming_table_id, table_session_id, gaming_day, opening_bankroll_total_cents,
    closing_bankroll_total_cents, opening_source, fills_total_cents, credits_total_cents,
    estimated_drop_rated_cents, estimated_drop_grind_cents, estimated_drop_buyins_cents,
    telemetry_quality, win_loss_inventory_cents, win_loss_estimated_cents, win_from, win_to,
    discrepancy_cents, counted_drop_cents, counted_win_cents, metric_grade, late_events, computed_at
  )
  select s.casino_id, s.gaming_table_id, s.id, s.gaming_day, coalesce(f.opening_cents, o.total_cents),
    f.closing_cents, o.source, f.fills_cents, f.credits_cents, f.rated_cents, f.unrated_cents,
    f.est_drop_cents, f.coverage, f.tray_cents, f.est_win_cents, f.win_from, f.win_to,
    pit_private.discrepancy_cents(
      s.casino_id, s.gaming_table_id, s.opened_at, s.opened_at + interval '1 microsecond'
    ),
    c.counted_drop_cents, c.counted_win_cents,
    case when c.counted_win_cents is not null then 'COUNTED' else 'ESTIMATE' end,
    pit_private.late_events(s), clock_timestamp()
  from pit.table_session s
  cross join lateral pit_private.table_figures(
    s.casino_id, array[s.gaming_table_id], array['-infinity'::timestamptz],
    array['infinity'::timestamptz], array[s.id]
  ) f
  cross join lateral pit_private.first_count(s) o
  cross join lateral pit_private.play_ended_at(s) as ended_at
  -- A session alone has a counted win only where its boxes served no other.
  left join lateral (
    select w.* from pit_private.counted_wins(
      s.casino_id, array[s.gaming_table_id], array[ended_at],
      array[ended_at + interval '1 microsecond'], true
    ) w
    where w.sessions = 1
  ) c on true
  where s.casino_id = p_casino_id and s.id = p_session_id
    and s.close_reason in ('counted', 'drop_only')
  on conflict (table_session_id) do update
  set opening_bankroll_total_cents = excluded.opening_bankroll_total_cents,
    closing_bankroll_total_cents = excluded.closing_bankroll_total_cents,
    opening_source = excluded.opening_source,
    fills_total_cents = excluded.fills_total_cents,
    credits_total_cents = excluded.credits_total_cents,
    estimated_drop_rated_cents = excluded.estimated_drop_rated_cents,
    estimated_drop_grind_cents = excluded.estimated_drop_grind_cents,
    estimated_drop_buyins_cents = excluded.estimated_drop_buyins_cents,
    telemetry_quality = excluded.telemetry_quality,
    win_loss_inventory_cents = excluded.win_loss_inventory_cents,
    win_loss_estimated_cents = excluded.win_loss_estimated_cents,
    win_from = excluded.win_from,
    win_to = excluded.win_to,
    discrepancy_cents = excluded.discrepancy_cents,
    counted_drop_cents = excluded.counted_drop_cents,
    counted_win_cents = excluded.counted_win_cents,
    metric_grade = excluded.metric_grade,
    late_events = excluded.late_events,
    computed_at = excluded.computed_at,
    computed_in = excluded.computed_in
  where r.finalized_at is null
$$;

-- The rundowns that something recorded for an instant may change: those of the sessions that were
-- not over by then, and, where the box of that time has left the table, those it served before: it
-- is the counted win that one box may give several. Called by every command
-- that writes to a closed session's past.
create function pit_private.refresh_rundowns(
  p_casino_id uuid, p_table_id uuid, p_since timestamptz
) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  select pit_private.refresh_rundown(p_casino_id, s.id)
  from pit.table_session s
  left join pit.table_rundown r on r.casino_id = s.casino_id and r.table_session_id = s.id
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
    and r.finalized_at is null
    and s.closed_at >= case
      when exists (
        select from pit.table_drop_event d
        where d.casino_id = p_casino_id and d.gaming_table_id = p_table_id
          and d.removed_at >= p_since and pit_private.is_clean_removal(d)
      ) then coalesce(
        (
          select d.removed_at from pit.table_drop_event d
          where d.casino_id = p_casino_id and d.gaming_table_id = p_table_id
            and d.removed_at < p_since and pit_private.is_clean_removal(d)
          order by d.removed_at desc
          limit 1
        ),
        '-infinity'
      )
      else p_since
    end
$$;
