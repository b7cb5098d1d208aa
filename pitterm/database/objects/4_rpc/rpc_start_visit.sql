-- A player's stay begins; a stranger has no reference.
create function pit.rpc_start_visit(
  p_player_reference text default null, p_idempotency_key text default null
) returns pit.visit
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reference text;
  v_replay jsonb;
  v_visit pit.visit;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  if p_player_reference is not null then
    v_reference := pit_private.checked_label(p_player_reference, 'player''s reference');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_start_visit', jsonb_build_object('p_player_reference', v_reference)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.visit, v_replay);
  end if;

  insert into pit.visit (casino_id, player_reference) values (v_actor.casino_id, v_reference)
  returning * into v_visit;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_visit));
  return v_visit;
end
$$;
