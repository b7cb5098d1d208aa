-- Settings that take effect from a named gaming day, for the casino's administrator only. A later
-- day that was to keep the value of before keeps step with the one that takes its place.

-- Whether the first row stands for good: something was recorded, or a dated row is in effect.
create function pit_private.hours_are_begun(p_casino_id uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select w.has_history or exists (
    select from pit.casino_hours h
    where h.casino_id = p_casino_id and h.begins_at <= clock_timestamp()
  )
  from pit_private.casino_at_work(p_casino_id) w
$$;

-- Of the values said otherwise than before, those that this later day was to keep.
create function pit_private.kept_step(p_before jsonb, p_said jsonb, p_later jsonb) returns jsonb
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_object_agg(n.key, n.value), '{}')
  from jsonb_each(p_said) n
  where p_before -> n.key is distinct from n.value
    and p_later -> n.key is not distinct from p_before -> n.key
$$;

-- The clock and the shifts' starts, by name, of the hours that hold from this gaming day on.
create function pit_private.hours_said(p_casino_id uuid, p_gaming_day date) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'time_zone', h.time_zone, 'gaming_day_start', h.gaming_day_start
  ) || coalesce(
    (
      select jsonb_object_agg('shift ' || s.name, s.starts_at)
      from pit_private.shift_starts(p_casino_id, h.effective_from) s
    ), '{}'
  )
  from pit_private.hours_on(p_casino_id, p_gaming_day) h
$$;

create function pit_private.write_hours(p_casino_id uuid, p_effective_from date, p_said jsonb)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into pit.casino_hours as h (
    casino_id, effective_from, begins_at, time_zone, gaming_day_start
  ) values (
    p_casino_id, p_effective_from, pit_private.gaming_day_started_at(p_casino_id, p_effective_from),
    p_said ->> 'time_zone', (p_said ->> 'gaming_day_start')::time
  )
  on conflict (casino_id, effective_from) do update
  set time_zone = excluded.time_zone, gaming_day_start = excluded.gaming_day_start
  where (h.time_zone, h.gaming_day_start) <> (excluded.time_zone, excluded.gaming_day_start);
  insert into pit.shift (casino_id, name)
  select p_casino_id, substr(n.key, 7) from jsonb_each(p_said) n where n.key like 'shift %'
  on conflict (casino_id, name) do nothing;
  insert into pit.shift_hours as d (casino_id, effective_from, shift_id, starts_at)
  select p_casino_id, p_effective_from, s.id, n.value::time
  from jsonb_each_text(p_said) n
  join pit.shift s on s.casino_id = p_casino_id and n.key = 'shift ' || s.name
  on conflict (casino_id, effective_from, shift_id) do update set starts_at = excluded.starts_at
  where d.starts_at <> excluded.starts_at;
end
$$;

-- Every later day keeps step, and begins where its own clock and the one before it say.
create function pit_private.carry_hours(
  p_casino_id uuid, p_effective_from date, p_before jsonb, p_said jsonb
) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_day date;
  v_kept jsonb := p_said;
begin
  for v_day in
    select h.effective_from from pit.casino_hours h
    where h.casino_id = p_casino_id and h.effective_from > p_effective_from
    order by h.effective_from
  loop
    v_kept := pit_private.kept_step(
      p_before, v_kept, pit_private.hours_said(p_casino_id, v_day)
    );
    exit when v_kept = '{}';
    perform pit_private.write_hours(
      p_casino_id, v_day, pit_private.hours_said(p_casino_id, v_day) || v_kept
    );
  end loop;
  update pit.casino_hours h
  set begins_at = (h.effective_from + h.gaming_day_start) at time zone h.time_zone
  where h.casino_id = p_casino_id and h.begins_at > clock_timestamp()
    and h.begins_at <> (h.effective_from + h.gaming_day_start) at time zone h.time_zone;
  for v_day in
    select h.effective_from from pit.casino_hours h
    where h.casino_id = p_casino_id and h.effective_from >= p_effective_from
      and h.begins_at
        <= pit_private.gaming_day_started_at(p_casino_id, h.effective_from - 1)
  loop
    perform pit_private.fail(
      'invalid_argument', format('Nothing would be left of the day before %s.', v_day)
    );
  end loop;
end
$$;

-- p_said has time_zone, gaming_day_start and `shift NAME` as far as they change with that day.
create function pit_private.provision_hours(
  p_casino_id uuid, p_effective_from date, p_said jsonb
) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_today constant date := pit_private.gaming_day_of(p_casino_id, clock_timestamp());
  v_begins constant timestamptz :=
    pit_private.gaming_day_started_at(p_casino_id, p_effective_from);
  v_before constant jsonb := pit_private.hours_said(p_casino_id, p_effective_from);
  v_said constant jsonb := v_before || p_said;
  v_is_clock constant boolean := (v_before -> 'time_zone', v_before -> 'gaming_day_start')
    <> (v_said -> 'time_zone', v_said -> 'gaming_day_start');
  v_first timestamptz;
