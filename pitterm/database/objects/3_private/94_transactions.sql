-- What a transaction must be before anything is looked up.
create function pit_private.check_transaction(
  p_direction text, p_amount_cents bigint, p_tender text
) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.demand_argument(p_direction is not null, 'direction');
  if p_direction not in ('in', 'out') then
    perform pit_private.fail('invalid_argument', 'Money goes in or out.');
  end if;
  perform pit_private.demand_argument(p_amount_cents is not null, 'amount');
  if p_amount_cents not between 1 and 1000000000 then
    perform pit_private.fail('invalid_amount', 'A transaction is above zero and no more than one entry may carry.');
  end if;
  if p_tender not in ('cash', 'marker', 'coupon', 'chips') then
    perform pit_private.fail('invalid_argument', 'A tender is cash, marker, coupon or chips.');
  end if;
end
$$;

-- What a correction must be before anything is looked up.
create function pit_private.check_correction(p_kind text, p_amount_cents bigint) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.demand_argument(p_kind is not null, 'kind of correction');
  if p_kind not in ('adjustment', 'reversal') then
    perform pit_private.fail('invalid_argument', 'A correction is an adjustment or a reversal.');
  end if;
  if p_kind = 'reversal' then
    if p_amount_cents is not null then
      perform pit_private.fail(
        'invalid_argument', 'A reversal takes back all that stands; it names no amount.'
      );
    end if;
    return;
  end if;
  perform pit_private.demand_argument(p_amount_cents is not null, 'amount');
  if p_amount_cents = 0 or p_amount_cents not between -1000000000 and 1000000000 then
    perform pit_private.fail(
      'invalid_amount', 'An adjustment is not zero and no more than one entry may carry.'
    );
  end if;
end
$$;

-- A time money may have moved at: past, within the month, and of the slip where one is named.
create function pit_private.check_transaction_time(
  p_occurred_at timestamptz, p_slip_started_at timestamptz
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_occurred_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  if p_occurred_at < clock_timestamp() - interval '31 days' then
    perform pit_private.fail('invalid_argument', 'That time is more than 31 days ago.');
  end if;
  if p_occurred_at < p_slip_started_at then
    perform pit_private.fail('invalid_argument', 'That time is before the rating slip started.');
  end if;
end
$$;

-- What is left of a transaction with all its corrections.
create function pit_private.standing_transaction_cents(p_casino_id uuid, p_original_id uuid)
returns bigint
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select sum(t.amount_cents)::bigint from pit.player_financial_transaction t
  where t.casino_id = p_casino_id and (t.id = p_original_id or t.corrects_id = p_original_id)
$$;

create function pit_private.lock_visit(p_casino_id uuid, p_visit_id uuid) returns pit.visit
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_visit pit.visit;
begin
  select * into v_visit from pit.visit v
  where v.casino_id = p_casino_id and v.id = p_visit_id
  for no key update;
  if not found then
    perform pit_private.fail('entry_not_found', 'There is no such visit in this casino.');
  end if;
  return v_visit;
end
$$;
