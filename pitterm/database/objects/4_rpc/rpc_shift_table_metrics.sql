-- One row for every table that was on the floor in [start, end), in pit order.
create function pit.rpc_shift_table_metrics(
  p_window_start timestamptz, p_window_end timestamptz
) returns setof pit.table_metrics
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
  return query
  select * from pit_private.table_metrics(v_actor.casino_id, p_window_start, p_window_end);
end
$$;
