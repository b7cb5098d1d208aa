-- The proof of life: the change number with the database's clock, the day and shift it stands in,
-- who is asking, and a mark of the house's settings that is another one after any change of them.
-- One row, also where a pit has no table.
create function pit.rpc_get_heartbeat()
returns table (
  id uuid, casino_id uuid, casino_name text, time_zone text, change_number bigint,
  as_of timestamptz, gaming_day date, gaming_day_started_at timestamptz, shift_name text,
  shift_started_at timestamptz,
  staff_id uuid, staff_name text, staff_role text, alert_wall_count_seconds int,
  schema_version int, currency jsonb, house_version text
)
language plpgsql stable security definer rows 1
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_as_of constant timestamptz := statement_timestamp();
  v_day constant date := pit_private.gaming_day_of(v_actor.casino_id, v_as_of);
begin
  return query
  select v_actor.casino_id, v_actor.casino_id, k.name::text, z.time_zone, c.change_number, v_as_of,
    v_day,
    pit_private.gaming_day_started_at(v_actor.casino_id, v_day), h.name, h.started_at,
    v_actor.staff_id, v_actor.staff_name, v_actor.staff_role, s.alert_wall_count_seconds,
    pit_private.schema_version(),
    jsonb_build_object(
      'code', s.currency, 'symbol', s.currency_symbol, 'minor_units', s.currency_minor_units
    ),
    md5(concat_ws('/', k.name, s::text, z::text))
  from pit.casino_change c
  join pit.casino k on k.id = c.casino_id
  join pit.casino_settings s on s.casino_id = c.casino_id
  cross join pit_private.hours_at(v_actor.casino_id, v_as_of) z
  left join pit_private.shift_at(v_actor.casino_id, v_as_of) h on true
  where c.casino_id = v_actor.casino_id;
end
$$;
