-- One table in one window, as the RPCs, the sign-off sheet and the reports tell it.
create type pit.table_metrics as (
  table_id uuid,
  table_label text,
  pit_id uuid,
  window_start timestamptz,
  window_end timestamptz,
  opening_snapshot_id uuid,
  opening_snapshot_at timestamptz,
  opening_bankroll_total_cents bigint,
  closing_snapshot_id uuid,
  closing_snapshot_at timestamptz,
  closing_bankroll_total_cents bigint,
  fills_total_cents bigint,
  credits_total_cents bigint,
  drop_custody_present boolean,
  estimated_drop_rated_cents bigint,
  estimated_drop_grind_cents bigint,
  estimated_drop_buyins_cents bigint,
  telemetry_quality text,
  telemetry_notes text,
  win_loss_inventory_cents bigint,
  win_loss_estimated_cents bigint,
  metric_grade text,
  missing_opening_snapshot boolean,
  missing_closing_snapshot boolean,
  opening_source text,
  coverage_type text,
  win_from timestamptz,
  win_to timestamptz,
  since_count_buyins_cents bigint,
  since_count_fills_cents bigint,
  since_count_credits_cents bigint,
  discrepancy_cents bigint,
  outside_session_cents bigint,
  counted_drop_cents bigint,
  counted_win_cents bigint,
  counted_from timestamptz,
  counted_to timestamptz,
  hold_percent numeric,
  sessions int,
  id uuid
);

-- The opening count of a session, or what stands for it, with its source: the opener, the previous
-- closer, the session's earliest count, the par of its gaming day (marked, in no sum), none.
create function pit_private.first_count(p_session pit.table_session)
returns table (id uuid, counted_at timestamptz, total_cents bigint, source text)
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select c.id, c.counted_at,
    case
      when c.id is null and p_session.id is not null then pit_private.par_of(p_session)
      else c.total_cents
    end,
    case
      when p_session.id is null then 'none'
      when c.id is null and pit_private.par_of(p_session) is not null then 'par'
      when c.id is null then 'none'
      when c.id = p_session.opening_inventory_snapshot_id then 'opening_count'
      when c.id = p_session.expected_inventory_snapshot_id then 'prior_count'
      else 'earliest_in_window'
    end
  from (select) as one
  left join lateral (
    select c.id, c.counted_at, c.total_cents
    from (
      select n.* from pit_private.standing_count n
      where n.casino_id = p_session.casino_id and n.id in (
        p_session.opening_inventory_snapshot_id, p_session.expected_inventory_snapshot_id
      )
      union all
      select n.* from pit_private.standing_count n
      where n.casino_id = p_session.casino_id and n.table_session_id = p_session.id
        and n.snapshot_type <> 'open'
    ) c
    order by c.id = p_session.opening_inventory_snapshot_id desc nulls last,
      c.id = p_session.expected_inventory_snapshot_id desc nulls last, c.counted_at
    limit 1
  ) c on true
$$;

create function pit_private.coverage_words(p_coverage text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select case p_coverage
    when 'GOOD_COVERAGE' then 'rated + unrated'
    when 'LOW_COVERAGE' then 'rated only (at least)'
    else 'nothing logged'
  end
$$;

-- Opener minus previous closer of the sessions a table opened in a window; NULL where none had both.
-- A cancelled session is skipped: the next one is held against the same closer.
create function pit_private.discrepancy_cents(
  p_casino_id uuid, p_table_id uuid, p_start timestamptz, p_end timestamptz
) returns bigint
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select sum(o.total_cents - e.total_cents)::bigint
    from pit.table_session s
    join pit.table_inventory_snapshot o
      on o.casino_id = s.casino_id and o.id = s.opening_inventory_snapshot_id
    join pit.table_inventory_snapshot e
      on e.casino_id = s.casino_id and e.id = s.expected_inventory_snapshot_id
    where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= p_start and s.opened_at < p_end
  );
end
$$;

-- Every table that was on the floor in a window, one row each, in pit order: also without a
-- session, and also if it went off the floor since.
create function pit_private.table_metrics(
  p_casino_id uuid, p_start timestamptz, p_end timestamptz
) returns setof pit.table_metrics
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
  v_tables constant uuid[] := array(
    select t.id from pit.gaming_table t
    where t.casino_id = p_casino_id and (
      t.status = 'active'
      -- Asked table by table: as an EXISTS either may be hashed, which reads the whole history.
      or coalesce((
        select true from pit.table_session s
        where s.casino_id = p_casino_id and s.gaming_table_id = t.id
          and s.opened_at < p_end and (s.closed_at is null or s.closed_at >= p_start)
        limit 1
      ), false)
      or coalesce((
        select true from pit.table_buyin_telemetry b
        where b.casino_id = p_casino_id and b.gaming_table_id = t.id
          and b.occurred_at >= p_start and b.occurred_at < p_end
        limit 1
      ), false)
    )
  );
  v_count constant int := cardinality(v_tables);
