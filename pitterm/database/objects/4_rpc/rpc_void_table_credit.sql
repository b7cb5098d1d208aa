-- Voids an issued credit whose chips are still at the table; its number stays used.
create function pit.rpc_void_table_credit(
  p_credit_id uuid, p_reason text, p_idempotency_key text default null, p_witnessed_by uuid default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'cashier');
  return pit_private.void_slip(
    v_actor, 'credit', p_credit_id, p_reason, p_idempotency_key, p_witnessed_by
  );
end
$$;
