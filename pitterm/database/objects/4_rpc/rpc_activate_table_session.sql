-- Lets play begin on a session that waited for its opening count. A count that differs from the
-- previous closer needs a note: the difference is recorded, never edited away.
create function pit.rpc_activate_table_session(
  p_table_session_id uuid, p_opening_inventory_snapshot_id uuid, p_note text default null,
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
  v_note text;
  v_replay jsonb;
  v_session pit.table_session;
  v_before jsonb;
  v_opener pit.table_inventory_snapshot;
  v_expected_cents bigint;
  v_signer text;
  v_now timestamptz;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_session_id is not null, 'session');
  v_note := pit_private.checked_note(p_note);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_activate_table_session',
    jsonb_build_object(
      'p_table_session_id', p_table_session_id,
      'p_opening_inventory_snapshot_id', p_opening_inventory_snapshot_id, 'p_note', v_note
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;

  v_session := pit_private.lock_session(v_actor.casino_id, p_table_session_id, p_expected_version);
  if v_session.status <> 'OPEN' then
    perform pit_private.refuse_transition(v_session, 'only an OPEN session is activated');
  end if;
  if p_opening_inventory_snapshot_id is null then
    perform pit_private.fail('missing_opening_count', 'Count the tray before play begins.');
  end if;
  select * into v_opener from pit_private.standing_count c
  where c.casino_id = v_actor.casino_id and c.gaming_table_id = v_session.gaming_table_id
    and c.id = p_opening_inventory_snapshot_id and c.snapshot_type = 'open';
  if not found then
    perform pit_private.fail('artifact_not_found', 'That is not an opening count of this table.');
  end if;
  if exists (
    select from pit.table_session s
    where s.casino_id = v_actor.casino_id and s.opening_inventory_snapshot_id = v_opener.id
  ) then
    perform pit_private.fail('artifact_already_used', 'That count already opened a session.');
  end if;
  if v_opener.counted_at
    <= pit_private.last_close_at(v_actor.casino_id, v_session.gaming_table_id) then
    perform pit_private.fail('artifact_not_found', 'That count was made before the table last closed.');
  end if;
  v_signer := pit_private.signature_due(v_actor.casino_id, v_opener.id);
  if v_signer is not null then
    perform pit_private.fail(
      'missing_opening_count', format('%s has to sign the opening count first.', v_signer)
    );
  end if;
  select c.total_cents into v_expected_cents from pit.table_inventory_snapshot c
  where c.casino_id = v_actor.casino_id and c.id = v_session.expected_inventory_snapshot_id;
  if v_opener.total_cents <> v_expected_cents and coalesce(v_note, v_opener.note) is null then
    perform pit_private.fail('reason_required', 'The count differs from the previous closer; note why.');
  end if;

  v_now := pit_private.moment_to_write(v_actor.casino_id, v_session.gaming_table_id, v_paper);
  v_before := to_jsonb(v_session);
  update pit.table_session s
  set status = 'ACTIVE', opening_inventory_snapshot_id = v_opener.id
  where s.casino_id = v_actor.casino_id and s.id = v_session.id
  returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, v_session.gaming_table_id, 'activate',
    pit_private.record_transition(
      v_session, 'activate', 'OPEN', v_actor.staff_id, v_now, coalesce(v_note, v_opener.note)
    ),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session), v_before);
  return v_session;
end
$$;
