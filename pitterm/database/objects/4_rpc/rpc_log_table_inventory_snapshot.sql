-- Records a count of the tray. Opening, closing and shift-change counts name a second person; an
-- opening count that differs from the previous closer needs a note. Without a session only an
-- opening count or the count a session owes is taken.
create function pit.rpc_log_table_inventory_snapshot(
  p_table_id uuid, p_snapshot_type text, p_chipset jsonb, p_note text default null,
  p_idempotency_key text default null, p_counted_with uuid default null,
  p_shift_boundary timestamptz default null, p_paper_at timestamptz default null,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_inventory_snapshot
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
  v_owing pit.table_session;
  v_now timestamptz;
  v_count pit.table_inventory_snapshot;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  perform pit_private.demand_argument(p_snapshot_type is not null, 'type of count');
  if p_snapshot_type not in ('open', 'rundown', 'close') then
    perform pit_private.fail('invalid_argument', 'A count is of type open, rundown or close.');
  end if;
  perform pit_private.demand_argument(p_chipset is not null, 'count');
  perform pit_private.check_chipset(p_chipset);
  v_note := pit_private.checked_note(p_note);
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  perform pit_private.demand_argument(
    p_counted_with is not null or (p_snapshot_type = 'rundown' and p_shift_boundary is null),
    'person who counted with you'
  );
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_log_table_inventory_snapshot',
    jsonb_build_object(
      'p_table_id', p_table_id, 'p_snapshot_type', p_snapshot_type, 'p_chipset', p_chipset,
      'p_note', v_note, 'p_counted_with', p_counted_with,
      'p_shift_boundary', p_shift_boundary at time zone 'UTC'
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_inventory_snapshot, v_replay);
  end if;

  perform pit_private.lock_table(v_actor.casino_id, p_table_id);
  perform pit_private.check_second_person(v_actor, p_counted_with);
  v_now := pit_private.moment_to_write(v_actor.casino_id, p_table_id, v_paper);
  perform pit_private.check_shift_boundary(
    v_actor.casino_id, p_snapshot_type, p_shift_boundary, v_now
  );
  select * into v_session from pit_private.live_session(v_actor.casino_id, p_table_id);
  if v_session.id is null and p_snapshot_type = 'close' then
    select * into v_owing from pit_private.last_closed_session(v_actor.casino_id, p_table_id) s
    where s.closing_inventory_snapshot_id is null;
  end if;
  perform pit_private.check_count_fits_state(v_session, v_owing.id is not null, p_snapshot_type);
  if p_snapshot_type = 'open' and v_note is null then
    perform pit_private.check_opener_is_expected(
      v_actor.casino_id, p_table_id, pit_private.chipset_total_cents(p_chipset)
    );
  end if;

  insert into pit.table_inventory_snapshot (
    casino_id, gaming_table_id, table_session_id, snapshot_type, chipset, note, counted_at,
    recorded_by_staff_id, counted_with_staff_id, shift_boundary
  ) values (
    v_actor.casino_id, p_table_id, coalesce(v_session.id, v_owing.id), p_snapshot_type, p_chipset,
    v_note, v_now, v_actor.staff_id, p_counted_with, p_shift_boundary
  ) returning * into v_count;
  perform pit_private.attach_owed_count(v_actor.staff_id, v_count, v_count.counted_at);
  perform pit_private.keep_late_entry(v_actor, p_table_id, 'count', v_count.id, v_paper, v_key);
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_count));
  return v_count;
end
$$;
