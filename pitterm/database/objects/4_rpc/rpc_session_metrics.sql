-- What of a window belongs to which session of a table, and what to none: entries, fills and
-- credits of these rows add up to the table's own row.
create function pit.rpc_session_metrics(
  p_window_start timestamptz, p_window_end timestamptz, p_table_id uuid default null
) returns table (
  id uuid, table_id uuid, table_session_id uuid, opened_at timestamptz, closed_at timestamptz,
  fills_total_cents bigint, credits_total_cents bigint, estimated_drop_rated_cents bigint,
  estimated_drop_grind_cents bigint, estimated_drop_buyins_cents bigint,
  win_loss_inventory_cents bigint, win_loss_estimated_cents bigint, win_from timestamptz,
  win_to timestamptz
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_tables uuid[];
  v_sessions uuid[];
  v_count int;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  if p_table_id is not null and not exists (
    select from pit.gaming_table t where t.casino_id = v_actor.casino_id and t.id = p_table_id
  ) then
    perform pit_private.fail('table_not_found', 'There is no such table in this casino.');
  end if;
  -- A moved edge reaches at most four hours beyond the window; an owed count comes at any time.
  select array_agg(s.gaming_table_id order by s.opened_at, s.id),
    array_agg(s.id order by s.opened_at, s.id)
  into v_tables, v_sessions
  from pit.gaming_table t
  cross join lateral (
    select least(
      pit_private.ran_since(t.casino_id, t.id, p_window_start - interval '4 hours'),
      (
        select max(n.opened_at) from pit.table_session n
        where n.casino_id = t.casino_id and n.gaming_table_id = t.id
          and n.opened_at < p_window_start - interval '4 hours'
      )
    ) as since
    offset 0
  ) ran
  cross join lateral (
    select n.gaming_table_id, n.id, n.opened_at from pit.table_session n
    where n.casino_id = t.casino_id and n.gaming_table_id = t.id
      and n.opened_at >= ran.since and n.opened_at < p_window_end + interval '4 hours'
      and (n.closed_at is null or n.closed_at >= p_window_start - interval '4 hours')
    union
    select n.gaming_table_id, n.id, n.opened_at from pit_private.standing_count c
    join pit.table_session n on n.casino_id = c.casino_id and n.id = c.table_session_id
    where c.casino_id = t.casino_id and c.gaming_table_id = t.id and c.snapshot_type = 'close'
      and c.counted_at >= p_window_start and c.counted_at < p_window_end + interval '4 hours'
      and n.opened_at < p_window_end + interval '4 hours'
  ) s
  where t.casino_id = v_actor.casino_id and (p_table_id is null or t.id = p_table_id);
  v_count := coalesce(cardinality(v_tables), 0);
  return query
  select s.id, f.gaming_table_id, s.id, s.opened_at, s.closed_at, f.fills_cents, f.credits_cents,
    f.rated_cents, f.unrated_cents, f.est_drop_cents, f.tray_cents, f.est_win_cents, f.win_from,
    f.win_to
  from pit_private.table_figures(
    v_actor.casino_id, v_tables, array_fill(p_window_start, array[v_count]),
    array_fill(p_window_end, array[v_count]), v_sessions
  ) f
  join pit.table_session s on s.casino_id = v_actor.casino_id and s.id = f.session_id
  where f.tray_cents is not null
    or s.opened_at < f.edge_end and (s.closed_at is null or s.closed_at >= f.edge_start)
  union all
  select null, o.* from pit_private.outside_sessions(
    v_actor.casino_id, p_window_start, p_window_end, p_table_id
  ) o
  order by 2, 4 nulls last;
end
$$;
