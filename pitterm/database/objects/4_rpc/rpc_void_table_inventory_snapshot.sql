-- Voids a wrong count before a second person. One that opens or closes a session is replaced by the
-- right one, which stands in its place and at its time.
create function pit.rpc_void_table_inventory_snapshot(
  p_inventory_snapshot_id uuid, p_reason text, p_idempotency_key text default null,
  p_witnessed_by uuid default null, p_replacement_chipset jsonb default null
) returns pit.custody_void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reason text;
  v_replay jsonb;
  v_wrong pit.table_inventory_snapshot;
  v_right_id uuid;
  v_void pit.custody_void;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_inventory_snapshot_id is not null, 'count');
  v_reason := pit_private.checked_reason(p_reason);
  perform pit_private.demand_argument(p_witnessed_by is not null, 'witness');
  if p_replacement_chipset is not null then
    perform pit_private.check_chipset(p_replacement_chipset);
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_void_table_inventory_snapshot',
    jsonb_build_object(
      'p_inventory_snapshot_id', p_inventory_snapshot_id, 'p_reason', v_reason,
      'p_witnessed_by', p_witnessed_by, 'p_replacement_chipset', p_replacement_chipset
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.custody_void, v_replay);
  end if;

  select * into v_wrong from pit.table_inventory_snapshot c
  where c.casino_id = v_actor.casino_id and c.id = p_inventory_snapshot_id;
  if not found then
    perform pit_private.fail('artifact_not_found', 'There is no such count in this casino.');
  end if;
  perform pit_private.lock_table(v_actor.casino_id, v_wrong.gaming_table_id);
  perform pit_private.check_void_witness(v_actor, p_witnessed_by, v_wrong.recorded_by_staff_id);
  perform pit_private.check_count_may_be_voided(v_wrong, p_replacement_chipset is not null);

  if p_replacement_chipset is not null then
    insert into pit.table_inventory_snapshot (
      casino_id, gaming_table_id, table_session_id, snapshot_type, chipset, note, counted_at,
      recorded_by_staff_id, counted_with_staff_id, shift_boundary
    ) values (
      v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.table_session_id, v_wrong.snapshot_type,
      p_replacement_chipset, v_reason, v_wrong.counted_at, v_actor.staff_id, p_witnessed_by,
      v_wrong.shift_boundary
    ) returning id into v_right_id;
    perform pit_private.put_count_in_place(v_wrong, v_right_id);
  end if;
  insert into pit.custody_void (
    casino_id, gaming_table_id, inventory_snapshot_id, replacing_snapshot_id, reason, voided_at,
    voided_by_staff_id, witnessed_by_staff_id
  ) values (
    v_actor.casino_id, v_wrong.gaming_table_id, v_wrong.id, v_right_id, v_reason,
    clock_timestamp(), v_actor.staff_id, p_witnessed_by
  ) returning * into v_void;
  -- The count a closed session owed was made after its close.
  perform pit_private.refresh_rundowns(
    v_actor.casino_id, v_wrong.gaming_table_id,
    least(
      v_wrong.counted_at,
      (
        select s.opened_at from pit.table_session s
        where s.casino_id = v_actor.casino_id and s.id = v_wrong.table_session_id
      )
    )
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_void));
  return v_void;
end
$$;
