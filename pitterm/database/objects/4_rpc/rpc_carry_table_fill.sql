-- The runner signs at the cage for the chips of a fill.
create function pit.rpc_carry_table_fill(p_fill_id uuid, p_idempotency_key text default null)
returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'security');
  return pit_private.carry_slip(v_actor, 'fill', p_fill_id, p_idempotency_key);
end
$$;
