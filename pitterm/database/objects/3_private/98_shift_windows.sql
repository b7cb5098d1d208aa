-- The periods a shift is held against: itself, the one before, the same shift of the same weekday
-- last week, and the gaming day so far it belongs to.
create function pit_private.shift_windows(p_casino_id uuid, p_at timestamptz)
returns table (
  name text, shift_name text, gaming_day date, window_start timestamptz, window_end timestamptz
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with shift as (
    select 'shift' as name, h.* from pit_private.shift_at(p_casino_id, p_at) h
  ),
  previous as (
    select 'previous' as name, h.* from shift s
    cross join lateral pit_private.shift_at(
      p_casino_id, s.started_at - interval '1 microsecond'
    ) h
  ),
  -- Seven local days earlier, in the middle of the shift: a clock change moves an edge by one hour.
  last_week as (
    select 'last_week' as name, h.* from shift s
    cross join lateral pit_private.hours_at(p_casino_id, s.started_at) c
    cross join lateral pit_private.shift_at(
      p_casino_id,
      (
        ((s.started_at + (s.ends_at - s.started_at) / 2) at time zone c.time_zone)
        - interval '7 days'
      ) at time zone c.time_zone
    ) h
  )
  select w.name, w.shift_name, pit_private.gaming_day_of(p_casino_id, w.started_at),
    w.started_at, w.ends_at
  from (
    select s.name, s.started_at, s.ends_at, h.name::text as shift_name
    from (
      select * from shift union all select * from previous union all select * from last_week
    ) s (name, shift_id, shift_name, started_at, ends_at)
    join pit.shift h on h.casino_id = p_casino_id and h.id = s.shift_id
  ) w
  union all
  select 'day', null, d.day, pit_private.gaming_day_started_at(p_casino_id, d.day),
    pit_private.gaming_day_started_at(p_casino_id, d.day + 1)
  from (select pit_private.gaming_day_of(p_casino_id, p_at) as day) d
$$;
