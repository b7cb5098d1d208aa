-- The incoming supervisor signs the sheet the outgoing one signed; never the same person.
create function pit.rpc_sign_on_shift(
  p_shift_sign_off_id uuid, p_idempotency_key text default null
) returns pit.shift_sign_on
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_sign_off pit.shift_sign_off;
  v_sign_on pit.shift_sign_on;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'shift_manager', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_shift_sign_off_id is not null, 'signed sheet');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_sign_on_shift',
    jsonb_build_object('p_shift_sign_off_id', p_shift_sign_off_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.shift_sign_on, v_replay);
  end if;

  select * into v_sign_off from pit.shift_sign_off o
  where o.casino_id = v_actor.casino_id and o.id = p_shift_sign_off_id;
  if not found then
    perform pit_private.fail('entry_not_found', 'There is no such signed sheet in this casino.');
  end if;
  if v_actor.staff_role = 'pit_boss' and v_sign_off.pit_id is null then
    perform pit_private.fail('forbidden', 'A pit boss signs for a pit, a shift manager for the casino.');
  end if;
  if v_sign_off.outgoing_staff_id = v_actor.staff_id then
    perform pit_private.fail('same_person', 'Who goes and who comes are two people.');
  end if;
  perform from pit.casino_change c where c.casino_id = v_actor.casino_id for no key update;
  if exists (
    select from pit.shift_sign_on n
    where n.casino_id = v_actor.casino_id and n.shift_sign_off_id = v_sign_off.id
  ) then
    perform pit_private.fail('already_final', 'The incoming supervisor has signed already.');
  end if;
  insert into pit.shift_sign_on (casino_id, shift_sign_off_id, incoming_staff_id, signed_at)
  values (v_actor.casino_id, v_sign_off.id, v_actor.staff_id, clock_timestamp())
  returning * into v_sign_on;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_sign_on));
  return v_sign_on;
end
$$;
