-- The gaming day of an instant: its local date after the day's start was taken off the local
-- clock. Exactly at the start belongs to the new day; a 23- or 25-hour day needs no case of its own.
create function pit_private.compute_gaming_day(p_at timestamptz, p_time_zone text, p_start time)
returns date
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
  return ((p_at at time zone p_time_zone) - p_start)::date;
end
$$;

create function pit_private.gaming_day_of(p_casino_id uuid, p_at timestamptz) returns date
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_time_zone text;
  v_start time;
begin
  select s.time_zone, s.gaming_day_start into v_time_zone, v_start
  from pit.casino_settings s where s.casino_id = p_casino_id;
  return pit_private.compute_gaming_day(p_at, v_time_zone, v_start);
end
$$;

-- The instant a gaming day begins; the next day's beginning is its end.
create function pit_private.gaming_day_started_at(p_casino_id uuid, p_gaming_day date)
returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select (p_gaming_day + s.gaming_day_start) at time zone s.time_zone
  from pit.casino_settings s where s.casino_id = p_casino_id
$$;

-- The shift an instant falls in and the window [started_at, ends_at) of that run of it.
create function pit_private.shift_at(p_casino_id uuid, p_at timestamptz)
returns table (shift_id uuid, name text, started_at timestamptz, ends_at timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with begun as (
    select h.id, h.name, (d.day + h.starts_at) at time zone s.time_zone as started_at
    from pit.casino_settings s
    join pit.shift h on h.casino_id = s.casino_id
    cross join lateral (
      select (p_at at time zone s.time_zone)::date + step as day from generate_series(-1, 1) step
    ) d
    where s.casino_id = p_casino_id
  )
  select b.id, b.name::text, b.started_at,
    (select min(n.started_at) from begun n where n.started_at > b.started_at)
  from begun b
  where b.started_at <= p_at
  order by b.started_at desc
  limit 1
$$;

-- Gaming days and update marks of rows are the database's own, never an input.
create function pit_private.set_session_times() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'INSERT' then
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.opened_at);
    return new;
  end if;
  new.gaming_day := old.gaming_day;
  new.version := old.version + 1;
  new.updated_at := clock_timestamp();
  return new;
end
$$;

create trigger table_session_times before insert or update on pit.table_session
  for each row execute function pit_private.set_session_times();

create function pit_private.set_gaming_day() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  -- A branch is only looked at where it runs, so each may name a column of its own table.
  if tg_table_name = 'table_inventory_snapshot' then
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.counted_at);
  elsif tg_table_name = 'table_drop_event' then
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.removed_at);
  elsif tg_table_name = 'fill_credit_slip' then
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.requested_at);
  else
    new.gaming_day := pit_private.gaming_day_of(new.casino_id, new.occurred_at);
  end if;
  return new;
end
$$;

create trigger table_inventory_snapshot_day before insert on pit.table_inventory_snapshot
  for each row execute function pit_private.set_gaming_day();
create trigger table_drop_event_day before insert on pit.table_drop_event
  for each row execute function pit_private.set_gaming_day();
create trigger table_buyin_telemetry_day before insert on pit.table_buyin_telemetry
  for each row execute function pit_private.set_gaming_day();
create trigger late_entry_day before insert on pit.late_entry
  for each row execute function pit_private.set_gaming_day();
create trigger fill_credit_slip_day before insert on pit.fill_credit_slip
  for each row execute function pit_private.set_gaming_day();

create function pit_private.touch_version() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  new.version := old.version + 1;
  new.updated_at := clock_timestamp();
  return new;
end
$$;

create trigger fill_credit_slip_version before update on pit.fill_credit_slip
  for each row execute function pit_private.touch_version();

create function pit_private.touch_updated_at() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  new.updated_at := clock_timestamp();
  return new;
end
$$;

-- A row written again as it was keeps its mark.
create trigger casino_settings_touch before update on pit.casino_settings
  for each row when (old.* is distinct from new.*) execute function pit_private.touch_updated_at();
create trigger staff_touch before update on pit.staff
  for each row when (old.* is distinct from new.*) execute function pit_private.touch_updated_at();
create trigger gaming_table_touch before update on pit.gaming_table
  for each row when (old.* is distinct from new.*) execute function pit_private.touch_updated_at();
