-- What is left of a telemetry entry with its adjustments; a reversal is not among them.
create function pit_private.standing_entry_cents(p_casino_id uuid, p_entry_id uuid) returns bigint
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select sum(b.amount_cents)::bigint from pit.table_buyin_telemetry b
  where b.casino_id = p_casino_id and (b.id = p_entry_id or b.adjusts_id = p_entry_id)
$$;

-- An entry that came over the bridge; no caller's key begins so.
create function pit_private.is_from_finance(p_key text) returns boolean
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select p_key like 'pft:%'
$$;

-- Refuses a correction by the pit of what a finalised session was made of.
create function pit_private.check_not_final(
  p_casino_id uuid, p_table_id uuid, p_occurred_at timestamptz
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from pit.table_rundown r
    join pit.table_session s on s.casino_id = r.casino_id and s.id = r.table_session_id
    where r.casino_id = p_casino_id and r.gaming_table_id = p_table_id
      and r.finalized_at is not null
      and p_occurred_at >= s.opened_at and p_occurred_at < s.closed_at
  ) then
    perform pit_private.fail('already_final', 'The session of that entry is final.');
  end if;
end
$$;

-- Computes again what the sessions came to that an entry of this time belongs to or precedes.
create function pit_private.refresh_closed_sessions(
  p_casino_id uuid, p_table_id uuid, p_occurred_at timestamptz
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (
    select from pit.table_session s
    where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
      and s.closed_at >= p_occurred_at
  ) then
    perform pit_private.refresh_rundowns(p_casino_id, p_table_id, p_occurred_at);
  end if;
end
$$;

-- One row of telemetry for one transaction, under its id and at its original's time; NULL where it is
-- there already.
create function pit_private.insert_bridged(
  p_transaction pit.player_financial_transaction, p_entry pit.table_buyin_telemetry,
  p_amount_cents bigint
) returns pit.table_buyin_telemetry
language sql
set search_path = pg_catalog, pg_temp
as $$
  insert into pit.table_buyin_telemetry (
    id, casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, reverses_id, adjusts_id, occurred_at, actor_id, note, idempotency_key
  ) values (
    p_transaction.id, p_transaction.casino_id, p_transaction.gaming_table_id, p_amount_cents,
    case p_transaction.transaction_kind
      when 'original' then 'RATED_BUYIN' when 'adjustment' then 'ADJUSTMENT' else 'REVERSAL'
    end,
    coalesce(p_entry.tender_type, p_transaction.tender_type), p_transaction.visit_id,
    p_transaction.rating_slip_id,
    case p_transaction.transaction_kind when 'reversal' then p_entry.id end,
    case p_transaction.transaction_kind when 'adjustment' then p_entry.id end,
    coalesce(p_entry.occurred_at, p_transaction.occurred_at), p_transaction.actor_id,
    p_transaction.note, 'pft:' || p_transaction.id
  ) on conflict (casino_id, idempotency_key) do nothing
  returning *
$$;

-- Brings what the telemetry lacks of a player's buy-in and its corrections, in their order, and
-- says how many rows that were. Nothing follows an entry that was reversed, by whomever. The pit
-- takes the same table lock, so that a reversal there meets every correction or none.
create function pit_private.bridge_buyin(p_casino_id uuid, p_original_id uuid) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_original pit.player_financial_transaction;
  v_correction pit.player_financial_transaction;
  v_entry pit.table_buyin_telemetry;
  v_bridged pit.table_buyin_telemetry;
  v_amount_cents bigint;
  v_inserted int := 0;
begin
  select * into v_original from pit.player_financial_transaction t
  where t.casino_id = p_casino_id and t.id = p_original_id and t.transaction_kind = 'original'
    and t.direction = 'in' and t.rating_slip_id is not null;
  if not found then
    return 0;
  end if;
  perform pit_private.lock_table(p_casino_id, v_original.gaming_table_id);
  v_entry := pit_private.insert_bridged(v_original, null, v_original.amount_cents);
  if v_entry.id is not null then
    v_inserted := 1;
  else
    select * into strict v_entry from pit.table_buyin_telemetry b
    where b.casino_id = p_casino_id and b.idempotency_key = 'pft:' || p_original_id;
    if exists (
      select from pit.table_buyin_telemetry r
      where r.casino_id = p_casino_id and r.reverses_id = v_entry.id
    ) then
      return 0;
    end if;
  end if;

  for v_correction in
    select t.* from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.corrects_id = p_original_id
    order by (t.transaction_kind = 'reversal'), t.created_at, t.id
  loop
    v_amount_cents := case v_correction.transaction_kind
      when 'adjustment' then v_correction.amount_cents
      else -pit_private.standing_entry_cents(p_casino_id, v_entry.id)
    end;
    -- Nothing is taken back of what was adjusted away.
    continue when v_amount_cents = 0;
    v_bridged := pit_private.insert_bridged(v_correction, v_entry, v_amount_cents);
    v_inserted := v_inserted + (v_bridged.id is not null)::int;
  end loop;
  return v_inserted;
end
$$;

-- Finance is never held up by the pit: what fails here is told to the server's log, without
-- amounts, and the backfill brings it later.
create function pit_private.bridge_transaction() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_inserted int;
begin
  begin
    v_inserted := pit_private.bridge_buyin(new.casino_id, coalesce(new.corrects_id, new.id));
  exception when others then
    raise log 'transaction % did not reach the telemetry: %', new.id, sqlstate;
    return null;
  end;
  if v_inserted > 0 then
    begin
      perform pit_private.refresh_closed_sessions(
        new.casino_id, new.gaming_table_id, new.occurred_at
      );
    exception when others then
      raise log 'the rundowns after transaction % were not computed: %', new.id, sqlstate;
    end;
  end if;
  return null;
end
$$;

create trigger player_financial_transaction_bridge
  after insert on pit.player_financial_transaction
  for each row execute function pit_private.bridge_transaction();
