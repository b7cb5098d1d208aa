-- Puts the verified slip of a fill into the table's drop box.
create function pit.rpc_deposit_table_fill(
  p_fill_id uuid, p_drop_box_id text, p_idempotency_key text default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  return pit_private.deposit_slip(v_actor, 'fill', p_fill_id, p_drop_box_id, p_idempotency_key);
end
$$;
