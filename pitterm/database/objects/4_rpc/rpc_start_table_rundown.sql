-- Begins the closing procedures; play, fills and buy-ins may go on until the close.
create function pit.rpc_start_table_rundown(
  p_table_session_id uuid, p_idempotency_key text default null, p_expected_version int default null
) returns pit.table_session
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
  v_from text;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_start_table_rundown',
    jsonb_build_object('p_table_session_id', p_table_session_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;

  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  v_from := v_session.status;
  if v_from not in ('OPEN', 'ACTIVE') then
    perform pit_private.refuse_transition(v_session, 'only an OPEN or ACTIVE session is run down');
  end if;

  v_before := to_jsonb(v_session);
  update pit.table_session s
  -- A server clock that was set back never makes an end before its beginning.
  set status = 'RUNDOWN', rundown_started_at = greatest(clock_timestamp(), s.opened_at),
    rundown_started_by_staff_id = v_actor.staff_id
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.record_transition(
    v_session, 'rundown', v_from, v_actor.staff_id, v_session.rundown_started_at, null
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;
