-- When the box that took the last of a session's play left the table; NULL while it has not.
create function pit_private.box_left_at(p_session pit.table_session) returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select min(d.removed_at) from pit_private.standing_drop d
  where d.casino_id = p_session.casino_id and d.gaming_table_id = p_session.gaming_table_id
    and d.removed_at >= pit_private.play_ended_at(p_session)
$$;

-- Whether this person opened, closed, counted, witnessed, logged, moved chips or corrected anything
-- in a session, or took out its boxes or entered what they held, also after its close.
create function pit_private.acted_in_session(p_session pit.table_session, p_staff_id uuid)
returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from pit.table_session_event e
    where e.casino_id = p_session.casino_id and e.table_session_id = p_session.id
      and e.actor_id = p_staff_id
  ) or exists (
    select from pit.table_inventory_snapshot c
    where c.casino_id = p_session.casino_id and c.gaming_table_id = p_session.gaming_table_id
      and (
        c.table_session_id = p_session.id
        or c.id in (
          p_session.expected_inventory_snapshot_id, p_session.opening_inventory_snapshot_id,
          p_session.closing_inventory_snapshot_id
        )
      )
      and p_staff_id in (c.recorded_by_staff_id, c.counted_with_staff_id)
  ) or exists (
    select from pit.table_drop_event d
    left join pit.drop_count_entry n on n.casino_id = d.casino_id and n.drop_event_id = d.id
    where d.casino_id = p_session.casino_id and d.gaming_table_id = p_session.gaming_table_id
      and d.removed_at > p_session.opened_at
      and d.removed_at <= coalesce(pit_private.box_left_at(p_session), 'infinity')
      and p_staff_id in (d.removed_by_staff_id, d.witnessed_by_staff_id, n.entered_by_staff_id)
  ) or exists (
    select from pit.fill_credit_slip s
    where s.casino_id = p_session.casino_id and s.table_session_id = p_session.id
      and p_staff_id in (
        s.requested_by_staff_id, s.issued_by_staff_id, s.runner_staff_id, s.verified_by_staff_id,
        s.deposited_by_staff_id, s.voided_by_staff_id, s.void_witnessed_by_staff_id,
        s.withdrawn_by_staff_id
      )
  ) or exists (
    select from pit.table_buyin_telemetry b
    where b.casino_id = p_session.casino_id and b.gaming_table_id = p_session.gaming_table_id
      and b.occurred_at >= p_session.opened_at
      and b.occurred_at < coalesce(p_session.closed_at, 'infinity')
      and b.actor_id = p_staff_id
  ) or exists (
    select from pit.late_entry l
    where l.casino_id = p_session.casino_id and l.gaming_table_id = p_session.gaming_table_id
      and l.occurred_at >= p_session.opened_at
      and l.occurred_at <= coalesce(p_session.closed_at, 'infinity')
      and l.entered_by_staff_id = p_staff_id
  ) or exists (
    select from pit.custody_void v
    where v.casino_id = p_session.casino_id and v.gaming_table_id = p_session.gaming_table_id
      and v.voided_at >= p_session.opened_at
      and p_staff_id in (v.voided_by_staff_id, v.witnessed_by_staff_id)
  )
$$;

-- Whether every box the session's play went into has left the table and its count is released, by a
-- transaction before this one.
create function pit_private.boxes_are_released(p_session pit.table_session) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select pit_private.box_left_at(p_session) is not null and not exists (
    select from pit_private.standing_drop d
    where d.casino_id = p_session.casino_id and d.gaming_table_id = p_session.gaming_table_id
      and d.removed_at > p_session.opened_at
      and d.removed_at <= pit_private.box_left_at(p_session)
      and not exists (
        select from pit.drop_count c
        where c.casino_id = d.casino_id and c.drop_event_id = d.id
          and pit_private.is_told(c.released_in)
      )
  )
$$;
