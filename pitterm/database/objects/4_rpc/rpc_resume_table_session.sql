-- Takes a rundown back: ACTIVE again, or OPEN while its opening count is still due.
create function pit.rpc_resume_table_session(
  p_table_session_id uuid, p_reason text, p_idempotency_key text default null,
  p_expected_version int default null,
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
  v_reason text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_reason := pit_private.checked_reason(p_reason);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_resume_table_session',
    jsonb_build_object('p_table_session_id', p_table_session_id, 'p_reason', v_reason)
      || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;

  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  if v_session.status <> 'RUNDOWN' then
    perform pit_private.refuse_transition(v_session, 'only a RUNDOWN is taken back');
  end if;

  v_now := pit_private.moment_to_write(v_actor.casino_id, v_session.gaming_table_id, v_paper);
  v_before := to_jsonb(v_session);
  update pit.table_session s
  set status = case when pit_private.opening_count_due(v_session) then 'OPEN' else 'ACTIVE' end,
    rundown_started_at = null, rundown_started_by_staff_id = null
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'resume',
    pit_private.record_transition(
      v_session, 'resume', 'RUNDOWN', v_actor.staff_id, v_now, v_reason
    ),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;
