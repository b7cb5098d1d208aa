-- The last entries of tables, each since an instant of its own, newest first, with names
-- and whether they still count: what the podium lists and what `u` takes back.
create function pit_private.recent_entries(
  p_casino_id uuid, p_table_ids uuid[], p_starts timestamptz[]
) returns table (gaming_table_id uuid, entries json)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select asked.table_id, coalesce(listed.entries, '[]')
  from unnest(p_table_ids, p_starts) asked (table_id, starts_at)
  cross join lateral (
    select json_agg(e order by e.created_at desc) as entries
    from (
      select b.id, b.amount_cents, b.telemetry_kind as kind, b.tender_type as tender,
        b.occurred_at, b.created_at, b.actor_id, s.name as actor_name, b.reverses_id,
        pit_private.is_from_finance(b.idempotency_key) as from_finance,
        -- Asked row by row: as an EXISTS it may be hashed, which reads the whole history.
        coalesce((
          select true from pit.table_buyin_telemetry r
          where r.casino_id = b.casino_id and r.reverses_id = b.id
        ), false) as is_reversed,
        -- Sessions of a table follow each other: the last one opened by then is the one it ran in.
        not exists (
          select from (
            select t.closed_at from pit.table_session t
            where t.casino_id = p_casino_id and t.gaming_table_id = asked.table_id
              and t.opened_at <= b.occurred_at
            order by t.opened_at desc
            limit 1
          ) ran
          where ran.closed_at is null or b.occurred_at < ran.closed_at
        ) as outside_session
      from pit.table_buyin_telemetry b
      join pit.staff s on s.casino_id = b.casino_id and s.id = b.actor_id
      where b.casino_id = p_casino_id and b.gaming_table_id = asked.table_id
        and b.created_at >= asked.starts_at
      order by b.created_at desc
      limit 12
    ) e
  ) listed
$$;
