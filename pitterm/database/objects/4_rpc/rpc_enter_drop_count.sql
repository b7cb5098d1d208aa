-- What one counter found in a box. Two people make a round; two that differ are followed by another
-- round, and two that agree by the release.
create function pit.rpc_enter_drop_count(
  p_drop_event_id uuid, p_amount_cents bigint, p_idempotency_key text default null
) returns pit.drop_count_entry
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_drop pit.table_drop_event;
  v_round record;
  v_entry pit.drop_count_entry;
begin
  perform pit_private.demand_role(v_actor, 'count_team');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_drop_event_id is not null, 'box');
  perform pit_private.demand_argument(p_amount_cents is not null, 'amount');
  if p_amount_cents not between 0 and 100000000000 then
    perform pit_private.fail('invalid_amount', 'A box holds nothing or more, and no more than a box can hold.');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_enter_drop_count',
    jsonb_build_object('p_drop_event_id', p_drop_event_id, 'p_amount_cents', p_amount_cents)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.drop_count_entry, v_replay);
  end if;

  v_drop := pit_private.lock_box_to_count(v_actor.casino_id, p_drop_event_id);
  select * into v_round from pit_private.count_round(v_actor.casino_id, p_drop_event_id);
  if (v_round.entries = 1 and v_actor.staff_id = any (v_round.entered_by))
    or pit_private.has_just_entered(v_actor.casino_id, p_drop_event_id, v_actor.staff_id) then
    perform pit_private.fail('same_person', 'You have counted that box; somebody else counts it too.');
  end if;
  if v_round.amount_cents is not null then
    perform pit_private.fail(
      'artifact_already_used', 'Two people found the same in that box; it waits for its release.'
    );
  end if;

  insert into pit.drop_count_entry (
    casino_id, gaming_table_id, drop_event_id, round, amount_cents, entered_by_staff_id, entered_at
  ) values (
    v_actor.casino_id, v_drop.gaming_table_id, v_drop.id, v_round.round + v_round.entries / 2,
    p_amount_cents, v_actor.staff_id, clock_timestamp()
  ) returning * into v_entry;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_entry));
  return v_entry;
end
$$;
