-- A player's play at a running table is rated from here on: one open slip a seat, and one a visit.
create function pit.rpc_start_rating_slip(
  p_visit_id uuid, p_table_id uuid, p_seat_number int default null,
  p_idempotency_key text default null
) returns pit.rating_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_visit pit.visit;
  v_slip pit.rating_slip;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_visit_id is not null, 'visit');
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  if p_seat_number not between 1 and 30 then
    perform pit_private.fail('invalid_argument', 'A seat is from 1 to 30.');
  end if;
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_start_rating_slip',
    jsonb_build_object(
      'p_visit_id', p_visit_id, 'p_table_id', p_table_id, 'p_seat_number', p_seat_number
    )
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.rating_slip, v_replay);
  end if;

  v_table := pit_private.lock_table(v_actor.casino_id, p_table_id);
  v_visit := pit_private.lock_visit(v_actor.casino_id, p_visit_id);
  if not exists (select from pit_private.live_session(v_actor.casino_id, p_table_id)) then
    perform pit_private.fail('no_live_session', format('%s has no running session.', v_table.label));
  end if;
  if v_visit.ended_at is not null then
    perform pit_private.fail('invalid_linkage', 'The visit has ended.');
  end if;
  if exists (
    select from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.gaming_table_id = p_table_id
      and r.seat_number = p_seat_number and r.ended_at is null
  ) then
    perform pit_private.fail('invalid_linkage', format('Seat %s has an open slip.', p_seat_number));
  end if;
  if exists (
    select from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.gaming_table_id = p_table_id
      and r.visit_id = p_visit_id and r.ended_at is null
  ) then
    perform pit_private.fail('invalid_linkage', 'The visit has an open slip at this table.');
  end if;

  insert into pit.rating_slip (casino_id, visit_id, gaming_table_id, seat_number, started_at)
  values (v_actor.casino_id, p_visit_id, p_table_id, p_seat_number, clock_timestamp())
  returning * into v_slip;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_slip));
  return v_slip;
end
$$;
