-- When, why and on which form something was written while the system was away; NULLs for what is
-- happening now.
create type pit_private.paper as (occurred_at timestamptz, reason text, paper_number text);

create function pit_private.checked_paper(p_at timestamptz, p_reason text, p_number text)
returns pit_private.paper
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_paper pit_private.paper;
begin
  if p_at is null then
    perform pit_private.demand_argument(
      num_nonnulls(p_reason, p_number) = 0, 'time on the paper'
    );
    return null;
  end if;
  v_paper.occurred_at := p_at;
  v_paper.reason := pit_private.checked_reason(p_reason);
  if p_number is not null then
    v_paper.paper_number := pit_private.checked_label(p_number, 'number of the form');
  end if;
  return v_paper;
end
$$;

-- What a command's arguments have beside the others where it comes from paper. In plpgsql, which
-- makes no query of it: most that is entered asks, and little comes from paper.
create function pit_private.paper_arguments(p_paper pit_private.paper) returns jsonb
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_paper.occurred_at is null then
    return '{}';
  end if;
  return jsonb_build_object(
    'p_paper_at', p_paper.occurred_at at time zone 'UTC', 'p_paper_reason', p_paper.reason,
    'p_paper_number', p_paper.paper_number
  );
end
$$;

-- Whether a session was opened from a form and cancelled: a form with a wrong time, say, which then
-- stands in nobody's way.
create function pit_private.was_never_opened(p_casino_id uuid, p_session_id uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from pit.table_session s
    join pit.table_session_event e on e.casino_id = s.casino_id and e.table_session_id = s.id
    join pit.late_entry l
      on l.casino_id = e.casino_id and l.record_id = e.id and l.record_kind = 'open'
    where s.casino_id = p_casino_id and s.id = p_session_id and s.close_reason = 'cancelled'
  )
$$;

