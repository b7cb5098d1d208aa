-- Marks a moment, so that what comes after it can be told apart.
create function pit.rpc_mark_shift_checkpoint(
  p_note text default null, p_idempotency_key text default null
) returns pit.shift_checkpoint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_note text;
  v_replay jsonb;
  v_checkpoint pit.shift_checkpoint;
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  v_key := pit_private.checked_key(p_idempotency_key);
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_mark_shift_checkpoint', jsonb_build_object('p_note', v_note)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.shift_checkpoint, v_replay);
  end if;
  insert into pit.shift_checkpoint (casino_id, made_at, made_by_staff_id, note)
  values (v_actor.casino_id, clock_timestamp(), v_actor.staff_id, v_note)
  returning * into v_checkpoint;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_checkpoint));
  return v_checkpoint;
end
$$;
