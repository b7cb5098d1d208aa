-- Ends a session with its artifact: a closing count or a drop made at this table during this
-- session and used by no other. Closed by a drop alone it owes its count. It does not end while a
-- fill or credit is on its way.
create function pit.rpc_close_table_session(
  p_table_session_id uuid, p_drop_event_id uuid default null,
  p_closing_inventory_snapshot_id uuid default null, p_notes text default null,
  p_idempotency_key text default null, p_expected_version int default null,
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
  v_notes text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_from text;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_notes := pit_private.checked_note(p_notes);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_close_table_session',
    jsonb_build_object(
      'p_table_session_id', p_table_session_id, 'p_drop_event_id', p_drop_event_id,
      'p_closing_inventory_snapshot_id', p_closing_inventory_snapshot_id, 'p_notes', v_notes
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;

  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  v_from := v_session.status;
  if v_from not in ('ACTIVE', 'RUNDOWN') then
    perform pit_private.refuse_transition(v_session, 'only an ACTIVE or RUNDOWN session is closed');
  end if;
  v_now := pit_private.moment_to_end(v_session, v_paper);
  perform pit_private.settle_slips(v_actor, v_session, v_now);
  perform pit_private.check_closing_artifacts(
    v_session, p_drop_event_id, p_closing_inventory_snapshot_id
  );

  if v_paper.occurred_at is null then
    -- Read again: what was withdrawn just now came before the close.
    v_now := clock_timestamp();
  end if;
  v_before := to_jsonb(v_session);
  update pit.table_session s
  -- A server clock that was set back never makes an end before its beginning.
  set status = 'CLOSED',
    closed_at = greatest(v_now, s.opened_at, s.rundown_started_at),
    closed_by_staff_id = v_actor.staff_id,
    close_reason = case when p_closing_inventory_snapshot_id is null then 'drop_only' else 'counted' end,
    drop_event_id = p_drop_event_id,
    closing_inventory_snapshot_id = p_closing_inventory_snapshot_id, notes = v_notes
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'close',
    pit_private.record_transition(
      v_session, 'close', v_from, v_actor.staff_id, v_session.closed_at, v_notes
    ),
    v_paper, v_key
  );
  perform pit_private.refresh_rundowns(
    v_actor.casino_id, v_session.gaming_table_id, v_session.closed_at
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;
