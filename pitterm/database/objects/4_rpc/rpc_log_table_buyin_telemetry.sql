-- Logs an observed buy-in. Linkage decides between rated and unrated, never the amount. Without a
-- session it is taken only when the caller says that it is meant to stand outside any session. A late
-- entry was made while the server was away: it goes to the session that ran at its own time.
create function pit.rpc_log_table_buyin_telemetry(
  p_table_id uuid, p_amount_cents bigint, p_telemetry_kind text, p_visit_id uuid default null,
  p_rating_slip_id uuid default null, p_tender_type text default null, p_note text default null,
  p_idempotency_key text default null, p_occurred_at timestamptz default null,
  p_outside_session boolean default false, p_is_late boolean default false,
  p_paper_reason text default null, p_paper_number text default null
) returns pit.table_buyin_telemetry
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_tender constant text := coalesce(p_tender_type, 'cash');
  v_note text;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_is_late constant boolean := p_is_late is true
    or num_nonnulls(p_paper_reason, p_paper_number) > 0;
  v_now timestamptz;
  v_occurred_at timestamptz;
  v_entry pit.table_buyin_telemetry;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  perform pit_private.check_buyin(p_amount_cents, p_telemetry_kind, v_tender, p_visit_id, p_rating_slip_id);
  perform pit_private.demand_argument(
    p_occurred_at is not null or p_is_late is not true, 'time of a late entry'
  );
  v_note := pit_private.checked_note(p_note);
  v_paper := pit_private.checked_paper(
    case when num_nonnulls(p_paper_reason, p_paper_number) > 0 then p_occurred_at end,
    p_paper_reason, p_paper_number
  );
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_log_table_buyin_telemetry',
    jsonb_build_object(
      'p_table_id', p_table_id, 'p_amount_cents', p_amount_cents,
      'p_telemetry_kind', p_telemetry_kind, 'p_visit_id', p_visit_id,
      'p_rating_slip_id', p_rating_slip_id, 'p_tender_type', v_tender, 'p_note', v_note,
      'p_occurred_at', p_occurred_at at time zone 'UTC',
      'p_outside_session', p_outside_session is true, 'p_is_late', p_is_late is true
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_buyin_telemetry, v_replay);
  end if;

  -- A statement of its own: what the next one sees is then no older than the lock.
  v_table := pit_private.lock_table(v_actor.casino_id, p_table_id);
  v_now := clock_timestamp();
  v_occurred_at := coalesce(p_occurred_at, v_now);
  if v_paper.occurred_at is not null then
    v_occurred_at := pit_private.moment_to_write(v_actor.casino_id, p_table_id, v_paper);
  end if;
  if v_is_late then
    perform pit_private.check_table_took_buyin(
      v_actor.casino_id, v_table, v_occurred_at, p_outside_session is true
    );
  else
    perform pit_private.check_table_takes_buyin(
      v_actor.casino_id, v_table, p_occurred_at, p_outside_session is true
    );
  end if;
  if p_rating_slip_id is not null and not exists (
    select from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.gaming_table_id = p_table_id
      and r.visit_id = p_visit_id and r.id = p_rating_slip_id
  ) then
    perform pit_private.fail('invalid_linkage', 'That rating slip is not of this visit at this table.');
  end if;
  insert into pit.table_buyin_telemetry (
    casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, occurred_at, actor_id, note, idempotency_key, created_at
  ) values (
    v_actor.casino_id, p_table_id, p_amount_cents, p_telemetry_kind, v_tender, p_visit_id,
    p_rating_slip_id, v_occurred_at, v_actor.staff_id, v_note, v_key, v_now
  ) returning * into v_entry;
  perform pit_private.keep_late_entry(v_actor, p_table_id, 'entry', v_entry.id, v_paper, v_key);
  if v_is_late then
    perform pit_private.refresh_closed_sessions(
      v_actor.casino_id, p_table_id, v_entry.occurred_at
    );
  end if;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_entry));
  return v_entry;
end
$$;
