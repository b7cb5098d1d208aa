-- The name of the person who still has to sign a count before it opens, closes or stands for a
-- shift change; NULL where nobody has to.
create function pit_private.signature_due(p_casino_id uuid, p_count_id uuid) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select s.name::text
  from pit.casino_settings h
  join pit.table_inventory_snapshot c on c.casino_id = h.casino_id and c.id = p_count_id
  join pit.staff s on s.casino_id = c.casino_id and s.id = c.counted_with_staff_id
  where h.casino_id = p_casino_id and h.count_signature
    and not exists (
      select from pit.custody_signature g where g.casino_id = c.casino_id and g.record_id = c.id
    )
$$;

-- The table of a record that stands and the second person who was named in it; no row where nobody
-- was.
create function pit_private.named_second_person(
  p_casino_id uuid, p_record_kind text, p_record_id uuid
) returns table (gaming_table_id uuid, staff_id uuid)
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select c.gaming_table_id, c.counted_with_staff_id from pit_private.standing_count c
  where p_record_kind = 'count' and c.casino_id = p_casino_id and c.id = p_record_id
    and c.counted_with_staff_id is not null
  union all
  select d.gaming_table_id, d.witnessed_by_staff_id from pit_private.standing_drop d
  where p_record_kind = 'drop' and d.casino_id = p_casino_id and d.id = p_record_id
  union all
  select v.gaming_table_id, v.witnessed_by_staff_id from pit.custody_void v
  where p_record_kind = 'void' and v.casino_id = p_casino_id and v.id = p_record_id
  union all
  select f.gaming_table_id, f.void_witnessed_by_staff_id from pit.fill_credit_slip f
  where p_record_kind = 'slip_void' and f.casino_id = p_casino_id and f.id = p_record_id
    and f.void_witnessed_by_staff_id is not null
$$;
