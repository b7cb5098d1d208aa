-- The signature of the second person who was named in a record, over their own login. A count that
-- a closed session owes is attached once it is signed.
create function pit.rpc_sign_custody_record(
  p_record_kind text, p_record_id uuid, p_idempotency_key text default null
) returns pit.custody_signature
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_named uuid;
  v_table_id uuid;
  v_signature pit.custody_signature;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier'
  );
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_record_kind is not null, 'kind of record');
  if p_record_kind not in ('count', 'drop', 'void', 'slip_void') then
    perform pit_private.fail('invalid_argument', 'A count, a drop, a void or a voided slip is signed.');
  end if;
  perform pit_private.demand_argument(p_record_id is not null, 'record');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_sign_custody_record',
    jsonb_build_object('p_record_kind', p_record_kind, 'p_record_id', p_record_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.custody_signature, v_replay);
  end if;

  perform pit_private.lock_table(v_actor.casino_id, n.gaming_table_id)
  from pit_private.named_second_person(v_actor.casino_id, p_record_kind, p_record_id) n;
  select n.staff_id, n.gaming_table_id into v_named, v_table_id
  from pit_private.named_second_person(v_actor.casino_id, p_record_kind, p_record_id) n;
  if not found then
    perform pit_private.fail('artifact_not_found', 'There is no such record to sign.');
  end if;
  if v_named <> v_actor.staff_id then
    perform pit_private.fail('forbidden', 'Only the second person who was named signs.');
  end if;
  if exists (
    select from pit.custody_signature g
    where g.casino_id = v_actor.casino_id and g.record_id = p_record_id
  ) then
    perform pit_private.fail('artifact_already_used', 'The record is already signed.');
  end if;

  insert into pit.custody_signature (casino_id, record_kind, record_id, staff_id, signed_at)
  values (v_actor.casino_id, p_record_kind, p_record_id, v_actor.staff_id, clock_timestamp())
  returning * into v_signature;
  perform pit_private.attach_owed_count(v_actor.staff_id, c, v_signature.signed_at)
  from pit.table_inventory_snapshot c
  where c.casino_id = v_actor.casino_id and c.id = p_record_id;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_signature), null, v_table_id);
  return v_signature;
end
$$;
