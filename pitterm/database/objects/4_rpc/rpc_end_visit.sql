-- A player's stay ends, once all their rating slips have ended.
create function pit.rpc_end_visit(p_visit_id uuid, p_idempotency_key text default null)
returns pit.visit
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_replay jsonb;
  v_visit pit.visit;
  v_before jsonb;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_visit_id is not null, 'visit');
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_end_visit', jsonb_build_object('p_visit_id', p_visit_id)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.visit, v_replay);
  end if;

  v_visit := pit_private.lock_visit(v_actor.casino_id, p_visit_id);
  if v_visit.ended_at is not null then
    perform pit_private.fail('invalid_state_transition', 'The visit has already ended.');
  end if;
  if exists (
    select from pit.rating_slip r
    where r.casino_id = v_actor.casino_id and r.visit_id = p_visit_id and r.ended_at is null
  ) then
    perform pit_private.fail(
      'invalid_state_transition', 'The visit has an open rating slip; end that first.'
    );
  end if;

  v_before := to_jsonb(v_visit);
  -- A server clock that was set back never makes an end before its beginning.
  update pit.visit v set ended_at = greatest(clock_timestamp(), v.started_at)
  where v.casino_id = v_actor.casino_id and v.id = p_visit_id
  returning * into v_visit;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_visit), v_before);
  return v_visit;
end
$$;
