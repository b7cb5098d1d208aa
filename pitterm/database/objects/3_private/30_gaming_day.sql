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

-- The hours an instant falls under: from which gaming day they hold, their clock, and when the next
-- ones begin. It reads as the identity owner, whom no policy asks who is calling.
create function pit_private.hours_at(p_casino_id uuid, p_at timestamptz)
returns table (
  effective_from date, begins_at timestamptz, time_zone text, gaming_day_start time,
  next_from date, ends_at timestamptz
)
language sql stable security definer rows 1
set search_path = pg_catalog, pg_temp
as $$
  select h.effective_from, h.begins_at, coalesce(h.time_zone, s.time_zone),
    coalesce(h.gaming_day_start, s.gaming_day_start), n.effective_from, n.begins_at
  from pit.casino_settings s
  left join lateral (
    select c.* from pit.casino_hours c
    where c.casino_id = p_casino_id and c.begins_at <= p_at
    order by c.begins_at desc
    limit 1
  ) h on true
  left join lateral (
    select c.effective_from, c.begins_at from pit.casino_hours c
    where c.casino_id = p_casino_id and c.begins_at > p_at
    order by c.begins_at
    limit 1
  ) n on true
  where s.casino_id = p_casino_id
$$;

-- Under dated hours the first day begins at its own start and the day before ends there, so that it
-- is longer or shorter and no instant is in two days or in none. Few casinos have dated hours, and
-- every entry asks: where there are none they are not searched.
create function pit_private.gaming_day_of(p_casino_id uuid, p_at timestamptz) returns date
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_is_dated boolean;
  v_from date;
  v_time_zone text;
  v_start time;
  v_next date;
begin
  select s.time_zone, s.gaming_day_start,
    exists (select from pit.casino_hours c where c.casino_id = p_casino_id)
  into v_time_zone, v_start, v_is_dated
  from pit.casino_settings s
  where s.casino_id = p_casino_id;
  if v_is_dated then
    select h.effective_from, coalesce(h.time_zone, v_time_zone),
      coalesce(h.gaming_day_start, v_start),
      (
        select c.effective_from from pit.casino_hours c
        where c.casino_id = p_casino_id and c.begins_at > p_at
        order by c.begins_at
        limit 1
      )
    into v_from, v_time_zone, v_start, v_next
    from (select) one
    left join lateral (
      select c.effective_from, c.time_zone, c.gaming_day_start from pit.casino_hours c
      where c.casino_id = p_casino_id and c.begins_at <= p_at
      order by c.begins_at desc
      limit 1
    ) h on true;
  end if;
  return least(
    greatest(pit_private.compute_gaming_day(p_at, v_time_zone, v_start), v_from), v_next - 1
  );
end
$$;

-- The instant a gaming day begins; the next day's beginning is its end.
create function pit_private.gaming_day_started_at(p_casino_id uuid, p_gaming_day date)
returns timestamptz
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select case
    when h.effective_from = p_gaming_day then h.begins_at
    else (p_gaming_day + coalesce(h.gaming_day_start, s.gaming_day_start))
      at time zone coalesce(h.time_zone, s.time_zone)
  end
  from pit.casino_settings s
  left join lateral (
    select c.* from pit.casino_hours c
    where c.casino_id = p_casino_id and c.effective_from <= p_gaming_day
    order by c.effective_from desc
    limit 1
  ) h on true
  where s.casino_id = p_casino_id
$$;

-- The hours a gaming day falls under; without effective_from they are the first ones.
create function pit_private.hours_on(p_casino_id uuid, p_gaming_day date)
returns table (effective_from date, time_zone text, gaming_day_start time)
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select h.effective_from, coalesce(h.time_zone, s.time_zone),
    coalesce(h.gaming_day_start, s.gaming_day_start)
  from pit.casino_settings s
  left join lateral (
    select c.* from pit.casino_hours c
    where c.casino_id = p_casino_id and c.effective_from <= p_gaming_day
    order by c.effective_from desc
    limit 1
  ) h on true
  where s.casino_id = p_casino_id
$$;

-- When each shift starts under the hours that hold from this gaming day on; NULL: the first hours.
create function pit_private.shift_starts(p_casino_id uuid, p_effective_from date)
returns table (shift_id uuid, name text, starts_at time)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select h.id, h.name::text, h.starts_at from pit.shift h
  where h.casino_id = p_casino_id and p_effective_from is null and h.starts_at is not null
  union all
  select h.id, h.name::text, d.starts_at
  from pit.shift_hours d
  join pit.shift h on h.casino_id = p_casino_id and h.id = d.shift_id
  where d.casino_id = p_casino_id and d.effective_from = p_effective_from
$$;

-- The shift an instant falls in and the window [started_at, ends_at) of that run of it. Where dated
-- hours begin, the shift of before ends and the one that then runs begins.
create function pit_private.shift_at(p_casino_id uuid, p_at timestamptz)
returns table (shift_id uuid, name text, started_at timestamptz, ends_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with hours as materialized (
    select h.effective_from, h.begins_at, coalesce(h.time_zone, s.time_zone) as time_zone,
      (
        select min(c.begins_at) from pit.casino_hours c
        where c.casino_id = p_casino_id and c.begins_at > p_at
      ) as ends_at
    from pit.casino_settings s
    left join lateral (
      select c.effective_from, c.begins_at, c.time_zone from pit.casino_hours c
      where c.casino_id = p_casino_id and c.begins_at <= p_at
      order by c.begins_at desc
      limit 1
    ) h on true
    where s.casino_id = p_casino_id
  ),
  begun as (
    select h.id, h.name, (d.day + n.starts_at) at time zone s.time_zone as started_at
    from hours s
    join pit.shift h on h.casino_id = p_casino_id
    left join pit.shift_hours dated
      on dated.casino_id = p_casino_id and dated.effective_from = s.effective_from
      and dated.shift_id = h.id
    cross join lateral (
      select case when s.effective_from is null then h.starts_at else dated.starts_at end
        as starts_at
    ) n
    cross join lateral (
      select (p_at at time zone s.time_zone)::date + step as day from generate_series(-1, 1) step
    ) d
    where n.starts_at is not null
  )
  select b.id, b.name::text, greatest(b.started_at, s.begins_at),
    least((select min(n.started_at) from begun n where n.started_at > b.started_at), s.ends_at)
  from begun b
  cross join hours s
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
