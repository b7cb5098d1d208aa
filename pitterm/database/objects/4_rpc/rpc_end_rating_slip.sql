-- The player left the seat.
create function pit.rpc_end_rating_slip(
  p_rating_slip_id uuid, p_idempotency_key text default null
) returns pit.rating_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_slip pit.rating_slip;
  v_before jsonb;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_rating_slip_id is not null, 'rating slip');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_end_rating_slip', jsonb_build_object('p_rating_slip_id', p_rating_slip_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.rating_slip, v_replay);
  end if;

  perform pit_private.lock_table(v_actor.casino_id, r.gaming_table_id)
  from pit.rating_slip r where r.casino_id = v_actor.casino_id and r.id = p_rating_slip_id;
  select * into v_slip from pit.rating_slip r
  where r.casino_id = v_actor.casino_id and r.id = p_rating_slip_id
  for no key update;
  if not found then
    perform pit_private.fail('slip_not_found', 'There is no such rating slip in this casino.');
  end if;
  if v_slip.ended_at is not null then
    perform pit_private.fail('invalid_state_transition', 'The rating slip has already ended.');
  end if;

  v_before := to_jsonb(v_slip);
  -- A server clock that was set back never makes an end before its beginning.
  update pit.rating_slip r set ended_at = greatest(clock_timestamp(), r.started_at)
  where r.casino_id = v_actor.casino_id and r.id = p_rating_slip_id
  returning * into v_slip;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;
