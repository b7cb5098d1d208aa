-- The sheet of a shift as it stands, and, once it was signed, as it was signed with what came late.
create function pit.rpc_get_shift_sheet(
  p_window_start timestamptz, p_window_end timestamptz, p_pit_id uuid default null
) returns table (
  id uuid, pit_id uuid, window_start timestamptz, window_end timestamptz, sheet jsonb,
  sign_off_id uuid, signed_sheet jsonb, outgoing_staff_id uuid, signed_at timestamptz,
  incoming_staff_id uuid, incoming_signed_at timestamptz, late jsonb
)
language plpgsql stable security definer rows 1
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(
    v_actor, 'dealer', 'floor_supervisor', 'pit_boss', 'shift_manager', 'auditor', 'admin'
  );
  perform pit_private.check_window(p_window_start, p_window_end);
  perform pit_private.check_pit(v_actor.casino_id, p_pit_id);
  return query
  select coalesce(p_pit_id, v_actor.casino_id), p_pit_id, p_window_start, p_window_end,
    pit_private.shift_sheet(v_actor.casino_id, p_pit_id, p_window_start, p_window_end),
    o.id, o.sheet, o.outgoing_staff_id, o.signed_at, n.incoming_staff_id, n.signed_at,
    case
      when o.id is null then '[]'::jsonb
      else pit_private.late_records(
        v_actor.casino_id, p_pit_id, p_window_start, p_window_end, o.signed_at
      )
    end
  from (select) as one
  left join pit.shift_sign_off o
    on o.casino_id = v_actor.casino_id and o.pit_id is not distinct from p_pit_id
    and o.window_start = p_window_start and o.window_end = p_window_end
  left join pit.shift_sign_on n on n.casino_id = o.casino_id and n.shift_sign_off_id = o.id;
end
$$;