begin
  if v_said = v_before then
    return;
  end if;
  if p_effective_from < v_today or (v_is_clock and p_effective_from = v_today) then
    perform pit_private.fail('invalid_argument', 'That gaming day has begun; name a later one.');
  end if;
  if p_effective_from = v_today
    and (select w.ran_labels <> '{}' from pit_private.casino_at_work(p_casino_id) w) then
    perform pit_private.fail(
      'invalid_argument', 'Tables ran in this gaming day; name a later one.'
    );
  end if;
  perform pit_private.write_hours(p_casino_id, p_effective_from, v_said);
  perform pit_private.carry_hours(p_casino_id, p_effective_from, v_before, p_said);
  v_first := least(
    v_begins, pit_private.gaming_day_started_at(p_casino_id, p_effective_from)
  );
  -- What is entered until this commits has its gaming day by the hours of before.
  if p_effective_from > v_today and v_first <= clock_timestamp() + interval '1 minute' then
    perform pit_private.fail(
      'invalid_argument', 'By that clock the day has begun within a minute; name a later one.'
    );
  end if;
  if exists (
    select from pit.shift_sign_off o where o.casino_id = p_casino_id and o.window_end > v_first
  ) then
    perform pit_private.fail(
      'invalid_argument', 'A period that reaches into that day is signed; name a later one.'
    );
  end if;
end
$$;

create function pit_private.terms_said(p_table pit.gaming_table, p_gaming_day date) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  select to_jsonb(t) - 'gaming_table_id'
  from pit_private.terms_in_force(p_table.casino_id, array[p_table.id], p_gaming_day) t
$$;

create function pit_private.write_terms(
  p_table pit.gaming_table, p_effective_from date, p_said jsonb
) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into pit.table_terms as t (
    casino_id, gaming_table_id, effective_from, min_bet_cents, max_bet_cents, par_cents
  ) values (
    p_table.casino_id, p_table.id, p_effective_from, (p_said ->> 'min_bet_cents')::bigint,
    (p_said ->> 'max_bet_cents')::bigint, (p_said ->> 'par_cents')::bigint
  )
  on conflict (casino_id, gaming_table_id, effective_from) do update
  set min_bet_cents = excluded.min_bet_cents, max_bet_cents = excluded.max_bet_cents,
    par_cents = excluded.par_cents
$$;

create function pit_private.carry_terms(
  p_table pit.gaming_table, p_effective_from date, p_before jsonb, p_said jsonb
) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_day date;
  v_kept jsonb := p_said;
begin
  for v_day in
    select t.effective_from from pit.table_terms t
    where t.casino_id = p_table.casino_id and t.gaming_table_id = p_table.id
      and t.effective_from > p_effective_from
    order by t.effective_from
  loop
    v_kept := pit_private.kept_step(p_before, v_kept, pit_private.terms_said(p_table, v_day));
    exit when v_kept = '{}';
    perform pit_private.write_terms(
      p_table, v_day, pit_private.terms_said(p_table, v_day) || v_kept
    );
  end loop;
end
$$;

-- p_said has limits and par as far as they change with that day; a par of null is none.
create function pit_private.provision_terms(
  p_casino_id uuid, p_label text, p_effective_from date, p_said jsonb
) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_today constant date := pit_private.gaming_day_of(p_casino_id, clock_timestamp());
  v_table pit.gaming_table;
  v_before jsonb;
begin
  select * into strict v_table from pit.gaming_table t
  where t.casino_id = p_casino_id and t.label = p_label;
  v_before := pit_private.terms_said(v_table, p_effective_from);
  if v_before || p_said = v_before then
    return;
  end if;
  if p_effective_from < v_today then
    perform pit_private.fail('invalid_argument', 'That gaming day has begun; name a later one.');
  end if;
  if p_effective_from = v_today and (
    select p_label = any (w.ran_labels) from pit_private.casino_at_work(p_casino_id) w
  ) then
    perform pit_private.fail(
      'invalid_argument', format('%s ran in this gaming day; name a later one.', p_label)
    );
  end if;
  perform pit_private.write_terms(v_table, p_effective_from, v_before || p_said);
  perform pit_private.carry_terms(v_table, p_effective_from, v_before, p_said);
end
$$;

-- The gaming days to come with what then changes: hours, and tables' limits and pars by label.
create function pit_private.settings_to_come(p_casino_id uuid)
returns table (effective_from date, hours jsonb, terms jsonb)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
  with coming as (
    select h.effective_from as day from pit.casino_hours h where h.casino_id = p_casino_id
    union
    select t.effective_from from pit.table_terms t where t.casino_id = p_casino_id
  )
  select c.day, pit_private.hours_said(p_casino_id, c.day),
    coalesce(
      (
        select jsonb_object_agg(g.label, pit_private.terms_said(g, c.day))
        from pit.table_terms t
        join pit.gaming_table g on g.casino_id = p_casino_id and g.id = t.gaming_table_id
        where t.casino_id = p_casino_id and t.effective_from = c.day
      ), '{}'
    )
  from coming c
  where c.day > pit_private.gaming_day_of(p_casino_id, clock_timestamp())
  order by c.day
$$;