-- The last event of a table, which nothing from paper may precede: a move of its session, a count or
-- a box that stands, and a step of a slip. Of a slip from paper it is the moment its chips count,
-- since two forms may well overlap. A buy-in is no event, for they come in any order and cut
-- nothing in two; nor is what is done about a record: a void, a signature, the attaching of an owed
-- count, a release.
create function pit_private.last_event(
  p_casino_id uuid, p_table_id uuid, out what text, out happened_at timestamptz
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select e.what, e.happened_at
  from (
    (
      select 'a move of its session' as what, v.occurred_at as happened_at
      from pit.table_session_event v
      where v.casino_id = p_casino_id and v.gaming_table_id = p_table_id
        and v.transition <> 'count_attached'
        and not pit_private.was_never_opened(p_casino_id, v.table_session_id)
      order by v.occurred_at desc
      limit 1
    )
    union all
    (
      select 'a count', c.counted_at from pit_private.standing_count c
      where c.casino_id = p_casino_id and c.gaming_table_id = p_table_id
      order by c.counted_at desc
      limit 1
    )
    union all
    (
      select 'a box', d.removed_at from pit_private.standing_drop d
      where d.casino_id = p_casino_id and d.gaming_table_id = p_table_id
      order by d.removed_at desc
      limit 1
    )
    union all
    select 'a ' || f.kind, case
      when f.paper_number is not null then f.effective_at
      else greatest(
        f.requested_at, f.issued_at, f.carried_at, f.verified_at, f.deposited_at, f.voided_at,
        f.withdrawn_at
      )
    end
    from pit.fill_credit_slip f
    where f.casino_id = p_casino_id and f.gaming_table_id = p_table_id
  ) e
  order by e.happened_at desc
  limit 1
$$;

-- The last thing of a running session that its end may not cut off: a buy-in, or a form's way to the
-- box.
create function pit_private.last_of_session(
  p_session pit.table_session, out what text, out happened_at timestamptz
)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select e.what, e.happened_at
  from (
    select 'a buy-in' as what, max(b.occurred_at) as happened_at
    from pit.table_buyin_telemetry b
    where b.casino_id = p_session.casino_id and b.gaming_table_id = p_session.gaming_table_id
      and b.occurred_at >= p_session.opened_at
    union all
    select 'a slip', max(f.deposited_at) from pit.fill_credit_slip f
    where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
  ) e
  where e.happened_at is not null
  order by e.happened_at desc
  limit 1
$$;

-- The moment a time from paper stands for beside what was recorded last. A form tells minutes: what
-- it has for the very minute of the last record came right after it, in the order of entering. The
-- millisecond is for entries of one time, which then stand a microsecond apart.
create function pit_private.moment_after(
  p_casino_id uuid, p_at timestamptz, p_what text, p_last timestamptz
) returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_last is null or p_at > p_last then
    return p_at;
  end if;
  if p_at < p_last - interval '1 millisecond'
    and p_at <> date_trunc('minute', p_last, 'UTC') then
    perform pit_private.fail(
      'invalid_argument',
      (
        select format(
          'That time is before the table''s last record, %s at %s.', p_what,
          to_char(p_last at time zone h.time_zone, 'HH24:MI on DD Mon')
        )
        from pit_private.hours_at(p_casino_id, p_last) h
      )
    );
  end if;
  return p_last + interval '1 microsecond';
end
$$;

-- The moment to write, once the table is locked: now, or that of the paper, if it was, is no older
-- than a month, is in no FINAL session and does not precede the table's last event. Sessions cannot
-- overlap then, since their moves are events.
create function pit_private.moment_to_write(
  p_casino_id uuid, p_table_id uuid, p_paper pit_private.paper
) returns timestamptz
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_last record;
begin
  if p_paper.occurred_at is null then
    return clock_timestamp();
  end if;
  if p_paper.occurred_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  if p_paper.occurred_at < clock_timestamp() - interval '31 days' then
    perform pit_private.fail('invalid_argument', 'That time is more than 31 days ago.');
  end if;
  perform pit_private.check_not_final(p_casino_id, p_table_id, p_paper.occurred_at);
  select * into v_last from pit_private.last_event(p_casino_id, p_table_id);
  return pit_private.moment_after(
    p_casino_id, p_paper.occurred_at, v_last.what, v_last.happened_at
  );
end
$$;

-- The same for the end of a session, which takes in what was logged in it.
create function pit_private.moment_to_end(
  p_session pit.table_session, p_paper pit_private.paper
) returns timestamptz
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_moment constant timestamptz := pit_private.moment_to_write(
    p_session.casino_id, p_session.gaming_table_id, p_paper
  );
  v_last record;
begin
  if p_paper.occurred_at is null then
    return v_moment;
  end if;
  select * into v_last from pit_private.last_of_session(p_session);
  return greatest(
    v_moment,
    pit_private.moment_after(
      p_session.casino_id, p_paper.occurred_at, v_last.what, v_last.happened_at
    )
  );
end
$$;

-- Whether what was entered from a form still stands, itself or as what replaced it, so that the form
-- is used up.
create function pit_private.late_entry_stands(p_entry pit.late_entry) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with recursive said (record_id) as (
    select p_entry.record_id
    union all
    select coalesce(v.replacing_snapshot_id, v.replacing_drop_event_id)
    from said s
    join pit.custody_void v
      on v.casino_id = p_entry.casino_id
      and s.record_id in (v.inventory_snapshot_id, v.drop_event_id)
    where num_nonnulls(v.replacing_snapshot_id, v.replacing_drop_event_id) > 0
  )
  select exists (
    select from said s
    where not exists (
      select from pit.custody_void v
      where v.casino_id = p_entry.casino_id
        and s.record_id in (v.inventory_snapshot_id, v.drop_event_id)
    )
  ) and not exists (
    select from pit.table_session_event e
    join pit.table_session s on s.casino_id = e.casino_id and s.id = e.table_session_id
    where e.casino_id = p_entry.casino_id and e.id = p_entry.record_id
      and s.close_reason = 'cancelled'
  )
$$;

-- Marks a record that came from paper. A form is entered once a kind of record and year, unless what
-- was entered was voided or cancelled; the lines of a sheet of buy-ins share its number. Forms of
-- all tables queue for the change number here; after it only rows of the locked table are.
create function pit_private.keep_late_entry(
  p_actor pit_private.actor, p_table_id uuid, p_kind text, p_record_id uuid,
  p_paper pit_private.paper, p_key text
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_year double precision;
begin
  if p_paper.occurred_at is null then
    return;
  end if;
  v_year := extract(year from pit_private.gaming_day_of(p_actor.casino_id, p_paper.occurred_at));
  if p_paper.paper_number is not null and p_kind <> 'entry' then
    perform pit_private.queue_for_change(p_actor.casino_id);
    if exists (
      select from pit.late_entry e
      where e.casino_id = p_actor.casino_id and e.record_kind = p_kind
        and e.form_number = pit_private.form_number(p_paper.paper_number)
        and extract(year from e.gaming_day) = v_year
        and pit_private.late_entry_stands(e)
    ) then
      perform pit_private.fail(
        'invalid_argument',
        format('Form %s was entered already, for another %s.', p_paper.paper_number, p_kind)
      );
    end if;
  end if;
  insert into pit.late_entry (
    casino_id, gaming_table_id, record_kind, record_id, occurred_at, entered_at,
    entered_by_staff_id, reason, paper_number, idempotency_key
  ) values (
    p_actor.casino_id, p_table_id, p_kind, p_record_id, p_paper.occurred_at, clock_timestamp(),
    p_actor.staff_id, p_paper.reason, p_paper.paper_number, p_key
  );
end
$$;
