-- What leaves the screen for a file is told before it is written: a picture of the board, what a
-- screen lists, a report, a sheet. Thirty a minute are kept of one login, and what is not kept is
-- not written.
create function pit.rpc_note_export(p_what text) returns table (id uuid, is_kept boolean)
language plpgsql security definer rows 1
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'security', 'floor_supervisor', 'pit_boss', 'shift_manager', 'cashier',
    'count_team', 'auditor', 'admin'
  );
  perform pit_private.demand_argument(p_what is not null, 'what');
  if p_what not in (
    'screenshot', 'list', 'slips', 'alerts', 'records', 'shift', 'boxes', 'report', 'sheet'
  ) then
    perform pit_private.fail(
      'invalid_argument', 'What leaves the screen is a screenshot, a list, a report or a sheet.'
    );
  end if;
  if pit_private.is_too_often(v_actor, 'export', 30) then
    return query select v_actor.staff_id, false;
    return;
  end if;
  return query
  select pit_private.record_audit(
    v_actor.casino_id, v_actor.staff_id, 'export', 'rpc_note_export', null,
    jsonb_build_object('what', p_what), null, null
  ), true;
end
$$;
