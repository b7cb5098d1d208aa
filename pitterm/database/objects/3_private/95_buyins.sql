-- What a buy-in must be before anything is looked up.
create function pit_private.check_buyin(
  p_amount_cents bigint, p_kind text, p_tender text, p_visit_id uuid, p_rating_slip_id uuid
) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.demand_argument(p_amount_cents is not null, 'amount');
  if p_amount_cents not between 1 and 1000000000 then
    perform pit_private.fail('invalid_amount', 'A buy-in is above zero and no more than one entry may carry.');
  end if;
  perform pit_private.demand_argument(p_kind is not null, 'kind of buy-in');
  if p_kind not in ('RATED_BUYIN', 'GRIND_BUYIN') then
    perform pit_private.fail('invalid_argument', 'A buy-in is rated or unrated.');
  end if;
  if p_tender not in ('cash', 'marker', 'coupon', 'chips') then
    perform pit_private.fail('invalid_argument', 'A tender is cash, marker, coupon or chips.');
  end if;
  if p_kind = 'RATED_BUYIN' and (p_visit_id is null or p_rating_slip_id is null) then
    perform pit_private.fail('invalid_linkage', 'A rated buy-in names its visit and its rating slip.');
  end if;
  if p_kind = 'GRIND_BUYIN' and (p_visit_id is not null or p_rating_slip_id is not null) then
    perform pit_private.fail('invalid_linkage', 'An unrated buy-in names neither visit nor slip.');
  end if;
end
$$;

-- Whether the table takes a buy-in now, or took it at the time that is given: not before the
-- running session opened, and not in the future. Times before a table's first session have a floor,
-- since a client cannot show a year before 1.
create function pit_private.check_table_takes_buyin(
  p_casino_id uuid, p_table pit.gaming_table, p_occurred_at timestamptz, p_outside boolean
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_session pit.table_session;
begin
  if p_occurred_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  select * into v_session from pit_private.live_session(p_casino_id, p_table.id);
  if v_session.id is null then
    if p_table.status <> 'active' then
      perform pit_private.fail('table_not_available', format('%s is not on the floor.', p_table.label));
    end if;
    if not p_outside then
      perform pit_private.fail('no_live_session', format('%s has no running session.', p_table.label));
    end if;
    if p_occurred_at <= (
      select s.closed_at from pit_private.last_closed_session(p_casino_id, p_table.id) s
    ) then
      perform pit_private.fail('invalid_argument', 'That time is before the table last closed.');
    end if;
    if p_occurred_at < clock_timestamp() - interval '31 days' then
      perform pit_private.fail('invalid_argument', 'That time is more than 31 days ago.');
    end if;
    return;
  end if;
  if pit_private.opening_count_due(v_session) then
    perform pit_private.fail(
      'missing_opening_count', format('%s waits for its opening count.', p_table.label)
    );
  end if;
  if p_occurred_at < v_session.opened_at then
    perform pit_private.fail('invalid_argument', 'That time is before the session opened.');
  end if;
end
$$;

-- Whether the table took a buy-in at a time past that was noted while the server was away: in the
-- session that ran then, unless that is final, or outside any. Later moves of the table's session do
-- not matter; an entry of a closed one counts as late in its rundown, one of a signed shift under its
-- sheet.
create function pit_private.check_table_took_buyin(
  p_casino_id uuid, p_table pit.gaming_table, p_occurred_at timestamptz, p_outside boolean
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_session pit.table_session;
begin
  if p_occurred_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  if p_occurred_at < clock_timestamp() - interval '31 days' then
    perform pit_private.fail('invalid_argument', 'That time is more than 31 days ago.');
  end if;
  perform pit_private.check_not_final(p_casino_id, p_table.id, p_occurred_at);
  select * into v_session from pit.table_session s
  where s.casino_id = p_casino_id and s.gaming_table_id = p_table.id
    and s.close_reason is distinct from 'cancelled'
    and s.opened_at <= p_occurred_at and (s.closed_at is null or p_occurred_at < s.closed_at);
  if v_session.id is null then
    if not p_outside then
      perform pit_private.fail(
        'no_live_session', format('%s had no running session at that time.', p_table.label)
      );
    end if;
    if p_table.status <> 'active' then
      perform pit_private.fail('table_not_available', format('%s is not on the floor.', p_table.label));
    end if;
    return;
  end if;
  if v_session.closed_at is null and pit_private.opening_count_due(v_session) then
    perform pit_private.fail(
      'missing_opening_count', format('%s waits for its opening count.', p_table.label)
    );
  end if;
end
$$;
