-- The next number of the casino's series of this kind and year, counted from 1. Whoever draws it
-- holds the series until the slip is kept or the number is given back, so none is left out.
create function pit_private.draw_slip_number(p_casino_id uuid, p_kind text, p_year int)
returns int
language sql
set search_path = pg_catalog, pg_temp
as $$
  insert into pit.slip_series as drawn (casino_id, kind, slip_year, last_number)
  values (p_casino_id, p_kind, p_year, 1)
  on conflict (casino_id, kind, slip_year) do update set last_number = drawn.last_number + 1
  returning last_number
$$;

-- The cage's step: a fill is handed to the runner, a credit counted in. Draws the number.
create function pit_private.issue_slip(
  p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_key text
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
  v_issued_at timestamptz;
  v_year int;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_issue_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'REQUESTED' then
    perform pit_private.refuse_slip_step(v_slip, 'only a requested one is issued');
  end if;
  perform pit_private.check_slip_session_is_live(v_slip);
  perform pit_private.check_not_on_slip(v_slip, p_actor.staff_id, 'You');

  -- Held before the clock is read: the numbers of a series are in the order of their times.
  perform from pit.slip_series n
  where n.casino_id = p_actor.casino_id and n.kind = p_kind
  order by n.slip_year
  for no key update;
  v_before := to_jsonb(v_slip);
  v_issued_at := pit_private.next_slip_time(v_slip);
  v_year := extract(year from pit_private.gaming_day_of(p_actor.casino_id, v_issued_at));
  update pit.fill_credit_slip f
  set status = 'ISSUED', issued_at = v_issued_at, issued_by_staff_id = p_actor.staff_id,
    slip_year = v_year,
    slip_number = pit_private.draw_slip_number(p_actor.casino_id, p_kind, v_year)
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;

-- Voids an issued slip with a witness who had no part in it; the number stays used. A credit is
-- voided only while its chips are at the table, that is, until a runner signs for them.
create function pit_private.void_slip(
  p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_reason text, p_key text,
  p_witnessed_by uuid
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
  v_reason text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_reason := pit_private.checked_reason(p_reason);
  perform pit_private.demand_argument(p_witnessed_by is not null, 'witness');
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_void_table_%s', p_kind),
    jsonb_build_object(
      format('p_%s_id', p_kind), p_slip_id, 'p_reason', v_reason, 'p_witnessed_by', p_witnessed_by
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  perform pit_private.check_slip_may_be_voided(v_slip);
  perform pit_private.check_second_person(p_actor, p_witnessed_by);
  perform pit_private.check_not_on_slip(v_slip, p_witnessed_by, 'That colleague');

  v_before := to_jsonb(v_slip);
  update pit.fill_credit_slip f
  set status = 'VOID', voided_at = pit_private.next_slip_time(v_slip),
    voided_by_staff_id = p_actor.staff_id, void_witnessed_by_staff_id = p_witnessed_by,
    void_reason = v_reason
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;

create function pit_private.check_slip_may_be_voided(p_slip pit.fill_credit_slip) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_slip.status = 'REQUESTED' then
    perform pit_private.refuse_slip_step(p_slip, 'a request is withdrawn, not voided');
  end if;
  if p_slip.status in ('VERIFIED_AT_TABLE', 'DEPOSITED_IN_DROPBOX') then
    perform pit_private.refuse_slip_step(
      p_slip,
      format('send the chips back by a %s', case p_slip.kind when 'fill' then 'credit' else 'fill' end)
    );
  end if;
  if p_slip.status <> 'ISSUED' then
    perform pit_private.refuse_slip_step(p_slip, 'only an issued one is voided');
  end if;
  if p_slip.kind = 'credit' and p_slip.carried_at is not null then
    perform pit_private.refuse_slip_step(p_slip, 'but its runner has taken the chips');
  end if;
end
$$;
