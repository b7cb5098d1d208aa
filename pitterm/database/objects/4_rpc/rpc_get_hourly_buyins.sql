-- Box tenders by table and hour of the clock in [start, end); an hour without an entry has no row.
create function pit.rpc_get_hourly_buyins(p_window_start timestamptz, p_window_end timestamptz)
returns table (
  id uuid, table_id uuid, hour_start timestamptz, amount_cents bigint, entries int
)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  return query
  select b.gaming_table_id, b.gaming_table_id, date_trunc('hour', b.occurred_at, h.time_zone) as at,
    coalesce(sum(b.amount_cents) filter (where b.tender_type = any (s.box_tenders)), 0)::bigint,
    count(*)::int
  from pit.table_buyin_telemetry b
  join pit.casino_settings s on s.casino_id = b.casino_id
  cross join pit_private.hours_at(v_actor.casino_id, p_window_start) h
  where b.casino_id = v_actor.casino_id
    and b.occurred_at >= p_window_start and b.occurred_at < p_window_end
  group by b.gaming_table_id, at
  order by b.gaming_table_id, at;
end
$$;
