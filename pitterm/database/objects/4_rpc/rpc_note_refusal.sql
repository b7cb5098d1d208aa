-- What was refused was rolled back with its trace, so the program tells it afterwards: which code,
-- which RPC, which key, and no argument. Thirty a minute are kept of one login.
create function pit.rpc_note_refusal(
  p_code text, p_function_name text, p_idempotency_key text default null
) returns table (id uuid, is_kept boolean)
language plpgsql security definer rows 1
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
  perform pit_private.demand_argument(p_code is not null, 'code');
  perform pit_private.demand_argument(p_function_name is not null, 'function');
  if p_code !~ '^[a-z][a-z_]{0,63}$' or p_function_name !~ '^rpc_[a-z_]{1,59}$' then
    perform pit_private.fail('invalid_argument', 'A code and an RPC are words of small letters.');
  end if;
  if p_idempotency_key is not null then
    perform pit_private.checked_key(p_idempotency_key);
  end if;
  if pit_private.is_too_often(v_actor, 'refusal', 30) then
    return query select v_actor.staff_id, false;
    return;
  end if;
  return query
  select pit_private.record_audit(
    v_actor.casino_id, v_actor.staff_id, 'refusal', p_function_name, p_idempotency_key,
    jsonb_build_object('code', p_code), null, null
  ), true;
end
$$;
