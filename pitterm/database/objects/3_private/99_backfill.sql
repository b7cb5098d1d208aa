-- Brings into the telemetry what the bridge could not: one batch of a casino's transactions in the
-- order they were entered, from where the last batch stopped. After the last one it begins again.
create function pit_private.backfill_telemetry(p_casino_id uuid, p_batch int)
returns table (done bigint, inserted bigint, remaining boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '30s'
-- The tables grow from nothing within one run: a plan kept from its beginning reads them whole.
set plan_cache_mode = force_custom_plan
as $$
declare
  v_place pit_private.backfill_place;
  v_batch pit.player_financial_transaction[];
  v_last pit.player_financial_transaction;
begin
  insert into pit_private.backfill_place (casino_id) values (p_casino_id) on conflict do nothing;
  select * into strict v_place from pit_private.backfill_place p
  where p.casino_id = p_casino_id
  for update;
  v_batch := array(
    select t from pit.player_financial_transaction t
    where t.casino_id = p_casino_id
      and (t.created_at, t.id) > (v_place.created_at, v_place.transaction_id)
    order by t.created_at, t.id
    limit greatest(p_batch, 1)
  );
  done := cardinality(v_batch);
  inserted := pit_private.bridge_missing(p_casino_id, v_batch);
  v_last := v_batch[done];
  remaining := exists (
    select from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and (t.created_at, t.id) > (v_last.created_at, v_last.id)
  );
  update pit_private.backfill_place p
  set created_at = case when remaining then v_last.created_at else '-infinity' end,
    transaction_id = case when remaining then v_last.id else '00000000-0000-0000-0000-000000000000' end
  where p.casino_id = p_casino_id;
  if inserted > 0 then
    perform pit_private.record_audit(
      p_casino_id, null, 'administration', 'backfill telemetry', null,
      jsonb_build_object('batch', p_batch), null, jsonb_build_object('inserted', inserted)
    );
    update pit.casino_change c
    set change_number = c.change_number + 1, whole_number = c.change_number + 1
    where c.casino_id = p_casino_id;
    perform pg_notify('pitterm', '');
  end if;
  return next;
end
$$;

-- Bridges those of the transactions that have no row in the telemetry. All their tables are locked
-- before the first is written, each after those of a smaller id. Originals that nothing corrects
-- are written in one statement; the others one by one, because what stands of an entry follows from
-- its corrections in their order.
create function pit_private.bridge_missing(
  p_casino_id uuid, p_transactions pit.player_financial_transaction[]
) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_originals pit.player_financial_transaction[];
  v_original pit.player_financial_transaction;
  v_table_id uuid;
  v_inserted bigint := 0;
begin
  v_originals := array(
    select o from pit.player_financial_transaction o
    where o.casino_id = p_casino_id and o.direction = 'in' and o.gaming_table_id is not null
      and o.id in (
        select coalesce(t.corrects_id, t.id) from unnest(p_transactions) t
        where not exists (
          select from pit.table_buyin_telemetry b
          where b.casino_id = p_casino_id and b.idempotency_key = 'pft:' || t.id
        )
      )
    order by o.created_at, o.id
  );
  for v_table_id in
    select distinct o.gaming_table_id from unnest(v_originals) o order by 1
  loop
    perform pit_private.lock_table(p_casino_id, v_table_id);
  end loop;
  with bridged as (
    insert into pit.table_buyin_telemetry (
      casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
      rating_slip_id, occurred_at, actor_id, note, idempotency_key
    )
    select o.casino_id, o.gaming_table_id, o.amount_cents, 'RATED_BUYIN', o.tender_type, o.visit_id,
      o.rating_slip_id, o.occurred_at, o.actor_id, o.note, 'pft:' || o.id
    from unnest(v_originals) with ordinality as o
    where o.transaction_kind = 'original' and o.rating_slip_id is not null
      and not exists (
        select from pit.player_financial_transaction t
        where t.casino_id = p_casino_id and t.corrects_id = o.id
      )
    order by o.ordinality
    on conflict (casino_id, idempotency_key) do nothing
    returning 1
  )
  select count(*) into v_inserted from bridged;
  for v_original in
    select o.* from unnest(v_originals) as o
    where exists (
      select from pit.player_financial_transaction t
      where t.casino_id = p_casino_id and t.corrects_id = o.id
    )
    order by o.created_at, o.id
  loop
    v_inserted := v_inserted + pit_private.bridge_buyin(p_casino_id, v_original.id);
  end loop;
  return v_inserted;
end
$$;
