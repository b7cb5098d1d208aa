-- Somebody saw an alert. It stays on the list until its cause ends; one that ended, or was never
-- there, cannot be acknowledged, and nobody acknowledges it twice.
create function pit.rpc_acknowledge_alert(
  p_alert_key text, p_note text default null, p_idempotency_key text default null
) returns pit.alert_acknowledgement
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_note text;
  v_replay jsonb;
  v_table_id uuid;
  v_acknowledgement pit.alert_acknowledgement;
begin
  perform pit_private.demand_role(
    v_actor, 'floor_supervisor', 'pit_boss', 'shift_manager', 'admin'
  );
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_alert_key is not null, 'alert');
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_acknowledge_alert',
    jsonb_build_object('p_alert_key', p_alert_key, 'p_note', v_note)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.alert_acknowledgement, v_replay);
  end if;

  select t.id into v_table_id from pit.gaming_table t
  where t.casino_id = v_actor.casino_id and t.id::text = split_part(p_alert_key, ':', 2);
  if found then
    perform pit_private.lock_table(v_actor.casino_id, v_table_id);
  end if;
  if not exists (
    select from pit_private.table_alerts(
      v_actor.casino_id, array[v_table_id], clock_timestamp()
    ) a
    where a.alert_key = p_alert_key
  ) then
    perform pit_private.fail('artifact_not_found', 'That alert is over; its cause has ended.');
  end if;
  if exists (
    select from pit.alert_acknowledgement a
    where a.casino_id = v_actor.casino_id and a.alert_key = p_alert_key
  ) then
    perform pit_private.fail('artifact_already_used', 'That alert was already acknowledged.');
  end if;
  insert into pit.alert_acknowledgement (
    casino_id, alert_key, gaming_table_id, acknowledged_at, acknowledged_by_staff_id, note
  ) values (
    v_actor.casino_id, p_alert_key, v_table_id, clock_timestamp(), v_actor.staff_id, v_note
  ) returning * into v_acknowledgement;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_acknowledgement));
  return v_acknowledgement;
end
$$;
