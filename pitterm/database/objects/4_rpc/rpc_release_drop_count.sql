-- Makes known what two people found alike, by somebody who entered nothing for that box. The amount
-- is read once it is committed, and is in no answer: a release that is rolled back tells nothing.
create function pit.rpc_release_drop_count(
  p_drop_event_id uuid, p_idempotency_key text default null
) returns pit.drop_count
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
  v_count pit.drop_count;
begin
  perform pit_private.demand_role(v_actor, 'count_team', 'auditor');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_drop_event_id is not null, 'box');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_release_drop_count',
    jsonb_build_object('p_drop_event_id', p_drop_event_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.drop_count, v_replay);
  end if;

  v_drop := pit_private.lock_box_to_count(v_actor.casino_id, p_drop_event_id);
  if exists (
    select from pit.drop_count_entry e
    where e.casino_id = v_actor.casino_id and e.drop_event_id = p_drop_event_id
      and e.entered_by_staff_id = v_actor.staff_id
  ) then
    perform pit_private.fail('same_person', 'You counted that box; somebody else releases it.');
  end if;
  select * into v_round from pit_private.count_round(v_actor.casino_id, p_drop_event_id);
  if v_round.entries < 2 then
    perform pit_private.fail(
      'missing_argument',
      case v_round.entries
        when 0 then 'Two people count a box; nobody has.'
        else 'Two people count a box; one has.'
      end
    );
  end if;
  if v_round.amount_cents is null then
    perform pit_private.fail('invalid_amount', 'The two entries differ; count the box again.');
  end if;

  insert into pit.drop_count (
    casino_id, gaming_table_id, drop_event_id, amount_cents, released_by_staff_id, released_at
  ) values (
    v_actor.casino_id, v_drop.gaming_table_id, v_drop.id, v_round.amount_cents, v_actor.staff_id,
    clock_timestamp()
  ) returning * into v_count;
  perform pit_private.refresh_rundowns(
    v_actor.casino_id, v_drop.gaming_table_id, v_drop.removed_at
  );
  v_count.amount_cents := null;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_count));
  return v_count;
end
$$;
