-- A run of the backfill brings into a casino's telemetry what the bridge could not: begun once, then
-- batch after batch by any number of programs at once, then ended. What stopped is gone on with,
-- because each table's place stays until all of them are done.
create function pit_private.begin_backfill(p_casino_id uuid) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '30s'
as $$
begin
  if exists (select from pit_private.backfill_place p where p.casino_id = p_casino_id) then
    return;
  end if;
  insert into pit_private.backfill_place (casino_id, gaming_table_id)
  select g.casino_id, g.id from pit.gaming_table g
  where g.casino_id = p_casino_id and (
    select true from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.gaming_table_id = g.id
    limit 1
  )
  order by g.id
  on conflict do nothing;
end
$$;

-- One batch of one table's transactions in the order they were entered, at a table that nobody else
-- works at; where others work at all that are left, at the first of these once it is free.
create function pit_private.backfill_telemetry(p_casino_id uuid, p_batch int)
returns table (done bigint, inserted bigint, remaining boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '30s'
as $$
declare
  v_place pit_private.backfill_place;
  v_last record;
begin
  done := 0;
  inserted := 0;
  v_place := pit_private.next_place_to_backfill(p_casino_id);
  if v_place.gaming_table_id is not null then
    select * into v_last from pit_private.next_to_backfill(
      p_casino_id, v_place.gaming_table_id, v_place.created_at, v_place.transaction_id, p_batch
    );
    done := coalesce(v_last.done, 0);
    inserted := pit_private.bridge_missing(
      p_casino_id, v_place.gaming_table_id, v_place.created_at, v_place.transaction_id,
      v_last.created_at, v_last.id, done
    );
    update pit_private.backfill_place p
    set created_at = coalesce(v_last.created_at, p.created_at),
      transaction_id = coalesce(v_last.id, p.transaction_id),
      is_done = not coalesce(v_last.remaining, false)
    where p.casino_id = p_casino_id and p.gaming_table_id = v_place.gaming_table_id;
  end if;
  remaining := exists (
    select from pit_private.backfill_place p where p.casino_id = p_casino_id and not p.is_done
  );
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

-- The places are forgotten where all is done, so that the next run looks at everything again. They are
-- locked either way: that makes its commit one that waits for the disk, and for all before it.
create function pit_private.end_backfill(p_casino_id uuid) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '30s'
as $$
begin
  perform from pit_private.backfill_place p where p.casino_id = p_casino_id
  for update skip locked;
  delete from pit_private.backfill_place p
  where p.casino_id = p_casino_id and not exists (
    select from pit_private.backfill_place o where o.casino_id = p_casino_id and not o.is_done
  );
end
$$;

-- The place of a table that is not done, locked.
create function pit_private.next_place_to_backfill(p_casino_id uuid)
returns pit_private.backfill_place
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_place pit_private.backfill_place;
begin
  select * into v_place from pit_private.backfill_place p
  where p.casino_id = p_casino_id and not p.is_done
  order by p.gaming_table_id
  limit 1
  for update skip locked;
  if not found then
    select * into v_place from pit_private.backfill_place p
    where p.casino_id = p_casino_id and not p.is_done
    order by p.gaming_table_id
    limit 1
    for update;
  end if;
  return v_place;
end
$$;

-- Bridges one table's transactions after one place, up to another and with it, that have no row in
-- the telemetry. Originals that nothing corrects are written in one statement; the others one by
-- one, because what stands of an entry follows from its corrections in their order. They are not
-- looked for where every transaction of the number given was an original that nothing corrects.
create function pit_private.bridge_missing(
  p_casino_id uuid, p_table_id uuid, p_after timestamptz, p_after_id uuid,
  p_until timestamptz, p_until_id uuid, p_number bigint
) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_id uuid;
  v_inserted bigint;
begin
  if not pit_private.lacks_entries(
    p_casino_id, p_table_id, p_after, p_after_id, p_until, p_until_id
  ) then
    return 0;
  end if;
  perform pit_private.lock_table(p_casino_id, p_table_id);
  insert into pit.table_buyin_telemetry (
    id, casino_id, gaming_table_id, amount_cents, telemetry_kind, tender_type, visit_id,
    rating_slip_id, occurred_at, actor_id, note, idempotency_key
  )
  select o.id, o.casino_id, o.gaming_table_id, o.amount_cents, 'RATED_BUYIN', o.tender_type,
    o.visit_id, o.rating_slip_id, o.occurred_at, o.actor_id, o.note, 'pft:' || o.id
  from pit.player_financial_transaction o
  where o.casino_id = p_casino_id and o.gaming_table_id = p_table_id
    and (o.created_at, o.id) > (p_after, p_after_id)
    and (o.created_at, o.id) <= (p_until, p_until_id)
    and o.transaction_kind = 'original' and o.direction = 'in' and o.rating_slip_id is not null
    and (
      select true from pit.player_financial_transaction t
      where t.casino_id = p_casino_id and t.corrects_id = o.id
      limit 1
    ) is null
  order by o.created_at, o.id
  on conflict (casino_id, idempotency_key) do nothing;
  get diagnostics v_inserted = row_count;
  if v_inserted = p_number then
    return v_inserted;
  end if;
  for v_id in
    select id from pit_private.corrected_buyins(
      p_casino_id, p_table_id, p_after, p_after_id, p_until, p_until_id
    ) id
  loop
    v_inserted := v_inserted + pit_private.bridge_buyin(p_casino_id, v_id);
  end loop;
  return v_inserted;
end
$$;

-- What the backfill reads is planned with the values of each batch: the telemetry grows from nothing
-- within one run, and a plan kept from its beginning reads it whole. What it writes is not, or every
-- foreign key and every gaming day would be planned for every row.

-- The next batch of a table after a place: how many, the last of them, and whether there are more.
create function pit_private.next_to_backfill(
  p_casino_id uuid, p_table_id uuid, p_after timestamptz, p_after_id uuid, p_batch int
) returns table (done bigint, created_at timestamptz, id uuid, remaining boolean)
language sql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  with ahead as materialized (
    select t.created_at, t.id, row_number() over (order by t.created_at, t.id) as number
    from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.gaming_table_id = p_table_id
      and (t.created_at, t.id) > (p_after, p_after_id)
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

-- Whether a transaction of the batch has no row in the telemetry; one is enough to know.
create function pit_private.lacks_entries(
  p_casino_id uuid, p_table_id uuid, p_after timestamptz, p_after_id uuid,
  p_until timestamptz, p_until_id uuid
) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  select exists (
    select from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.gaming_table_id = p_table_id
      and (t.created_at, t.id) > (p_after, p_after_id)
      and (t.created_at, t.id) <= (p_until, p_until_id)
      and t.direction = 'in'
      and (
        select true from pit.table_buyin_telemetry b
        where b.casino_id = p_casino_id and b.idempotency_key = 'pft:' || t.id
        limit 1
      ) is null
  )
$$;

-- The table's corrected buy-ins of which the batch holds something that the telemetry lacks, in the
-- order they were entered.
create function pit_private.corrected_buyins(
  p_casino_id uuid, p_table_id uuid, p_after timestamptz, p_after_id uuid,
  p_until timestamptz, p_until_id uuid
) returns setof uuid
language sql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
  with corrected as materialized (
    select t.id, coalesce(t.corrects_id, t.id) as original_id
    from pit.player_financial_transaction t
    where t.casino_id = p_casino_id and t.gaming_table_id = p_table_id
      and (t.created_at, t.id) > (p_after, p_after_id)
      and (t.created_at, t.id) <= (p_until, p_until_id)
      and (
        t.corrects_id is not null or (
          select true from pit.player_financial_transaction c
          where c.casino_id = p_casino_id and c.corrects_id = t.id
          limit 1
        )
      )
  )
  select o.id from pit.player_financial_transaction o
  where o.casino_id = p_casino_id and o.gaming_table_id = p_table_id
    and o.id in (
      select c.original_id from corrected c
      where (
        select true from pit.table_buyin_telemetry b
        where b.casino_id = p_casino_id and b.idempotency_key = 'pft:' || c.id
        limit 1
      ) is null
    )
  order by o.created_at, o.id
$$;
