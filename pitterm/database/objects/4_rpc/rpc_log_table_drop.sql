-- Records that a drop box left the table and which one came in: custody only, no amount. It may
-- happen without a session.
create function pit.rpc_log_table_drop(
  p_table_id uuid, p_drop_box_id text, p_seal_no text, p_witnessed_by uuid,
  p_note text default null, p_idempotency_key text default null, p_box_in_id text default null,
  p_box_in_seal_no text default null, p_paper_at timestamptz default null,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_drop_event
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_box text;
  v_seal text;
  v_box_in text;
  v_seal_in text;
  v_note text;
  v_replay jsonb;
  v_now timestamptz;
  v_before timestamptz;
  v_drop pit.table_drop_event;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  v_box := pit_private.checked_label(p_drop_box_id, 'drop box');
  v_seal := pit_private.checked_label(p_seal_no, 'seal');
  perform pit_private.demand_argument(p_witnessed_by is not null, 'witness');
  v_note := pit_private.checked_note(p_note);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  if num_nonnulls(p_box_in_id, p_box_in_seal_no) > 0 then
    v_box_in := pit_private.checked_label(p_box_in_id, 'box put in');
    v_seal_in := pit_private.checked_label(p_box_in_seal_no, 'seal of the box put in');
  end if;
  if v_box_in = v_box then
    perform pit_private.fail('invalid_argument', 'The box put in is not the one taken out.');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_log_table_drop',
    jsonb_build_object(
      'p_table_id', p_table_id, 'p_drop_box_id', v_box, 'p_seal_no', v_seal,
      'p_witnessed_by', p_witnessed_by, 'p_note', v_note, 'p_box_in_id', v_box_in,
      'p_box_in_seal_no', v_seal_in
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_drop_event, v_replay);
  end if;

  perform pit_private.lock_table(v_actor.casino_id, p_table_id);
  perform pit_private.check_second_person(v_actor, p_witnessed_by);
  perform pit_private.queue_for_change(v_actor.casino_id);
  v_now := pit_private.moment_to_write(v_actor.casino_id, p_table_id, v_paper);
  -- Whatever a form has for the same minute came before it.
  v_before := case
    when v_paper.occurred_at is null then 'infinity' else v_now + interval '1 microsecond'
  end;
  perform pit_private.check_box_in(v_actor.casino_id, v_box_in, v_before);
  perform pit_private.check_box_out(v_actor.casino_id, p_table_id, v_box, v_before);
  if v_paper.occurred_at is not null then
    perform pit_private.check_box_took_its_forms(v_actor.casino_id, p_table_id, v_box, v_now);
  end if;
  insert into pit.table_drop_event (
    casino_id, gaming_table_id, table_session_id, drop_box_id, seal_no, box_in_id,
    box_in_seal_no, removed_at, removed_by_staff_id, witnessed_by_staff_id, note
  ) values (
    v_actor.casino_id, p_table_id,
    (select s.id from pit_private.live_session(v_actor.casino_id, p_table_id) s),
    v_box, v_seal, v_box_in, v_seal_in, v_now, v_actor.staff_id, p_witnessed_by, v_note
  ) returning * into v_drop;
  perform pit_private.keep_late_entry(v_actor, p_table_id, 'drop', v_drop.id, v_paper, v_key);
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_drop));
  return v_drop;
end
$$;
