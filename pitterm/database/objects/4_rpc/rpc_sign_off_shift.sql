-- The outgoing supervisor signs a shift's sheet: its figures are frozen as they stand. A pit boss
-- signs a pit, a shift manager a pit or the casino.
create function pit.rpc_sign_off_shift(
  p_window_start timestamptz, p_window_end timestamptz, p_pit_id uuid default null,
  p_note text default null, p_idempotency_key text default null
) returns pit.shift_sign_off
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_note text;
  v_replay jsonb;
  v_sign_off pit.shift_sign_off;
begin
  perform pit_private.demand_role(v_actor, 'pit_boss', 'shift_manager', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.check_window(p_window_start, p_window_end);
  v_note := pit_private.checked_note(p_note);
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_sign_off_shift',
    jsonb_build_object(
      'p_window_start', p_window_start at time zone 'UTC',
      'p_window_end', p_window_end at time zone 'UTC', 'p_pit_id', p_pit_id, 'p_note', v_note
    )
  );
  if v_replay is not null then
    -- The sheet is kept once, in its row, which nobody changes.
    select * into strict v_sign_off from pit.shift_sign_off s
    where s.casino_id = v_actor.casino_id and s.id = (v_replay ->> 'id')::uuid;
    return v_sign_off;
  end if;

  perform pit_private.check_pit(v_actor.casino_id, p_pit_id);
  if v_actor.staff_role = 'pit_boss' and p_pit_id is null then
    perform pit_private.fail('forbidden', 'A pit boss signs for a pit, a shift manager for the casino.');
  end if;
  perform pit_private.check_shift_window(v_actor.casino_id, p_window_start, p_window_end);
  -- Whatever is being recorded commits before this sheet or after it, never in between.
  perform from pit.casino_change c where c.casino_id = v_actor.casino_id for no key update;
  if exists (
    select from pit.shift_sign_off o
    where o.casino_id = v_actor.casino_id and o.pit_id is not distinct from p_pit_id
      and o.window_start = p_window_start and o.window_end = p_window_end
  ) then
    perform pit_private.fail('already_final', 'The sheet of this shift is signed already.');
  end if;
  insert into pit.shift_sign_off (
    casino_id, pit_id, shift_name, window_start, window_end, sheet, note, outgoing_staff_id,
    signed_at
  ) values (
    v_actor.casino_id, p_pit_id,
    (
      select h.name from pit_private.shift_at(v_actor.casino_id, p_window_start) h
      where h.ends_at = p_window_end
    ),
    p_window_start, p_window_end,
    pit_private.shift_sheet(v_actor.casino_id, p_pit_id, p_window_start, p_window_end),
    v_note, v_actor.staff_id, clock_timestamp()
  ) returning * into v_sign_off;
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_sign_off) - 'sheet');
  return v_sign_off;
end
$$;
