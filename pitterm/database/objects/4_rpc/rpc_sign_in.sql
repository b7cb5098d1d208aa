-- Whom the server takes this login for, and that they signed in; a program asks once a sign-in.
-- Sixty a minute are kept of one login.
create function pit.rpc_sign_in()
returns table (
  id uuid, casino_id uuid, staff_id uuid, staff_name text, staff_role text, is_kept boolean
)
language plpgsql security definer rows 1
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_is_kept boolean;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin', 'display'
  );
  v_is_kept := not pit_private.is_too_often(v_actor, 'sign_in', 60);
  if v_is_kept then
    perform pit_private.record_audit(
      v_actor.casino_id, v_actor.staff_id, 'sign_in', 'rpc_sign_in', null,
      jsonb_build_object('role', v_actor.staff_role), null, null
    );
  end if;
  return query
  select v_actor.staff_id, v_actor.casino_id, v_actor.staff_id, v_actor.staff_name,
    v_actor.staff_role, v_is_kept;
end
$$;
