-- How much was recorded for a closed session after its close.
create function pit_private.late_events(p_session pit.table_session) returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select (
    (
      select count(*) from pit.table_buyin_telemetry b
      where b.casino_id = p_session.casino_id and b.gaming_table_id = p_session.gaming_table_id
        and b.occurred_at >= p_session.opened_at and b.occurred_at < p_session.closed_at
        and b.created_at > p_session.closed_at
    ) + (
      select count(*) from pit.table_inventory_snapshot c
      where c.casino_id = p_session.casino_id and c.table_session_id = p_session.id
        and c.created_at > p_session.closed_at
    ) + (
      select count(*) from pit.custody_void v
      left join pit.table_inventory_snapshot c
        on c.casino_id = v.casino_id and c.id = v.inventory_snapshot_id
      left join pit.table_drop_event d on d.casino_id = v.casino_id and d.id = v.drop_event_id
      where v.casino_id = p_session.casino_id and v.gaming_table_id = p_session.gaming_table_id
        and coalesce(c.table_session_id, d.table_session_id) = p_session.id
        and v.voided_at > p_session.closed_at
    ) + (
      select count(*) from pit.fill_credit_slip f
      where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
        and f.updated_at > p_session.closed_at
    )
  )::int
$$;
