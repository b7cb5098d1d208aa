-- Locks run from the table to its session to the rest; times are taken after the lock.
create function pit_private.lock_table(p_casino_id uuid, p_table_id uuid) returns pit.gaming_table
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_table pit.gaming_table;
begin
  select * into v_table from pit.gaming_table t
  where t.casino_id = p_casino_id and t.id = p_table_id
  for no key update;
  if not found then
    perform pit_private.fail('table_not_found', 'There is no such table in this casino.');
  end if;
  return v_table;
end
$$;

-- Locks the session's table, then the session; a version that was given must still be the row's.
create function pit_private.lock_session(
  p_casino_id uuid, p_session_id uuid, p_expected_version int
) returns pit.table_session
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_session pit.table_session;
begin
  perform pit_private.lock_table(p_casino_id, s.gaming_table_id)
  from pit.table_session s where s.casino_id = p_casino_id and s.id = p_session_id;
  select * into v_session from pit.table_session s
  where s.casino_id = p_casino_id and s.id = p_session_id
  for no key update;
  if not found then
    perform pit_private.fail('session_not_found', 'There is no such session in this casino.');
  end if;
  if v_session.version <> p_expected_version then
    perform pit_private.fail('stale_version', 'The session has changed since you looked.');
  end if;
  return v_session;
end
$$;

create function pit_private.live_session(p_casino_id uuid, p_table_id uuid)
returns setof pit.table_session
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select * from pit.table_session s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id and s.status <> 'CLOSED'
$$;

-- The last session that was really run; a cancelled one is skipped.
create function pit_private.last_closed_session(p_casino_id uuid, p_table_id uuid)
returns setof pit.table_session
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select * from pit.table_session s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id
    and s.status = 'CLOSED' and s.close_reason <> 'cancelled'
  order by s.closed_at desc
  limit 1
$$;

-- No session of a table that ran at an instant or later opened before this: sessions follow each
-- other, so the newest that opened before the instant is the first. It bounds what is read of the
-- history, and the day's grace is for a clock that was set back. table_figures has the same bound.
create function pit_private.ran_since(p_casino_id uuid, p_table_id uuid, p_at timestamptz)
returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_opened_at timestamptz;
begin
  select max(s.opened_at) into v_opened_at from pit.table_session s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table_id and s.opened_at < p_at
    and s.close_reason is distinct from 'cancelled';
  return least(v_opened_at, p_at - interval '1 day');
end
$$;

-- The instant an opening count must be later than: the last close, and the count that was owed
-- and came after it; `-infinity` for a table that was never closed.
create function pit_private.last_close_at(p_casino_id uuid, p_table_id uuid) returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    (
      select greatest(s.closed_at, c.counted_at)
      from pit_private.last_closed_session(p_casino_id, p_table_id) s
      left join pit.table_inventory_snapshot c
        on c.casino_id = s.casino_id and c.id = s.closing_inventory_snapshot_id
    ),
    '-infinity'
  )
$$;

-- The opening counts made since the table's last close that opened no session yet, newest first.
create function pit_private.unused_opening_counts(p_casino_id uuid, p_table_id uuid)
returns setof pit.table_inventory_snapshot
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select c.* from pit_private.standing_count c
  where c.casino_id = p_casino_id and c.gaming_table_id = p_table_id and c.snapshot_type = 'open'
    and c.counted_at > pit_private.last_close_at(p_casino_id, p_table_id)
    and not exists (
      select from pit.table_session s
      where s.casino_id = p_casino_id and s.opening_inventory_snapshot_id = c.id
    )
  order by c.counted_at desc
$$;

-- The newest of them that may be used: signed, where the casino has counts signed.
create function pit_private.unused_opening_count(p_casino_id uuid, p_table_id uuid)
returns setof pit.table_inventory_snapshot
language sql stable rows 1
set search_path = pg_catalog, pg_temp
as $$
  select c.* from pit_private.unused_opening_counts(p_casino_id, p_table_id) c
  where pit_private.signature_due(p_casino_id, c.id) is null
  order by c.counted_at desc
  limit 1
$$;

-- Whether anything but an opening count was recorded at the table since the session opened.
create function pit_private.empty_sessions(p_casino_id uuid, p_session_ids uuid[])
returns setof uuid
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select s.id
  from unnest(p_session_ids) asked (session_id)
  join pit.table_session s on s.casino_id = p_casino_id and s.id = asked.session_id
  cross join lateral (
    select exists (
      select from pit.table_buyin_telemetry b
      where b.casino_id = s.casino_id and b.gaming_table_id = s.gaming_table_id
        and b.occurred_at >= s.opened_at
      limit 1
    ) as has_entry
  ) e
  where not e.has_entry and not exists (
    select from pit.table_drop_event d
    where d.casino_id = s.casino_id and d.table_session_id = s.id
  ) and not exists (
    select from pit_private.standing_count c
    where c.casino_id = s.casino_id and c.table_session_id = s.id and c.snapshot_type <> 'open'
  ) and not exists (
    select from pit.fill_credit_slip f
    where f.casino_id = s.casino_id and f.table_session_id = s.id
  )
$$;

-- Whether the session still waits for the opening count its casino requires; a rundown from OPEN
-- does not end the waiting. In plpgsql, which evaluates such an expression without a query.
create function pit_private.opening_count_due(p_session pit.table_session) returns boolean
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  return p_session.opening_count_required and p_session.opening_inventory_snapshot_id is null
    and p_session.status <> 'CLOSED';
end
$$;

create function pit_private.record_transition(
  p_session pit.table_session, p_transition text, p_from_status text, p_actor_id uuid,
  p_occurred_at timestamptz, p_reason text
) returns uuid
language sql
set search_path = pg_catalog, pg_temp
as $$
  insert into pit.table_session_event (
    casino_id, gaming_table_id, table_session_id, transition, from_status, to_status, actor_id,
    occurred_at, reason
  ) values (
    p_session.casino_id, p_session.gaming_table_id, p_session.id, p_transition, p_from_status,
    p_session.status, p_actor_id, p_occurred_at, p_reason
  ) returning id
$$;

create function pit_private.refuse_transition(
  p_session pit.table_session, p_wanted text
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.fail(
    'invalid_state_transition', format('The session is %s; %s.', p_session.status, p_wanted)
  );
end
$$;
