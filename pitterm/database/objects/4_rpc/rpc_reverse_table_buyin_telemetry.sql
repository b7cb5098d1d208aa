-- Reverses an entry once, with what finance adjusted of it, at the entry's own time. The author's
-- last own entry of the table needs no reason; every other one does, and finance's always.
create function pit.rpc_reverse_table_buyin_telemetry(
  p_telemetry_id uuid, p_reason text default null, p_idempotency_key text default null
) returns pit.table_buyin_telemetry
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reason text;
  v_replay jsonb;
  v_original pit.table_buyin_telemetry;
  v_stands_cents bigint;
  v_entry pit.table_buyin_telemetry;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_telemetry_id is not null, 'entry');
  v_reason := pit_private.checked_note(p_reason);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_reverse_table_buyin_telemetry',
    jsonb_build_object('p_telemetry_id', p_telemetry_id, 'p_reason', v_reason)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.table_buyin_telemetry, v_replay);
  end if;

  select * into v_original from pit.table_buyin_telemetry b
  where b.casino_id = v_actor.casino_id and b.id = p_telemetry_id;
  if not found then
    perform pit_private.fail('entry_not_found', 'There is no such entry in this casino.');
  end if;
  perform pit_private.lock_table(v_actor.casino_id, v_original.gaming_table_id);
  if v_original.telemetry_kind = 'REVERSAL' then
    perform pit_private.fail('invalid_argument', 'A reversal is not reversed; log the buy-in again.');
  end if;
  if v_original.telemetry_kind = 'ADJUSTMENT' then
    perform pit_private.fail('invalid_argument', 'An adjustment is finance''s; reverse the buy-in it adjusts.');
  end if;
  if exists (
    select from pit.table_buyin_telemetry r
    where r.casino_id = v_actor.casino_id and r.reverses_id = v_original.id
  ) then
    perform pit_private.fail('already_reversed', 'The entry was already reversed.');
  end if;
  perform pit_private.check_not_final(
    v_actor.casino_id, v_original.gaming_table_id, v_original.occurred_at
  );
  if v_reason is null and v_original.id is distinct from (
    select b.id from pit.table_buyin_telemetry b
    where b.casino_id = v_actor.casino_id and b.gaming_table_id = v_original.gaming_table_id
      and b.actor_id = v_actor.staff_id
      and b.telemetry_kind in ('RATED_BUYIN', 'GRIND_BUYIN')
      and not pit_private.is_from_finance(b.idempotency_key)
      and not exists (
        select from pit.table_buyin_telemetry r
        where r.casino_id = b.casino_id and r.reverses_id = b.id
      )
    order by b.created_at desc
    limit 1
  ) then
    perform pit_private.fail('reason_required', 'Only your own last entry is undone without a reason.');
  end if;
  v_stands_cents := pit_private.standing_entry_cents(v_actor.casino_id, v_original.id);
  if v_stands_cents <= 0 then
    perform pit_private.fail('invalid_amount', 'Finance has adjusted all of the entry away.');
  end if;

  insert into pit.table_buyin_telemetry (
    casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, reverses_id, occurred_at, actor_id, note, idempotency_key
  ) values (
    v_actor.casino_id, v_original.gaming_table_id, -v_stands_cents, 'REVERSAL',
    v_original.tender_type, v_original.visit_id, v_original.rating_slip_id, v_original.id,
    v_original.occurred_at, v_actor.staff_id, v_reason, v_key
  ) returning * into v_entry;
  perform pit_private.refresh_closed_sessions(
    v_actor.casino_id, v_entry.gaming_table_id, v_entry.occurred_at
  );
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_entry));
  return v_entry;
end
$$;