begin
  return query
  -- Each function is called once for all tables, whatever order the planner prefers.
  with figures as materialized (
    select f.*, pit_private.ran_since(p_casino_id, f.gaming_table_id, f.edge_start) as ran_since
    from pit_private.table_figures(
      p_casino_id, v_tables, array_fill(p_start, array[v_count]), array_fill(p_end, array[v_count])
    ) f
  ),
  edges as (
    select array_agg(f.gaming_table_id order by f.gaming_table_id) as tables,
      array_agg(f.edge_start order by f.gaming_table_id) as starts,
      array_agg(f.edge_end order by f.gaming_table_id) as ends
    from figures f
  ),
  counted as materialized (
    select c.* from edges e
    cross join lateral pit_private.counted_wins(p_casino_id, e.tables, e.starts, e.ends) c
  )
  select t.id, t.label::text, t.pit_id, p_start, p_end,
    coalesce(f.opening_count_id, o.id), coalesce(f.win_from, o.counted_at),
    coalesce(f.opening_cents, o.total_cents),
    f.closing_count_id, f.win_to, f.closing_cents,
    f.fills_cents, f.credits_cents,
    exists (
      select from pit_private.standing_drop d
      where d.casino_id = p_casino_id and d.gaming_table_id = t.id
        and d.removed_at >= f.edge_start and d.removed_at < f.edge_end
    ),
    f.rated_cents, f.unrated_cents, f.est_drop_cents, f.coverage,
    pit_private.coverage_words(f.coverage),
    f.tray_cents, f.est_win_cents,
    case
      when run.sessions > 0 and run.final = run.sessions then 'FINAL'
      when c.counted_win_cents is not null and run.live = 0
        and c.sessions_in_window = run.sessions
        then 'COUNTED'
      else 'ESTIMATE'
    end,
    coalesce(f.opening_count_id, o.id) is null, f.closing_count_id is null,
    case when f.opening_count_id <> o.id then 'opening_count' else o.source end,
    case
      when f.closing_count_id is null then 'none'
      when o.source = 'earliest_in_window' and o.id = f.opening_count_id then 'partial'
      else 'full'
    end,
    f.win_from, f.win_to, f.since_count_buyins_cents, f.since_count_fills_cents,
    f.since_count_credits_cents,
    pit_private.discrepancy_cents(p_casino_id, t.id, f.edge_start, f.edge_end),
    f.outside_session_cents,
    c.counted_drop_cents, c.counted_win_cents, c.counted_from, c.counted_to,
    round(100.0 * c.counted_win_cents / nullif(c.counted_drop_cents, 0), 2),
    run.sessions, t.id
  from figures f
  join pit.gaming_table t on t.casino_id = p_casino_id and t.id = f.gaming_table_id
  left join pit.pit p on p.casino_id = p_casino_id and p.id = t.pit_id
  join counted c on c.gaming_table_id = t.id
  left join lateral (
    select s.id from pit.table_session s
    where s.casino_id = p_casino_id and s.gaming_table_id = t.id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= f.ran_since and s.opened_at < f.edge_end
      and (s.closed_at is null or s.closed_at >= f.edge_start)
      and pit_private.play_ended_at(s) >= f.edge_start
    order by s.opened_at
    limit 1
  ) first on true
  -- Row security keeps a comparison with a COALESCE from the index, so it is made beforehand.
  cross join lateral (
    select coalesce(f.opening_session_id, first.id) as session_id offset 0
  ) begun
  left join lateral pit_private.first_count(
    (
      select s from pit.table_session s
      where s.casino_id = p_casino_id and s.id = begun.session_id
    )
  ) o on true
  cross join lateral (
    select count(*)::int as sessions, count(*) filter (where s.closed_at is null)::int as live,
      count(r.finalized_at)::int as final
    from pit.table_session s
    left join pit.table_rundown r
      on r.casino_id = s.casino_id and r.table_session_id = s.id
    where s.casino_id = p_casino_id and s.gaming_table_id = t.id
      and s.close_reason is distinct from 'cancelled'
      and s.opened_at >= f.ran_since and s.opened_at < f.edge_end
      and (s.closed_at is null or s.closed_at >= f.edge_start)
      and pit_private.play_ended_at(s) >= f.edge_start
  ) run
  order by p.position nulls last, t.spot, t.label;
end
$$;

-- A period somebody asks about: it has a start, an end after it, and is not longer than 400 days.
create function pit_private.check_window(p_start timestamptz, p_end timestamptz) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.demand_argument(p_start is not null and p_end is not null, 'period');
  if p_start < '1900-01-01' or p_end > '2200-01-01' then
    perform pit_private.fail('invalid_window', 'That period is on no calendar of a casino.');
  end if;
  if p_end <= p_start then
    perform pit_private.fail('invalid_window', 'The period ends before it begins.');
  end if;
  if p_end - p_start > interval '400 days' then
    perform pit_private.fail('invalid_window', 'A period is at most 400 days long.');
  end if;
end
$$;
