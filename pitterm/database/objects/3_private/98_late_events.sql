-- How much was recorded for a closed session after its close was: a close from paper took in what was
-- entered from paper before it.
create function pit_private.late_events(p_session pit.table_session) returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with closed (recorded_at) as (
    select coalesce(max(l.entered_at), p_session.closed_at)
    from pit.late_entry l
    join pit.table_session_event e on e.casino_id = l.casino_id and e.id = l.record_id
    where l.casino_id = p_session.casino_id and l.record_kind = 'close'
      and e.table_session_id = p_session.id
  )
  select (
    (
      select count(*) from pit.table_buyin_telemetry b
      where b.casino_id = p_session.casino_id and b.gaming_table_id = p_session.gaming_table_id
        and b.occurred_at >= p_session.opened_at and b.occurred_at < p_session.closed_at
        and b.created_at > d.recorded_at
    ) + (
      select count(*) from pit.table_inventory_snapshot c
      where c.casino_id = p_session.casino_id and c.table_session_id = p_session.id
        and c.created_at > d.recorded_at
    ) + (
      select count(*) from pit.custody_void v
      left join pit.table_inventory_snapshot c
        on c.casino_id = v.casino_id and c.id = v.inventory_snapshot_id
      left join pit.table_drop_event o on o.casino_id = v.casino_id and o.id = v.drop_event_id
      where v.casino_id = p_session.casino_id and v.gaming_table_id = p_session.gaming_table_id
        and coalesce(c.table_session_id, o.table_session_id) = p_session.id
        and v.voided_at > d.recorded_at
    ) + (
      select count(*) from pit.fill_credit_slip f
      where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
        and f.updated_at > d.recorded_at
    )
  )::int
  from closed d
$$;
