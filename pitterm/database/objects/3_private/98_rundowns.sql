create function pit_private.refresh_rundowns(
  p_casino_id uuid, p_table_id uuid, p_since timestamptz
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
end
$$;
