-- The runner signs for the chips: a fill's at the cage once it is issued, a credit's at the table,
-- before its slip exists or after (WA 530).
create function pit_private.carry_slip(
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
    p_actor, v_key, format('rpc_carry_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'ISSUED' and (p_kind = 'fill' or v_slip.status <> 'REQUESTED') then
    perform pit_private.refuse_slip_step(
      v_slip,
      case p_kind
        when 'fill' then 'its chips are carried once it is issued'
        else 'its chips are carried once it is requested or issued'
      end
    );
  end if;
  if v_slip.carried_at is not null then
    perform pit_private.refuse_slip_step(v_slip, 'and a runner has signed for it already');
  end if;
  perform pit_private.check_not_on_slip(v_slip, p_actor.staff_id, 'You');

  v_before := to_jsonb(v_slip);
  update pit.fill_credit_slip f
  set runner_staff_id = p_actor.staff_id, carried_at = pit_private.next_slip_time(v_slip)
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;

-- Who carried the chips: the runner who signed, else the one who is named, an active member of
-- security without another part in the slip.
create function pit_private.slip_runner(p_slip pit.fill_credit_slip, p_named uuid) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_slip.runner_staff_id <> p_named then
    perform pit_private.fail(
      'invalid_argument', format('Another runner signed for this %s.', p_slip.kind)
    );
  end if;
  if p_slip.runner_staff_id is not null then
    return p_slip.runner_staff_id;
  end if;
  perform pit_private.demand_argument(p_named is not null, 'runner');
  if not exists (
    select from pit.staff s
    where s.casino_id = p_slip.casino_id and s.id = p_named and s.is_active
      and s.role = 'security'
  ) then
    perform pit_private.fail('invalid_argument', 'A runner is somebody of security who is active.');
  end if;
  perform pit_private.check_not_on_slip(p_slip, p_named, 'That colleague');
  return p_named;
end
$$;

-- The table's step: a fill's chips are counted into the tray, a credit's slip is signed back.
create function pit_private.verify_slip(
  p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_runner_id uuid, p_key text
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
    p_actor, v_key, format('rpc_verify_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id, 'p_runner_id', p_runner_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'ISSUED' then
    perform pit_private.refuse_slip_step(v_slip, 'only an issued one is verified');
  end if;
  perform pit_private.check_slip_session_is_live(v_slip);
  perform pit_private.check_not_on_slip(v_slip, p_actor.staff_id, 'You');
  v_before := to_jsonb(v_slip);
  v_slip.runner_staff_id := pit_private.slip_runner(v_slip, p_runner_id);

  update pit.fill_credit_slip f
  set status = 'VERIFIED_AT_TABLE', verified_at = pit_private.next_slip_time(v_slip),
    verified_by_staff_id = p_actor.staff_id, runner_staff_id = v_slip.runner_staff_id
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;

-- The slip goes into the table's drop box; where the box in place is known it is that one.
create function pit_private.deposit_slip(
  p_actor pit_private.actor, p_kind text, p_slip_id uuid, p_drop_box_id text, p_key text
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key text;
  v_box text;
  v_replay jsonb;
  v_slip pit.fill_credit_slip;
  v_before jsonb;
  v_box_in_place text;
begin
  v_key := pit_private.checked_key(p_key);
  perform pit_private.demand_argument(p_slip_id is not null, p_kind);
  v_box := pit_private.checked_label(p_drop_box_id, 'drop box');
  v_replay := pit_private.begin_command(
    p_actor, v_key, format('rpc_deposit_table_%s', p_kind),
    jsonb_build_object(format('p_%s_id', p_kind), p_slip_id, 'p_drop_box_id', v_box)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_slip := pit_private.lock_slip(p_actor.casino_id, p_kind, p_slip_id);
  if v_slip.status <> 'VERIFIED_AT_TABLE' then
    perform pit_private.refuse_slip_step(v_slip, 'only a verified one is deposited');
  end if;
  select d.box_in_id into v_box_in_place from pit_private.standing_drop d
  where d.casino_id = p_actor.casino_id and d.gaming_table_id = v_slip.gaming_table_id
  order by d.removed_at desc, d.id desc
  limit 1;
  if v_box_in_place <> v_box then
    perform pit_private.fail(
      'invalid_argument', format('The drop box at this table is %s.', v_box_in_place)
    );
  end if;

  v_before := to_jsonb(v_slip);
  update pit.fill_credit_slip f
  set status = 'DEPOSITED_IN_DROPBOX', deposited_at = pit_private.next_slip_time(v_slip),
    deposited_by_staff_id = p_actor.staff_id, drop_box_id = v_box
  where f.casino_id = p_actor.casino_id and f.id = v_slip.id
  returning * into v_slip;
  perform pit_private.finish_command(p_actor, v_key, to_jsonb(v_slip), v_before);
  return v_slip;
end
$$;
