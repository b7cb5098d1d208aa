-- Fills and credits of a table after one instant and up to another.
create function pit_private.moved_chips(
  p_casino_id uuid, p_table_id uuid, p_after timestamptz, p_until timestamptz
) returns table (fills_cents bigint, credits_cents bigint)
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(sum(s.amount_cents) filter (where s.kind = 'fill'), 0)::bigint,
    coalesce(sum(s.amount_cents) filter (where s.kind = 'credit'), 0)::bigint
  from pit.fill_credit_slip s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
    and s.effective_at > p_after and s.effective_at <= p_until
$$;
