-- An amount as a sentence of this casino has it: without the smallest units where it has none.
create function pit_private.amount_in_words(p_casino_id uuid, p_cents bigint) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select s.currency_symbol || case when s.currency_symbol ~ '[[:alpha:]]$' then U&'\00A0' else '' end
    || to_char(
      p_cents / u.size,
      'FM999,999,990' || case when p_cents % u.size = 0 then ''
        else '.' || repeat('0', s.currency_minor_units) end
    )
  from pit.casino_settings s
  cross join lateral (select power(10::numeric, s.currency_minor_units)) u (size)
  where s.casino_id = p_casino_id
$$;

-- Every denomination is one of the table's chip set.
create function pit_private.check_denominations(p_table pit.gaming_table, p_chipset jsonb)
returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_foreign_cents bigint;
begin
  select min(c.cents::bigint) into v_foreign_cents
  from jsonb_object_keys(p_chipset) as c (cents)
  where c.cents::bigint <> all (
    select unnest(k.denominations_cents) from pit.chip_set k
    where k.casino_id = p_table.casino_id and k.id = p_table.chip_set_id
  );
  if v_foreign_cents is not null then
    perform pit_private.fail(
      'invalid_chipset',
      format(
        '%s has no chip of %s.', p_table.label,
        pit_private.amount_in_words(p_table.casino_id, v_foreign_cents)
      )
    );
  end if;
end
$$;

-- The chips of a slip as they are kept: without the denominations of which there is none.
create function pit_private.checked_slip_chips(p_kind text, p_chipset jsonb) returns jsonb
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_chipset jsonb;
begin
  perform pit_private.demand_argument(p_chipset is not null, 'count of chips');
  perform pit_private.check_chipset(p_chipset);
  select coalesce(jsonb_object_agg(c.key, c.value) filter (where c.value <> '0'), '{}')
  into v_chipset from jsonb_each(p_chipset) c;
  if pit_private.chipset_total_cents(v_chipset) not between 1 and 1000000000 then
    perform pit_private.fail(
      'invalid_amount', format('A %s is above zero and no more than one slip may carry.', p_kind)
    );
  end if;
  return v_chipset;
end
$$;

-- The running session chips may move in.
create function pit_private.session_for_slip(p_table pit.gaming_table, p_kind text)
returns pit.table_session
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_session pit.table_session;
begin
  select * into v_session from pit_private.live_session(p_table.casino_id, p_table.id);
  if v_session.id is null then
    perform pit_private.fail('no_live_session', format('%s has no running session.', p_table.label));
  end if;
  if p_kind = 'credit' and pit_private.opening_count_due(v_session) then
    perform pit_private.fail(
      'missing_opening_count', format('%s waits for its opening count.', p_table.label)
    );
  end if;
  return v_session;
end
$$;

-- Asks the cage for chips, or counts chips out for it: a credit counts from this moment.
create function pit_private.request_slip(
  p_actor pit_private.actor, p_kind text, p_table_id uuid, p_chipset jsonb, p_note text, p_key text
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
  v_note text;
  v_chipset jsonb;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_session pit.table_session;
  v_slip pit.fill_credit_slip;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  v_chipset := pit_private.checked_slip_chips(p_kind, p_chipset);
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_request_table_%s', p_kind),
    jsonb_build_object('p_table_id', p_table_id, 'p_chipset', v_chipset, 'p_note', v_note)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_table := pit_private.lock_table(p_actor.casino_id, p_table_id);
  v_session := pit_private.session_for_slip(v_table, p_kind);
  perform pit_private.check_denominations(v_table, v_chipset);

  insert into pit.fill_credit_slip (
    casino_id, gaming_table_id, table_session_id, kind, status, chipset, note, requested_at,
    requested_by_staff_id
  ) values (
    p_actor.casino_id, p_table_id, v_session.id, p_kind, 'REQUESTED', v_chipset, v_note,
    -- A server clock that was set back never makes a request before its session.
    greatest(clock_timestamp(), v_session.opened_at), p_actor.staff_id
  ) returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip));
  return v_slip;
end
$$;

-- Takes a request back before it has drawn a number, and before a runner took its chips.
create function pit_private.withdraw_slip(
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
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_withdraw_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'REQUESTED' then
    perform pit_private.refuse_slip_step(v_slip, 'only a request is withdrawn');
  end if;
  if v_slip.carried_at is not null then
    perform pit_private.refuse_slip_step(v_slip, 'but its runner has taken the chips');
  end if;

  v_before := to_jsonb(v_slip);
  update pit.fill_credit_slip f
  set status = 'WITHDRAWN', withdrawn_at = pit_private.next_slip_time(v_slip),
    withdrawn_by_staff_id = p_actor.staff_id
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;
