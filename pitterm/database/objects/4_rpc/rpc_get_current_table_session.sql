-- The table's live session: no row without one, never a row of NULLs.
create function pit.rpc_get_current_table_session(p_gaming_table_id uuid)
returns setof pit.table_session
language plpgsql stable security definer rows 1
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  perform pit_private.demand_argument(p_gaming_table_id is not null, 'table');
  return query select * from pit_private.live_session(v_actor.casino_id, p_gaming_table_id);
end
$$;
