-- Makes a closed session's figures final. Whoever did or recorded anything in it may not, and it
-- needs its counts and every box it filled released: a final figure is a counted one.
create function pit.rpc_finalize_table_rundown(
  p_table_session_id uuid, p_idempotency_key text default null
) returns pit.table_rundown
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_rundown pit.table_rundown;
begin
  perform pit_private.demand_role(v_actor, 'auditor');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_finalize_table_rundown',
    jsonb_build_object('p_table_session_id', p_table_session_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_rundown, v_replay);
  end if;

  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, null);
  if v_session.status <> 'CLOSED' or v_session.close_reason = 'cancelled' then
    perform pit_private.refuse_transition(v_session, 'only a closed session that was run is made final');
  end if;
  if exists (
    select from pit.table_rundown r
    where r.casino_id = v_actor.casino_id and r.table_session_id = v_session.id
      and r.finalized_at is not null
  ) then
    perform pit_private.fail('already_final', 'The rundown of this session is final already.');
  end if;
  if pit_private.acted_in_session(v_session, v_actor.staff_id) then
    perform pit_private.fail('same_person', 'Whoever acted in a session does not make it final.');
  end if;
  if v_session.closing_inventory_snapshot_id is null then
    perform pit_private.fail('missing_closing_artifact', 'The session owes its closing count.');
  end if;
  if not pit_private.boxes_are_released(v_session) then
    perform pit_private.fail(
      'missing_closing_artifact', 'A box of this session is not counted and released yet.'
    );
  end if;

  select to_jsonb(r) into v_before from pit.table_rundown r
  where r.casino_id = v_actor.casino_id and r.table_session_id = v_session.id;
  perform pit_private.refresh_rundown(v_actor.casino_id, v_session.id);
  update pit.table_rundown r
  set metric_grade = 'FINAL', finalized_at = clock_timestamp(),
    finalized_by_staff_id = v_actor.staff_id
  where r.casino_id = v_actor.casino_id and r.table_session_id = v_session.id
  returning * into strict v_rundown;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_rundown), v_before);
  return v_rundown;
end
$$;
