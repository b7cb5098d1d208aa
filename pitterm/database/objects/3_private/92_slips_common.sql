-- Locks the table, the session and the slip, in this order. The id of a slip of the other kind is
-- no slip of this one.
create function pit_private.lock_slip(p_casino_id uuid, p_kind text, p_slip_id uuid)
returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_slip pit.fill_credit_slip;
begin
  perform from pit.gaming_table t
  where t.casino_id = p_casino_id and t.id = (
    select f.gaming_table_id from pit.fill_credit_slip f
    where f.casino_id = p_casino_id and f.id = p_slip_id
  )
  for no key update;
  perform from pit.table_session s
  where s.casino_id = p_casino_id and s.id = (
    select f.table_session_id from pit.fill_credit_slip f
    where f.casino_id = p_casino_id and f.id = p_slip_id
  )
  for no key update;
  select * into v_slip from pit.fill_credit_slip f
  where f.casino_id = p_casino_id and f.kind = p_kind and f.id = p_slip_id
  for no key update;
  if not found then
    perform pit_private.fail('slip_not_found', format('There is no such %s in this casino.', p_kind));
  end if;
  return v_slip;
end
$$;

create function pit_private.refuse_slip_step(p_slip pit.fill_credit_slip, p_wanted text)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform pit_private.fail(
    'invalid_state_transition',
    format('The %s is %s; %s.', p_slip.kind, replace(lower(p_slip.status), '_', ' '), p_wanted)
  );
end
$$;

-- Chips move while their table's session runs.
create function pit_private.check_slip_session_is_live(p_slip pit.fill_credit_slip) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from pit.table_session s
    where s.casino_id = p_slip.casino_id and s.id = p_slip.table_session_id
      and s.status <> 'CLOSED'
  ) then
    perform pit_private.fail('no_live_session', format('The session of this %s is closed.', p_slip.kind));
  end if;
end
$$;

-- Requester, issuer, runner and verifier of a slip are four people, and who witnesses its void is
-- none of them (WA 525).
create function pit_private.check_not_on_slip(
  p_slip pit.fill_credit_slip, p_staff_id uuid, p_person text
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_act constant text := case p_staff_id
    when p_slip.requested_by_staff_id then 'requested'
    when p_slip.issued_by_staff_id then 'issued'
    when p_slip.runner_staff_id then 'carried'
    when p_slip.verified_by_staff_id then 'verified'
  end;
begin
  if v_act is not null then
    perform pit_private.fail(
      'same_person',
      format('%s already %s this %s; it takes somebody else.', p_person, v_act, p_slip.kind)
    );
  end if;
end
$$;

-- The time of a slip's next step; a server clock that was set back never puts it before the last.
create function pit_private.next_slip_time(p_slip pit.fill_credit_slip) returns timestamptz
language sql
set search_path = pg_catalog, pg_temp
as $$
  select greatest(
    clock_timestamp(), p_slip.requested_at, p_slip.issued_at, p_slip.carried_at, p_slip.verified_at
  )
$$;
