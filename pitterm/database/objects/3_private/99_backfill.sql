-- Brings into the telemetry what the bridge could not: one batch of a casino's transactions in the
-- order they were entered, from where the last batch stopped. After the last one it begins again.
create function pit_private.backfill_telemetry(p_casino_id uuid, p_batch int)
returns table (done bigint, inserted bigint, remaining boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '30s'
as $$
declare
  v_place pit_private.backfill_place;
  v_last pit_private.backfill_place;
begin
  insert into pit_private.backfill_place (casino_id) values (p_casino_id) on conflict do nothing;
  select * into strict v_place from pit_private.backfill_place p
  where p.casino_id = p_casino_id
  for update;
  select b.done, b.remaining, b.created_at, b.id
  into done, remaining, v_last.created_at, v_last.transaction_id
  from pit_private.next_to_backfill(
    p_casino_id, v_place.created_at, v_place.transaction_id, p_batch
  ) b;
  done := coalesce(done, 0);
  remaining := coalesce(remaining, false);
  inserted := pit_private.bridge_missing(
    p_casino_id, v_place.created_at, v_place.transaction_id,
    v_last.created_at, v_last.transaction_id
  );
  update pit_private.backfill_place p
  set created_at = case when remaining then v_last.created_at else '-infinity' end,
    transaction_id = case
      when remaining then v_last.transaction_id else '00000000-0000-0000-0000-000000000000'
    end
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

-- Bridges the transactions after one place, up to another and with it, that have no row in the
-- telemetry. All their tables are locked before the first is written, each after those of a smaller
-- id. Originals that nothing corrects are written in one statement; the others one by one, because
-- what stands of an entry follows from its corrections in their order.
create function pit_private.bridge_missing(
  p_casino_id uuid, p_after timestamptz, p_after_id uuid, p_until timestamptz, p_until_id uuid
) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_tables constant uuid[] := array(
    select id from pit_private.tables_to_bridge(
      p_casino_id, p_after, p_after_id, p_until, p_until_id
    ) id
    order by id
  );
  v_id uuid;
  v_inserted bigint;
begin
  foreach v_id in array v_tables loop
    perform pit_private.lock_table(p_casino_id, v_id);
  end loop;
  insert into pit.table_buyin_telemetry (
    casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, occurred_at, actor_id, note, idempotency_key
  )
  select o.casino_id, o.gaming_table_id, o.amount_cents, 'RATED_BUYIN', o.tender_type, o.visit_id,
    o.rating_slip_id, o.occurred_at, o.actor_id, o.note, 'pft:' || o.id
  from pit_private.uncorrected_buyins(
    p_casino_id, p_after, p_after_id, p_until, p_until_id, v_tables
  ) o
  on conflict (casino_id, idempotency_key) do nothing;
  get diagnostics v_inserted = row_count;
  for v_id in
    select id from pit_private.corrected_buyins(
      p_casino_id, p_after, p_after_id, p_until, p_until_id, v_tables
    ) id
  loop
    v_inserted := v_inserted + pit_private.bridge_buyin(p_casino_id, v_id);
  end loop;
  return v_inserted;
end
$$;

-- What the backfill reads is planned with the values of each batch: the tables grow from nothing
-- within one run, and a plan kept from its beginning reads them whole. What it writes is not, or
-- every foreign key and every gaming day would be planned for every row.

-- The next batch after a place: how many, the last of them, and whether there are more.
create function pit_private.next_to_backfill(
  p_casino_id uuid, p_after timestamptz, p_after_id uuid, p_batch int
) returns table (done bigint, created_at timestamptz, id uuid, remaining boolean)
language sql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  with ahead as materialized (
    select t.created_at, t.id, row_number() over (order by t.created_at, t.id) as number
    from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and (t.created_at, t.id) > (p_after, p_after_id)
    order by t.created_at, t.id
    limit greatest(p_batch, 1) + 1
  )
  select a.number, a.created_at, a.id,
    exists (select from ahead n where n.number > greatest(p_batch, 1))
  from ahead a
  where a.number <= greatest(p_batch, 1)
  order by a.number desc
  limit 1
$$;

-- The tables of the batch's transactions that have no row in the telemetry.
create function pit_private.tables_to_bridge(
  p_casino_id uuid, p_after timestamptz, p_after_id uuid, p_until timestamptz, p_until_id uuid
) returns setof uuid
language sql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  with missing as materialized (
    select t.corrects_id, t.gaming_table_id, t.direction
    from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and (t.created_at, t.id) > (p_after, p_after_id)
      and (t.created_at, t.id) <= (p_until, p_until_id)
      and not exists (
        select from pit.table_buyin_telemetry b
        where b.casino_id = p_casino_id and b.idempotency_key = 'pft:' || t.id
      )
  ),
  corrected as materialized (
    select distinct m.corrects_id as id from missing m where m.corrects_id is not null
  )
  select m.gaming_table_id from missing m
  where m.corrects_id is null and m.direction = 'in' and m.gaming_table_id is not null
  union
  select o.gaming_table_id from corrected c
  cross join lateral (
    select t.gaming_table_id from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.id = c.id and t.direction = 'in'
    offset 0
  ) o
  where o.gaming_table_id is not null
$$;

-- The batch's rated buy-ins at these tables that nothing corrects, in the order they were entered.
create function pit_private.uncorrected_buyins(
  p_casino_id uuid, p_after timestamptz, p_after_id uuid, p_until timestamptz, p_until_id uuid,
  p_tables uuid[]
) returns setof pit.player_financial_transaction
language sql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  select o.* from pit.player_financial_transaction o
  where o.casino_id = p_casino_id and (o.created_at, o.id) > (p_after, p_after_id)
    and (o.created_at, o.id) <= (p_until, p_until_id)
    and o.transaction_kind = 'original' and o.direction = 'in' and o.rating_slip_id is not null
    and o.gaming_table_id = any (p_tables)
    and not exists (
      select from pit.player_financial_transaction t
      where t.casino_id = p_casino_id and t.corrects_id = o.id
    )
  order by o.created_at, o.id
$$;

-- The corrected buy-ins at these tables of which the batch holds something that the telemetry
-- lacks, in the order they were entered.
create function pit_private.corrected_buyins(
  p_casino_id uuid, p_after timestamptz, p_after_id uuid, p_until timestamptz, p_until_id uuid,
  p_tables uuid[]
) returns setof uuid
language sql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  with seen as materialized (
    select t.id, t.corrects_id from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and (t.created_at, t.id) > (p_after, p_after_id)
      and (t.created_at, t.id) <= (p_until, p_until_id)
  ),
  corrected as (
    select s.id, s.corrects_id as original_id from seen s where s.corrects_id is not null
    union all
    select s.id, s.id from seen s
    where exists (
      select from pit.player_financial_transaction t
      where t.casino_id = p_casino_id and t.corrects_id = s.id
    )
  )
  select o.id from pit.player_financial_transaction o
  where o.casino_id = p_casino_id and o.gaming_table_id = any (p_tables)
    and o.id in (
      select c.original_id from corrected c
      where not exists (
        select from pit.table_buyin_telemetry b
        where b.casino_id = p_casino_id and b.idempotency_key = 'pft:' || c.id
      )
    )
  order by o.created_at, o.id
$$;
