-- Voids a wrong drop record before a second person. One that closed a session is replaced by the
-- right one, which stands in its place and at its time with the box that was put in.
create function pit.rpc_void_table_drop(
  p_drop_event_id uuid, p_reason text, p_idempotency_key text default null,
  p_witnessed_by uuid default null, p_replacement_box_id text default null,
  p_replacement_seal_no text default null
) returns pit.custody_void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reason text;
  v_box text;
  v_seal text;
  v_replay jsonb;
  v_wrong pit.table_drop_event;
  v_right_id uuid;
  v_void pit.custody_void;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_drop_event_id is not null, 'drop');
  v_reason := pit_private.checked_reason(p_reason);
  perform pit_private.demand_argument(p_witnessed_by is not null, 'witness');
  if num_nonnulls(p_replacement_box_id, p_replacement_seal_no) > 0 then
    v_box := pit_private.checked_label(p_replacement_box_id, 'right box');
    v_seal := pit_private.checked_label(p_replacement_seal_no, 'right seal');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_void_table_drop',
    jsonb_build_object(
      'p_drop_event_id', p_drop_event_id, 'p_reason', v_reason, 'p_witnessed_by', p_witnessed_by,
      'p_replacement_box_id', v_box, 'p_replacement_seal_no', v_seal
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.custody_void, v_replay);
  end if;

  select * into v_wrong from pit.table_drop_event d
  where d.casino_id = v_actor.casino_id and d.id = p_drop_event_id;
  if not found then
    perform pit_private.fail('artifact_not_found', 'There is no such drop in this casino.');
  end if;
  perform pit_private.lock_table(v_actor.casino_id, v_wrong.gaming_table_id);
  perform pit_private.check_void_witness(v_actor, p_witnessed_by, v_wrong.removed_by_staff_id);
  perform pit_private.check_drop_may_be_voided(v_wrong, v_box is not null);

  if v_box is not null then
    if v_box = v_wrong.box_in_id then
      perform pit_private.fail('invalid_argument', 'That box was put in, not taken out.');
    end if;
    perform pit_private.queue_for_change(v_actor.casino_id);
    perform pit_private.check_box_out(
      v_actor.casino_id, v_wrong.gaming_table_id, v_box, v_wrong.removed_at
    );
    insert into pit.table_drop_event (
      casino_id, gaming_table_id, table_session_id, drop_box_id, seal_no, box_in_id,
      box_in_seal_no, removed_at, removed_by_staff_id, witnessed_by_staff_id, note
    ) values (
      v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.table_session_id, v_box, v_seal,
      v_wrong.box_in_id, v_wrong.box_in_seal_no, v_wrong.removed_at, v_actor.staff_id,
      p_witnessed_by, v_reason
    ) returning id into v_right_id;
    update pit.table_session s set drop_event_id = v_right_id
    where s.casino_id = v_actor.casino_id and s.gaming_table_id = v_wrong.gaming_table_id
      and s.drop_event_id = v_wrong.id;
  end if;
  insert into pit.custody_void (
    casino_id, gaming_table_id, drop_event_id, replacing_drop_event_id, reason, voided_at,
    voided_by_staff_id, witnessed_by_staff_id
  ) values (
    v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.id, v_right_id, v_reason,
    clock_timestamp(), v_actor.staff_id, p_witnessed_by
  ) returning * into v_void;
  perform pit_private.refresh_rundowns(
    v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.removed_at
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_void));
  return v_void;
end
$$;
