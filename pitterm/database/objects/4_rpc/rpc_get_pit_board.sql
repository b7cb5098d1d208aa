-- One row per table with everything the board paints, all of one snapshot. After the change number
-- p_since only the tables that changed and those in p_due, whose next alert begins by the clock:
-- laid over the picture of that number they are the whole picture of the rows' own. It is whole,
-- and says so, where more than tables changed. Figures are NULL for a role that may see status
-- only, and for a display that is not allowed money; a display is given no names and no entries.
create function pit.rpc_get_pit_board(
  p_pit text default null, p_since bigint default null, p_due uuid[] default null
)
returns table (
  id uuid, change_number bigint, as_of timestamptz, gaming_day date,
  gaming_day_started_at timestamptz, shift_name text, shift_started_at timestamptz,
  pit_id uuid, pit_name text, spot int, label text, game text, min_bet_cents bigint,
  max_bet_cents bigint, par_cents bigint, availability text, denominations_cents bigint[],
  session_id uuid, session_status text, session_version int, session_gaming_day date,
  opening_count_due boolean, session_is_empty boolean, opened_at timestamptz, opened_by_name text,
  rundown_started_at timestamptz, opener_id uuid, opener_total_cents bigint,
  opener_at timestamptz, expected_opener_cents bigint, last_closed_at timestamptz,
  owes_count boolean, last_count_type text, last_count_at timestamptz,
  last_count_total_cents bigint, slips_in_flight int, oldest_slip_at timestamptz, day json,
  shift json, session json, recent_entries json, alerts json, change_counted_for timestamptz,
  is_whole boolean, next_alert_at timestamptz
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_casino constant uuid := v_actor.casino_id;
  v_sees_figures constant boolean := v_actor.staff_role in (
    'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  ) or (v_actor.staff_role = 'display' and v_actor.shows_money);
  v_sees_names constant boolean := v_actor.staff_role <> 'display';
  v_as_of constant timestamptz := statement_timestamp();
  v_day constant date := pit_private.gaming_day_of(v_casino, v_as_of);
  v_day_start constant timestamptz := pit_private.gaming_day_started_at(v_casino, v_day);
  v_day_end constant timestamptz := pit_private.gaming_day_started_at(v_casino, v_day + 1);
  v_change bigint;
  v_is_whole boolean;
  v_shift record;
  v_floor uuid[];
  v_tables uuid[] := '{}';
  v_in_shift uuid[] := '{}';
  v_live uuid[];
  v_sessions uuid[];
  v_opened timestamptz[];
  v_listed_since timestamptz[];
  v_count int;
  v_shift_count int;
  v_live_count int;
begin
  select c.change_number, p_since is null or p_since not between c.whole_number and c.change_number
  into v_change, v_is_whole
  from pit.casino_change c where c.casino_id = v_casino;
  -- A statement for each way, because each table a statement names costs whether it is read or not.
  if v_is_whole then
    v_floor := array(select t.id from pit.gaming_table t where t.casino_id = v_casino);
  else
    v_floor := array(
      select n.gaming_table_id from pit.table_change n
      where n.casino_id = v_casino and n.change_number > p_since
    );
    if cardinality(p_due) > 0 then
      v_floor := array(
        select unnest(v_floor)
        union
        select t.id from pit.gaming_table t where t.casino_id = v_casino and t.id = any (p_due)
      );
    end if;
  end if;
  if cardinality(v_floor) = 0 then
    return;
  end if;
  select * into v_shift from pit_private.shift_at(v_casino, v_as_of);
  select coalesce(array_agg(s.gaming_table_id order by s.id), '{}'),
    coalesce(array_agg(s.id order by s.id), '{}'),
    coalesce(array_agg(s.opened_at order by s.id), '{}')
  into v_live, v_sessions, v_opened
  from pit.table_session s
  where s.casino_id = v_casino and s.status <> 'CLOSED'
    and (v_is_whole or s.gaming_table_id = any (v_floor));
  if v_sees_figures then
    v_tables := v_floor;
    v_listed_since := array(
      select least(v_day_start, l.opened_at)
      from unnest(v_floor) with ordinality f (table_id, place)
      left join unnest(v_live, v_opened) l (table_id, opened_at) on l.table_id = f.table_id
      order by f.place
    );
  end if;
  -- A shift as long as the day has the day's figures.
  if (v_shift.started_at, v_shift.ends_at) is distinct from (v_day_start, v_day_end)
    and v_shift.started_at is not null then
    v_in_shift := v_tables;
  end if;
  v_count := cardinality(v_tables);
  v_shift_count := cardinality(v_in_shift);
  v_live_count := case when v_sees_figures then cardinality(v_live) else 0 end;

  return query
  -- All windows in one call: what it looks up besides the tables it looks up once. Gathered by
  -- table and without a condition of its own, which the planner would take for one row in a loop.
  with figured as (
    select f.gaming_table_id,
      (array_agg(to_json(f)) filter (
        where f.session_id is null and f.window_start = v_day_start and f.window_end = v_day_end
      ))[1] as in_day,
      (array_agg(to_json(f)) filter (
        where f.session_id is null and f.window_start = v_shift.started_at
          and f.window_end = v_shift.ends_at
      ))[1] as in_shift,
      (array_agg(to_json(f)) filter (where f.session_id is not null))[1] as in_session
    from pit_private.table_figures(
      v_casino, v_tables || v_in_shift || v_live[:v_live_count],
      array_fill(v_day_start, array[v_count])
        || array_fill(v_shift.started_at, array[v_shift_count])
        || v_opened[:v_live_count],
      array_fill(v_day_end, array[v_count])
        || array_fill(v_shift.ends_at, array[v_shift_count])
        || array_fill(v_day_end + interval '1 day', array[v_live_count]),
      array_fill(null::uuid, array[v_count + v_shift_count]) || v_sessions[:v_live_count]
    ) f
    group by f.gaming_table_id
  )
  select t.id, v_change, v_as_of, v_day, v_day_start, v_shift.name, v_shift.started_at,
    t.pit_id, p.name::text, t.spot, t.label::text, t.game::text, terms.min_bet_cents,
    terms.max_bet_cents, case when v_sees_figures then terms.par_cents end, t.status,
    k.denominations_cents,
    s.id, s.status, s.version, s.gaming_day,
    coalesce(pit_private.opening_count_due(s), false),
    empty_session.id is not null,
    s.opened_at, case when v_sees_names then o.name::text end, s.rundown_started_at,
    case when v_sees_figures then opener.id end,
    case when v_sees_figures then opener.total_cents end, opener.counted_at,
    case when v_sees_figures then expected.total_cents end, previous.closed_at,
    coalesce(
      s.id is null and previous.close_reason = 'drop_only'
      and previous.closing_inventory_snapshot_id is null, false
    ),
    latest.snapshot_type, latest.counted_at,
    case when v_sees_figures then latest.total_cents end,
    slips.in_flight, slips.oldest_at,
    figures.in_day, figures.in_shift, figures.in_session,
    recent.entries,
    coalesce(alerted.alerts, '[]'), changed.counted_for, v_is_whole,
    alerted.next_alert_at
  from pit.gaming_table t
  join pit.chip_set k on k.casino_id = v_casino and k.id = t.chip_set_id
  left join pit_private.terms_in_force(v_casino, v_floor, v_day) terms
    on terms.gaming_table_id = t.id
  left join pit.pit p on p.casino_id = v_casino and p.id = t.pit_id
  left join pit.table_session s
    on s.casino_id = v_casino and s.gaming_table_id = t.id and s.status <> 'CLOSED'
  left join pit.staff o on o.casino_id = v_casino and o.id = s.opened_by_staff_id
  left join pit_private.empty_sessions(v_casino, v_sessions) empty_session (id)
    on empty_session.id = s.id
  left join lateral (
    select l.closed_at, l.close_reason, l.closing_inventory_snapshot_id from pit.table_session l
    where l.casino_id = v_casino and l.gaming_table_id = t.id
      and l.status = 'CLOSED' and l.close_reason <> 'cancelled'
    order by l.closed_at desc
    limit 1
  ) previous on true
  left join pit.table_inventory_snapshot opener
    on opener.casino_id = v_casino and opener.id = s.opening_inventory_snapshot_id
  left join pit.table_inventory_snapshot expected
    on expected.casino_id = v_casino and expected.id = previous.closing_inventory_snapshot_id
  left join lateral (
    select c.snapshot_type, c.counted_at, c.total_cents from pit_private.standing_count c
    where c.casino_id = v_casino and c.gaming_table_id = t.id
    order by c.counted_at desc, c.id desc
    limit 1
  ) latest on true
  left join lateral (
    select count(*)::int as in_flight, min(f.requested_at) as oldest_at
    from pit.fill_credit_slip f
    where f.casino_id = v_casino and f.gaming_table_id = t.id
      and f.status in ('REQUESTED', 'ISSUED', 'VERIFIED_AT_TABLE')
  ) slips on true
  left join figured figures on figures.gaming_table_id = t.id
  left join pit_private.recent_entries(
    v_casino, case when v_sees_figures and v_sees_names then v_floor end, v_listed_since
  ) recent on recent.gaming_table_id = t.id
  left join pit_private.board_alerts(
    v_casino, v_floor, v_as_of, v_day, v_day_start, v_shift.started_at, v_sees_figures, v_sees_names
  ) alerted on alerted.gaming_table_id = t.id
  left join pit_private.change_counted_for(v_casino, v_floor)
    changed on changed.gaming_table_id = t.id
  where t.casino_id = v_casino and (v_is_whole or t.id = any (v_floor))
    and (p_pit is null or p.name = p_pit)
  order by p.position nulls last, t.spot, t.label;
end
$$;
