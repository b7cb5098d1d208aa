-- What became of a command whose reply was lost: applied, with its first result, or fenced now so
-- that a late first attempt can never apply.
create function pit.rpc_resolve_command(p_idempotency_key text)
returns table (id uuid, idempotency_key text, is_applied boolean, function_name text, result jsonb)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_logged pit.command_log;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  perform pit_private.demand_argument(p_idempotency_key is not null, 'key');
  perform pit_private.demand_read_committed();
  insert into pit.command_log as l (
    casino_id, idempotency_key, function_name, arguments, actor_id, is_fenced
  ) values (
    v_actor.casino_id, pit_private.checked_key(p_idempotency_key), 'rpc_resolve_command', '{}',
    v_actor.staff_id, true
  ) on conflict on constraint command_log_pkey do nothing;
  if found then
    perform pit_private.record_audit(
      v_actor.casino_id, v_actor.staff_id, 'command', 'rpc_resolve_command', p_idempotency_key,
      '{}', null, jsonb_build_object('is_fenced', true)
    );
  end if;
  select * into strict v_logged from pit.command_log l
  where l.casino_id = v_actor.casino_id and l.idempotency_key = p_idempotency_key;
  if v_logged.actor_id <> v_actor.staff_id then
    perform pit_private.fail('idempotency_conflict', 'This key belongs to another person.');
  end if;
  return query select (v_logged.result ->> 'id')::uuid, v_logged.idempotency_key,
    not v_logged.is_fenced,
    case when not v_logged.is_fenced then v_logged.function_name end, v_logged.result;
end
$$;
