-- Corrects what finance recorded: an adjustment changes what stands of it and never below nothing,
-- a reversal takes back all that stands, once, and ends its corrections. Both count at the time of
-- the original.
create function pit.rpc_correct_player_transaction(
  p_transaction_id uuid, p_kind text, p_amount_cents bigint default null,
  p_reason text default null, p_idempotency_key text default null
) returns pit.player_financial_transaction
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_reason text;
  v_replay jsonb;
  v_original pit.player_financial_transaction;
  v_stands_cents bigint;
  v_correction pit.player_financial_transaction;
begin
  perform pit_private.demand_role(v_actor, 'cashier', 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_transaction_id is not null, 'transaction');
  perform pit_private.check_correction(p_kind, p_amount_cents);
  v_reason := pit_private.checked_reason(p_reason);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_correct_player_transaction',
    jsonb_build_object(
      'p_transaction_id', p_transaction_id, 'p_kind', p_kind, 'p_amount_cents', p_amount_cents,
      'p_reason', v_reason
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.player_financial_transaction, v_replay);
  end if;

  perform pit_private.lock_table(v_actor.casino_id, t.gaming_table_id)
  from pit.player_financial_transaction t
  where t.casino_id = v_actor.casino_id and t.id = p_transaction_id
    and t.gaming_table_id is not null;
  select * into v_original from pit.player_financial_transaction t
  where t.casino_id = v_actor.casino_id and t.id = p_transaction_id
  for no key update;
  if not found then
    perform pit_private.fail('entry_not_found', 'There is no such transaction in this casino.');
  end if;
  if v_original.transaction_kind <> 'original' then
    perform pit_private.fail('invalid_argument', 'A correction is not corrected; correct its original.');
  end if;
  if exists (
    select from pit.player_financial_transaction r
    where r.casino_id = v_actor.casino_id and r.corrects_id = v_original.id
      and r.transaction_kind = 'reversal'
  ) then
    perform pit_private.fail('already_reversed', 'The transaction was already reversed.');
  end if;
  v_stands_cents := pit_private.standing_transaction_cents(v_actor.casino_id, v_original.id);
  if p_kind = 'reversal' and v_stands_cents = 0 then
    perform pit_private.fail('invalid_amount', 'Nothing of the transaction stands any more.');
  end if;
  if v_stands_cents + p_amount_cents not between 0 and 1000000000 then
    perform pit_private.fail('invalid_amount', 'What then stands is not below zero and no more than one entry may carry.');
  end if;

  insert into pit.player_financial_transaction (
    casino_id, visit_id, rating_slip_id, gaming_table_id, direction, transaction_kind,
    corrects_id, amount_cents, tender_type, occurred_at, actor_id, note, created_at
  ) values (
    v_actor.casino_id, v_original.visit_id, v_original.rating_slip_id, v_original.gaming_table_id,
    v_original.direction, p_kind, v_original.id, coalesce(p_amount_cents, -v_stands_cents),
    v_original.tender_type, v_original.occurred_at, v_actor.staff_id, v_reason, clock_timestamp()
  ) returning * into v_correction;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_correction));
  return v_correction;
end
$$;
