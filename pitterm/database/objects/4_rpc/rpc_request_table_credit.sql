-- Counts chips out of the tray, to be sent back to the cage.
create function pit.rpc_request_table_credit(
  p_table_id uuid, p_chipset jsonb, p_note text default null, p_idempotency_key text default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.request_slip(
    v_actor, 'credit', p_table_id, p_chipset, p_note, p_idempotency_key
  );
end
$$;
