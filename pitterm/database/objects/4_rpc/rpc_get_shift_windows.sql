-- The shift an instant falls in (now without one), the one before, last week's and the gaming day.
create function pit.rpc_get_shift_windows(p_at timestamptz default null)
returns table (
  id text, name text, shift_name text, gaming_day date, window_start timestamptz,
  window_end timestamptz
)
language plpgsql stable security definer rows 4
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
  if p_at not between '1900-01-01' and '2200-01-01' then
    perform pit_private.fail('invalid_window', 'That time is on no calendar of a casino.');
  end if;
  return query
  select w.name, w.name, w.shift_name, w.gaming_day, w.window_start, w.window_end
  from pit_private.shift_windows(v_actor.casino_id, coalesce(p_at, statement_timestamp())) w;
end
$$;
