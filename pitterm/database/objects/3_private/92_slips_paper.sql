-- Somebody named on a form for a step of a slip: a colleague whose role takes that step.
create function pit_private.check_step_taker(
  p_casino_id uuid, p_staff_id uuid, p_step text, variadic p_roles text[]
) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from pit.staff s
    where s.casino_id = p_casino_id and s.id = p_staff_id and s.is_active
      and s.role = any (p_roles)
  ) then
    perform pit_private.fail(
      'invalid_argument',
      format(
        'Who %s it is somebody active of these: %s.', p_step,
        replace(array_to_string(p_roles, ', '), '_', ' ')
      )
    );
  end if;
end
$$;

-- The five people of a form: each of a role that takes the step, the first four all different.
create function pit_private.check_paper_people(p_slip pit.fill_credit_slip) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_people constant uuid[] := array[
    p_slip.requested_by_staff_id, p_slip.issued_by_staff_id, p_slip.runner_staff_id,
    p_slip.verified_by_staff_id
  ];
begin
  perform pit_private.check_step_taker(
      p_slip.casino_id, p_slip.requested_by_staff_id, 'requested', 'floor_supervisor', 'pit_boss'
    ),
    pit_private.check_step_taker(
      p_slip.casino_id, p_slip.issued_by_staff_id, 'issued', 'cashier'
    ),
    pit_private.check_step_taker(
      p_slip.casino_id, p_slip.runner_staff_id, 'carried', 'security'
    ),
    pit_private.check_step_taker(
      p_slip.casino_id, p_slip.verified_by_staff_id, 'verified', 'dealer', 'floor_supervisor'
    ),
    pit_private.check_step_taker(
      p_slip.casino_id, p_slip.deposited_by_staff_id, 'deposited', 'floor_supervisor', 'pit_boss'
    );
  if (select count(distinct person) < 4 from unnest(v_people) as person) then
    perform pit_private.fail(
      'same_person', 'Who requested, issued, carried and verified it are four people.'
    );
  end if;
end
$$;

-- The steps of a form where they were: in order and past, the chips' moment not before the table's
-- last event, and all of them while this session ran.
create function pit_private.placed_on_paper(
  p_slip pit.fill_credit_slip, p_session pit.table_session, p_paper pit_private.paper
) returns pit.fill_credit_slip
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_slip pit.fill_credit_slip := p_slip;
  v_moment timestamptz;
begin
  if v_slip.deposited_at > clock_timestamp() then
    perform pit_private.fail('invalid_argument', 'That time is still to come.');
  end if;
  v_moment := pit_private.moment_to_write(
    p_slip.casino_id, p_slip.gaming_table_id, p_paper
  );
  v_slip.requested_at := pit_private.moment_after(
    p_slip.casino_id, v_slip.requested_at, 'the opening of its session',
    p_session.opened_at
  );
  if v_slip.kind = 'fill' then
    v_slip.verified_at := v_moment;
  else
    v_slip.requested_at := greatest(v_moment, v_slip.requested_at);
  end if;
  -- What moved within its minute takes the later steps of that minute along.
  v_slip.issued_at := greatest(v_slip.issued_at, v_slip.requested_at);
  v_slip.verified_at := greatest(v_slip.verified_at, v_slip.issued_at);
  v_slip.deposited_at := greatest(v_slip.deposited_at, v_slip.verified_at);
  return v_slip;
end
$$;

-- A slip goes into the box that is known to have been at the table then.
create function pit_private.check_paper_box(p_slip pit.fill_credit_slip) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_known constant text := pit_private.box_on_table(
    p_slip.casino_id, p_slip.gaming_table_id, p_slip.deposited_at + interval '1 microsecond'
  );
begin
  if v_known <> p_slip.drop_box_id then
    perform pit_private.fail(
      'invalid_argument', format('The drop box at this table was %s.', v_known)
    );
  end if;
end
$$;
