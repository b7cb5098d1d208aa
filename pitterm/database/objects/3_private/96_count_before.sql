-- The count a segment begins with: the newest earlier one of the same session, the session's
-- opener first among them; else the previous closer; no row for a session's earliest known count.
create function pit_private.count_before(
  p_session pit.table_session, p_later_at timestamptz, p_later_id uuid
) returns table (id uuid, counted_at timestamptz, total_cents bigint)
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select c.id, c.counted_at, c.total_cents
  from pit_private.standing_count c
  where c.casino_id = p_session.casino_id and c.gaming_table_id = p_session.gaming_table_id
    and (c.counted_at, c.id) < (p_later_at, p_later_id)
    and (
      (c.table_session_id = p_session.id and c.snapshot_type <> 'open')
      or c.id = p_session.opening_inventory_snapshot_id
      or (
        c.id = p_session.expected_inventory_snapshot_id
        and p_session.opening_inventory_snapshot_id is null
      )
    )
  order by c.counted_at desc, c.id desc
  limit 1
$$;
