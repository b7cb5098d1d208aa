-- Starts a session on a table that has none. It begins OPEN where the casino requires an opening
-- count that was not made yet, else ACTIVE.
create function pit.rpc_open_table_session(
  p_gaming_table_id uuid, p_idempotency_key text default null,
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
  v_table pit.gaming_table;
  v_previous pit.table_session;
  v_opener pit.table_inventory_snapshot;
  v_required boolean;
  v_now timestamptz;
  v_session pit.table_session;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_gaming_table_id is not null, 'table');
  v_paper := pit_private.checked_paper(p_paper_at, p_paper_reason, p_paper_number);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_open_table_session',
    jsonb_build_object('p_gaming_table_id', p_gaming_table_id)
      || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_session, v_replay);
  end if;

  v_table := pit_private.lock_table(v_actor.casino_id, p_gaming_table_id);
  if v_table.status <> 'active' then
    perform pit_private.fail('table_not_available', format('%s is not on the floor.', v_table.label));
  end if;
  if exists (select from pit_private.live_session(v_actor.casino_id, p_gaming_table_id)) then
    perform pit_private.fail('active_session_exists', format('%s is already open.', v_table.label));
  end if;
  select * into v_previous from pit_private.last_closed_session(v_actor.casino_id, p_gaming_table_id);
  select * into v_opener from pit_private.unused_opening_count(v_actor.casino_id, p_gaming_table_id);
  if v_previous.close_reason = 'drop_only' and v_previous.closing_inventory_snapshot_id is null
    and (v_opener.id is null or v_opener.note is null) then
    perform pit_private.fail(
      'missing_opening_count',
      coalesce(
        (
          select format(
            '%s has to sign the opening count first.',
            pit_private.signature_due(v_actor.casino_id, c.id)
          )
          from pit_private.unused_opening_counts(v_actor.casino_id, p_gaming_table_id) c
          where v_opener.id is null
          limit 1
        ),
        format('%s closed without a count; count the tray with a note before it opens.', v_table.label)
      )
    );
  end if;

  select s.opening_count_required into strict v_required
  from pit.casino_settings s where s.casino_id = v_actor.casino_id;
  v_now := pit_private.moment_to_write(v_actor.casino_id, p_gaming_table_id, v_paper);
  insert into pit.table_session (
    casino_id, gaming_table_id, shift_id, status, opening_count_required, opened_at,
    opened_by_staff_id, expected_inventory_snapshot_id, opening_inventory_snapshot_id
  ) values (
    v_actor.casino_id, p_gaming_table_id,
    (select h.shift_id from pit_private.shift_at(v_actor.casino_id, v_now) h),
    case when v_required and v_opener.id is null then 'OPEN' else 'ACTIVE' end,
    v_required, v_now, v_actor.staff_id, v_previous.closing_inventory_snapshot_id, v_opener.id
  ) returning * into v_session;
  perform pit_private.keep_late_entry(
    v_actor, p_gaming_table_id, 'open',
    pit_private.record_transition(v_session, 'open', null, v_actor.staff_id, v_now, v_opener.note),
    v_paper, v_key
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_session));
  return v_session;
end
$$;
