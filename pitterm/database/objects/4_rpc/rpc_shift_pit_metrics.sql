-- One row for every pit, or the one that is asked for, and one for the tables in no pit.
create function pit.rpc_shift_pit_metrics(
  p_window_start timestamptz, p_window_end timestamptz, p_pit_id uuid default null
) returns table (
  id uuid, pit_id uuid, pit_name text, window_start timestamptz, window_end timestamptz,
  tables int, tables_with_opening int, tables_with_closing int, tables_with_telemetry int,
  tables_with_good_coverage int, tables_with_estimate int, tables_counted int,
  fills_total_cents bigint, credits_total_cents bigint, estimated_drop_rated_total_cents bigint,
  estimated_drop_grind_total_cents bigint, estimated_drop_buyins_total_cents bigint,
  win_loss_inventory_total_cents bigint, win_loss_estimated_total_cents bigint,
  since_count_buyins_total_cents bigint, since_count_fills_total_cents bigint,
  since_count_credits_total_cents bigint, discrepancy_total_cents bigint,
  outside_session_total_cents bigint, counted_drop_total_cents bigint,
  counted_win_total_cents bigint, hold_percent numeric, metric_grade text
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  perform pit_private.check_pit(v_actor.casino_id, p_pit_id);
  return query
  select p.id, p.id, p.name::text, p_window_start, p_window_end, s.*
  from (
    select t.pit_id, array_agg(t) as tables
    from pit_private.table_metrics(v_actor.casino_id, p_window_start, p_window_end) t
    group by t.pit_id
  ) g
  left join pit.pit p on p.casino_id = v_actor.casino_id and p.id = g.pit_id
  cross join lateral pit_private.sum_metrics(g.tables) s
  where p_pit_id is null or p.id = p_pit_id
  order by p.position nulls last;
end
$$;
