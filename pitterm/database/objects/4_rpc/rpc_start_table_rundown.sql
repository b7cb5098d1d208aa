-- Begins the closing procedures; play, fills and buy-ins may go on until the close.
create function pit.rpc_start_table_rundown(
  p_table_session_id uuid, p_idempotency_key text default null, p_expected_version int default null,
  p_paper_at timestamptz default null,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_session
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_from text;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_start_table_rundown',
    jsonb_build_object('p_table_session_id', p_table_session_id)
      || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;

  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  v_from := v_session.status;
  if v_from not in ('OPEN', 'ACTIVE') then
    perform pit_private.refuse_transition(v_session, 'only an OPEN or ACTIVE session is run down');
  end if;

  v_now := pit_private.moment_to_write(v_actor.casino_id, v_session.gaming_table_id, v_paper);
  v_before := to_jsonb(v_session);
  update pit.table_session s
  -- A server clock that was set back never makes an end before its beginning.
  set status = 'RUNDOWN', rundown_started_at = greatest(v_now, s.opened_at),
    rundown_started_by_staff_id = v_actor.staff_id
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'rundown',
    pit_private.record_transition(
      v_session, 'rundown', v_from, v_actor.staff_id, v_session.rundown_started_at, null
    ),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;
