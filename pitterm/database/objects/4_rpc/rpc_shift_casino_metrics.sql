-- The casino's sums in [start, end): every table, those in no pit included.
create function pit.rpc_shift_casino_metrics(
  p_window_start timestamptz, p_window_end timestamptz
) returns table (
  id uuid, casino_id uuid, window_start timestamptz, window_end timestamptz,
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
language plpgsql stable security definer rows 1
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
  return query
  select v_actor.casino_id, v_actor.casino_id, p_window_start, p_window_end, s.*
  from pit_private.sum_metrics(
    array(select t from pit_private.table_metrics(v_actor.casino_id, p_window_start, p_window_end) t)
  ) s;
end
$$;
