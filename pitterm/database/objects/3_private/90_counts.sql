-- Which counts a state takes: without a session an opener or an owed closer, OPEN its opener,
-- ACTIVE and RUNDOWN the rest; a session that still waits for its opener takes it in RUNDOWN too.
create function pit_private.check_count_fits_state(
  p_session pit.table_session, p_is_owed boolean, p_snapshot_type text
) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_session.id is null then
    if p_snapshot_type <> 'open' and not p_is_owed then
      perform pit_private.fail('no_live_session', 'Without a session only an opening count is taken.');
    end if;
  elsif p_snapshot_type = 'open' then
    if not pit_private.opening_count_due(p_session) then
      perform pit_private.refuse_transition(p_session, 'its time for an opening count is over');
    end if;
  elsif p_session.status = 'OPEN' then
    perform pit_private.fail('missing_opening_count', 'The session waits for its opening count.');
  end if;
end
$$;

-- A boundary is the start of a shift or of the gaming day, near enough for the walk to reach.
create function pit_private.check_shift_boundary(
  p_casino_id uuid, p_snapshot_type text, p_boundary timestamptz, p_counted_at timestamptz
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_boundary is null then
    return;
  end if;
  if p_snapshot_type <> 'rundown' then
    perform pit_private.fail('invalid_argument', 'Only a rundown count stands for a shift change.');
  end if;
  if p_boundary not between p_counted_at - interval '4 hours'
    and p_counted_at + interval '1 hour' then
    perform pit_private.fail('invalid_argument', 'That shift change is not within reach of this count.');
  end if;
  if not exists (
    select from pit_private.shift_at(p_casino_id, p_boundary) h where h.started_at = p_boundary
  ) and p_boundary <> pit_private.gaming_day_started_at(
    p_casino_id, pit_private.gaming_day_of(p_casino_id, p_boundary)
  ) then
    perform pit_private.fail('invalid_argument', 'No shift and no gaming day begins at that time.');
  end if;
end
$$;

-- An opener that differs from the previous closer is noted, whoever made the difference.
create function pit_private.check_opener_is_expected(
  p_casino_id uuid, p_table_id uuid, p_total_cents bigint
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_expected_cents bigint;
begin
  select c.total_cents into v_expected_cents
  from pit_private.last_closed_session(p_casino_id, p_table_id) s
  join pit.table_inventory_snapshot c
    on c.casino_id = s.casino_id and c.id = s.closing_inventory_snapshot_id;
  if p_total_cents <> v_expected_cents then
    perform pit_private.fail('reason_required', 'The count differs from the previous closer; note why.');
  end if;
end
$$;
