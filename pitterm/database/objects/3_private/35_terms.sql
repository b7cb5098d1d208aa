-- The limits and par that hold for a gaming day: a row for each of these tables.
create function pit_private.terms_in_force(
  p_casino_id uuid, p_table_ids uuid[], p_gaming_day date
) returns table (
  gaming_table_id uuid, min_bet_cents bigint, max_bet_cents bigint, par_cents bigint
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select t.id, coalesce(d.min_bet_cents, t.min_bet_cents),
    coalesce(d.max_bet_cents, t.max_bet_cents),
    case when d.gaming_table_id is null then t.par_cents else d.par_cents end
  from pit.gaming_table t
  left join lateral (
    select n.* from pit.table_terms n
    where n.casino_id = p_casino_id and n.gaming_table_id = t.id
      and n.effective_from <= p_gaming_day
    order by n.effective_from desc
    limit 1
  ) d on true
  where t.casino_id = p_casino_id and t.id = any (p_table_ids)
$$;

-- The par of a session is that of the day it opened.
create function pit_private.par_of(p_session pit.table_session) returns bigint
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select t.par_cents from pit_private.terms_in_force(
    p_session.casino_id, array[p_session.gaming_table_id], p_session.gaming_day
  ) t
$$;
