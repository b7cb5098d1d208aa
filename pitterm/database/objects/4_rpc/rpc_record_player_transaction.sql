-- Records money a player brought or took. A buy-in with a rating slip flows into the telemetry.
create function pit.rpc_record_player_transaction(
  p_visit_id uuid, p_direction text, p_amount_cents bigint, p_rating_slip_id uuid default null,
  p_tender_type text default null, p_occurred_at timestamptz default null,
  p_note text default null, p_idempotency_key text default null
) returns pit.player_financial_transaction
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_tender constant text := coalesce(p_tender_type, 'cash');
  v_note text;
  v_replay jsonb;
  v_slip pit.rating_slip;
  v_now timestamptz;
  v_transaction pit.player_financial_transaction;
begin
  perform pit_private.demand_role(v_actor, 'cashier', 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_visit_id is not null, 'visit');
  perform pit_private.check_transaction(p_direction, p_amount_cents, v_tender);
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_record_player_transaction',
    jsonb_build_object(
      'p_visit_id', p_visit_id, 'p_direction', p_direction, 'p_amount_cents', p_amount_cents,
      'p_rating_slip_id', p_rating_slip_id, 'p_tender_type', v_tender,
      'p_occurred_at', p_occurred_at at time zone 'UTC', 'p_note', v_note
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.player_financial_transaction, v_replay);
  end if;

  if not exists (
    select from pit.visit v where v.casino_id = v_actor.casino_id and v.id = p_visit_id
  ) then
    perform pit_private.fail('entry_not_found', 'There is no such visit in this casino.');
  end if;
  if p_rating_slip_id is not null then
    select * into v_slip from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.visit_id = p_visit_id and r.id = p_rating_slip_id;
    if not found then
      perform pit_private.fail('invalid_linkage', 'That rating slip is not of this visit.');
    end if;
    perform pit_private.lock_table(v_actor.casino_id, v_slip.gaming_table_id);
  end if;
  perform pit_private.check_transaction_time(p_occurred_at, v_slip.started_at);
  v_now := clock_timestamp();
  insert into pit.player_financial_transaction (
    casino_id, visit_id, rating_slip_id, gaming_table_id, direction, amount_cents, tender_type,
    occurred_at, actor_id, note, created_at
  ) values (
    v_actor.casino_id, p_visit_id, v_slip.id, v_slip.gaming_table_id, p_direction, p_amount_cents,
    v_tender, coalesce(p_occurred_at, v_now), v_actor.staff_id, v_note, v_now
  ) returning * into v_transaction;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_transaction));
  return v_transaction;
end
$$;
