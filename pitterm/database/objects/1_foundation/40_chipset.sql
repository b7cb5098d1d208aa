-- The value of a chipset {denomination_cents: count}, the one place where it is derived.
create function pit_private.chipset_total_cents(p_chipset jsonb) returns bigint
language sql immutable strict parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(sum(key::bigint * value::bigint), 0)::bigint from jsonb_each_text(p_chipset)
$$;
