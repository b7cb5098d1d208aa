-- A session does not close over a slip whose chips are on their way or whose paper lies open; a
-- request that nobody acted on is withdrawn by whoever closes.
create function pit_private.settle_slips(
  p_actor pit_private.actor, p_session pit.table_session, p_closed_at timestamptz
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_slip pit.fill_credit_slip;
begin
  perform from pit.fill_credit_slip f
  where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
  order by f.id
  for no key update;
  select * into v_slip from pit.fill_credit_slip f
  where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
    and (
      f.status in ('ISSUED', 'VERIFIED_AT_TABLE')
      or (f.status = 'REQUESTED' and f.carried_at is not null)
    )
  order by f.requested_at, f.id
  limit 1;
  if found then
    perform pit_private.fail(
      'slips_in_flight',
      case
        when v_slip.status = 'REQUESTED'
          then 'A credit is on its way to the cage and not issued; have it issued first.'
        else format(
          '%s is %s; finish it first.', v_slip.slip_label,
          replace(lower(v_slip.status), '_', ' ')
        )
      end
    );
  end if;
  update pit.fill_credit_slip f
  set status = 'WITHDRAWN', withdrawn_at = greatest(p_closed_at, f.requested_at),
    withdrawn_by_staff_id = p_actor.staff_id
  where f.casino_id = p_session.casino_id and f.table_session_id = p_session.id
    and f.status = 'REQUESTED';
end
$$;
