-- Takes a requested credit back while its chips are at the table.
create function pit.rpc_withdraw_table_credit(
  p_credit_id uuid, p_idempotency_key text default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.withdraw_slip(v_actor, 'credit', p_credit_id, p_idempotency_key);
end
$$;
