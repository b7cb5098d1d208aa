-- Records a fill or credit that went its whole way on paper, under the form's own number and with the
-- five people it names. It draws no number, so the series stay without a gap.
create function pit.rpc_enter_paper_slip(
  p_kind text, p_table_id uuid, p_chipset jsonb, p_paper_number text, p_paper_reason text,
  p_requested_by uuid, p_requested_at timestamptz, p_issued_by uuid, p_issued_at timestamptz,
  p_carried_by uuid, p_verified_by uuid, p_verified_at timestamptz, p_deposited_by uuid,
  p_deposited_at timestamptz, p_drop_box_id text, p_idempotency_key text default null
) returns pit.fill_credit_slip
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_actor constant pit_private.actor := pit_private.set_rls_context_from_staff();
  v_key text;
  v_paper pit_private.paper;
  v_replay jsonb;
  v_table pit.gaming_table;
  v_session pit.table_session;
  v_slip pit.fill_credit_slip;
begin
  perform pit_private.demand_role(v_actor, 'floor_supervisor', 'pit_boss', 'admin');
  v_key := pit_private.checked_key(p_idempotency_key);
  perform pit_private.demand_argument(p_kind is not null, 'kind of slip');
  if p_kind not in ('fill', 'credit') then
    perform pit_private.fail('invalid_argument', 'A slip is a fill or a credit.');
  end if;
  perform pit_private.demand_argument(p_table_id is not null, 'table');
  v_slip.kind := p_kind;
  v_slip.chipset := pit_private.checked_slip_chips(p_kind, p_chipset);
  v_slip.paper_number := pit_private.checked_label(p_paper_number, 'number of the form');
  v_slip.drop_box_id := pit_private.checked_label(p_drop_box_id, 'drop box');
  perform pit_private.demand_argument(
      num_nulls(p_requested_by, p_issued_by, p_carried_by, p_verified_by, p_deposited_by) = 0,
      'name of one of the five people'
    ),
    pit_private.demand_argument(
      num_nulls(p_requested_at, p_issued_at, p_verified_at, p_deposited_at) = 0,
      'time of one of the steps'
    );
  if not (
    p_requested_at <= p_issued_at and p_issued_at <= p_verified_at and p_verified_at <= p_deposited_at
  ) then
    perform pit_private.fail('invalid_argument', 'The steps of a slip follow each other.');
  end if;
  v_paper := pit_private.checked_paper(
    case p_kind when 'fill' then p_verified_at else p_requested_at end, p_paper_reason,
    p_paper_number
  );
  v_replay := pit_private.begin_command(
    v_actor, v_key, 'rpc_enter_paper_slip',
    jsonb_build_object(
      'p_kind', p_kind, 'p_table_id', p_table_id, 'p_chipset', v_slip.chipset,
      'p_requested_by', p_requested_by, 'p_requested_at', p_requested_at at time zone 'UTC',
      'p_issued_by', p_issued_by, 'p_issued_at', p_issued_at at time zone 'UTC',
      'p_carried_by', p_carried_by, 'p_verified_by', p_verified_by,
      'p_verified_at', p_verified_at at time zone 'UTC', 'p_deposited_by', p_deposited_by,
      'p_deposited_at', p_deposited_at at time zone 'UTC', 'p_drop_box_id', v_slip.drop_box_id
    ) || pit_private.paper_arguments(v_paper)
  );
  if v_replay is not null then
    return jsonb_populate_record(null::pit.fill_credit_slip, v_replay);
  end if;

  v_table := pit_private.lock_table(v_actor.casino_id, p_table_id);
  v_slip.casino_id := v_actor.casino_id;
  v_slip.gaming_table_id := p_table_id;
  v_slip.requested_by_staff_id := p_requested_by;
  v_slip.requested_at := p_requested_at;
  v_slip.issued_by_staff_id := p_issued_by;
  v_slip.issued_at := p_issued_at;
  v_slip.runner_staff_id := p_carried_by;
  v_slip.verified_by_staff_id := p_verified_by;
  v_slip.verified_at := p_verified_at;
  v_slip.deposited_by_staff_id := p_deposited_by;
  v_slip.deposited_at := p_deposited_at;
  perform pit_private.check_paper_people(v_slip);
  v_session := pit_private.session_for_slip(v_table, p_kind);
  perform pit_private.check_denominations(v_table, v_slip.chipset);
  v_slip := pit_private.placed_on_paper(v_slip, v_session, v_paper);
  perform pit_private.check_paper_box(v_slip);

  insert into pit.fill_credit_slip (
    casino_id, gaming_table_id, table_session_id, kind, status, paper_number, chipset,
    requested_at, requested_by_staff_id, issued_at, issued_by_staff_id, runner_staff_id,
    verified_at, verified_by_staff_id, deposited_at, deposited_by_staff_id, drop_box_id
  ) values (
    v_actor.casino_id, p_table_id, v_session.id, p_kind, 'DEPOSITED_IN_DROPBOX',
    v_slip.paper_number, v_slip.chipset, v_slip.requested_at, p_requested_by, v_slip.issued_at,
    p_issued_by, p_carried_by, v_slip.verified_at, p_verified_by, v_slip.deposited_at,
    p_deposited_by, v_slip.drop_box_id
  ) returning * into v_slip;
  perform pit_private.keep_late_entry(v_actor, p_table_id, p_kind, v_slip.id, v_paper, v_key);
  perform pit_private.finish_command(v_actor, v_key, to_jsonb(v_slip));
  return v_slip;
end
$$;
