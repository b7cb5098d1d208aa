-- Counts the chips of a credit into the cage under the next number of its series.
create function pit.rpc_issue_table_credit(p_credit_id uuid, p_idempotency_key text default null)
returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'cashier');
  return pit_private.issue_slip(v_actor, 'credit', p_credit_id, p_idempotency_key);
end
$$;
