-- Whether an instant lies in a session of the table; entries are attributed so, by table and time.
create function pit_private.is_in_session(
  p_casino_id uuid, p_table_id uuid, p_at timestamptz
) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from pit.table_session s
    where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
      and p_at >= s.opened_at and (s.closed_at is null or p_at < s.closed_at)
  )
$$;
