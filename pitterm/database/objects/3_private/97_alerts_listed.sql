-- Every alert of these tables at an instant.
create function pit_private.table_alerts(
  p_casino_id uuid, p_table_ids uuid[], p_as_of timestamptz
) returns table (
  gaming_table_id uuid, alert_key text, kind text, alert_class text, since timestamptz,
  acknowledged_at timestamptz
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.gaming_table_id, c.alert_key, c.kind, c.alert_class, c.since, c.acknowledged_at
  from (select pit_private.gaming_day_of(p_casino_id, p_as_of) as day) d
  cross join lateral pit_private.alert_causes(
    p_casino_id, p_table_ids, d.day,
    pit_private.gaming_day_started_at(p_casino_id, d.day),
    (select h.started_at from pit_private.shift_at(p_casino_id, p_as_of) h)
  ) c
  where c.begins_at <= p_as_of
$$;

-- The same as one list per table, custody first and the oldest first, and when the next of them
-- begins, for the board: without amounts and notes for whoever may not see figures, and without
-- names and notes for a display.
create function pit_private.board_alerts(
  p_casino_id uuid, p_table_ids uuid[], p_as_of timestamptz, p_gaming_day date,
  p_day_start timestamptz, p_shift_start timestamptz, p_sees_figures boolean, p_sees_names boolean
) returns table (gaming_table_id uuid, alerts json, next_alert_at timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select a.gaming_table_id, json_agg(
    json_build_object(
      'key', a.alert_key, 'kind', a.kind, 'alert_class', a.alert_class, 'since', a.since,
      'amount_cents', case when p_sees_figures then a.amount_cents end,
      'acknowledged_at', a.acknowledged_at,
      'acknowledged_by_name', case when p_sees_names then a.acknowledged_by_name end,
      'note', case when p_sees_figures and p_sees_names then a.note end
    )
    order by a.alert_class = 'attention', a.since, a.alert_key
  ) filter (where a.begins_at <= p_as_of),
  min(a.begins_at) filter (where a.begins_at > p_as_of)
  from pit_private.alert_causes(
    p_casino_id, p_table_ids, p_gaming_day, p_day_start, p_shift_start
  ) a
  group by a.gaming_table_id
$$;

-- The shift or day change a table was last counted for, by a count that stands.
create function pit_private.change_counted_for(p_casino_id uuid, p_table_ids uuid[])
returns table (gaming_table_id uuid, counted_for timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select asked.table_id, c.shift_boundary
  from unnest(p_table_ids) asked (table_id)
  cross join lateral (
    select n.shift_boundary from pit_private.standing_count n
    where n.casino_id = p_casino_id and n.gaming_table_id = asked.table_id
      and n.shift_boundary is not null
      and pit_private.signature_due(p_casino_id, n.id) is null
    order by n.shift_boundary desc
    limit 1
  ) c
$$;
