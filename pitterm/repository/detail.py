"""Everything recorded about one table, as far as the asking person may see it."""

from uuid import UUID

from pitterm.domain.detail import PAGE, SessionRecord, TableDetail, TimelineRow
from pitterm.domain.sessions import TableSession
from pitterm.repository.desk import Desk
from pitterm.repository.metrics import read_rundowns

SESSIONS = 50

_MOVES = """
select 'move' as kind, e.transition as what, e.id, e.occurred_at as at,
  null::timestamptz as counts_at, e.table_session_id as session_id, e.actor_id,
  null::uuid as second_id, null::timestamptz as signed_at, null::bigint as amount_cents,
  true as stands, false as is_artifact, e.reason::text as note, null::jsonb as chipset,
  null::text as label, null::text as box, null::text as seal, null::text as box_in,
  null::text as seal_in, null::text as tender, null::uuid as refers_to
from pit.table_session_event e where e.gaming_table_id = :table
"""

_COUNTS = """
select 'count', c.snapshot_type, c.id, c.counted_at, null,
  coalesce(c.table_session_id, (
    select s.id from pit.table_session s where s.opening_inventory_snapshot_id = c.id
  )),
  c.recorded_by_staff_id, c.counted_with_staff_id, g.signed_at, c.total_cents,
  not exists (select from pit.custody_void v where v.inventory_snapshot_id = c.id),
  exists (
    select from pit.table_session s
    where s.gaming_table_id = c.gaming_table_id and c.id in (
      s.opening_inventory_snapshot_id, s.closing_inventory_snapshot_id,
      s.expected_inventory_snapshot_id
    )
  ),
  c.note, c.chipset, null, null, null, null, null, null, null
from pit.table_inventory_snapshot c
left join pit.custody_signature g on g.record_id = c.id and g.record_kind = 'count'
where c.gaming_table_id = :table
"""

_DROPS = """
select 'drop', '', d.id, d.removed_at, null, d.table_session_id,
  d.removed_by_staff_id, d.witnessed_by_staff_id, g.signed_at, null,
  not exists (select from pit.custody_void v where v.drop_event_id = d.id),
  exists (select from pit.table_session s where s.drop_event_id = d.id),
  d.note, null, null, d.drop_box_id, d.seal_no, d.box_in_id, d.box_in_seal_no, null, null
from pit.table_drop_event d
left join pit.custody_signature g on g.record_id = d.id and g.record_kind = 'drop'
where d.gaming_table_id = :table
"""

_SLIPS = """
select 'slip', f.kind || ' ' || step.name, f.id, step.at, f.effective_at, f.table_session_id,
  step.actor_id, step.second_id, step.signed_at, f.amount_cents,
  f.status not in ('VOID', 'WITHDRAWN'), false,
  case when step.name = 'voided' then f.void_reason else f.note end, f.chipset, f.slip_label,
  case when step.name = 'deposited' then f.drop_box_id end, null, null, null, null, null
from pit.fill_credit_slip f
left join pit.custody_signature g on g.record_id = f.id and g.record_kind = 'slip_void'
cross join lateral (values
  ('requested', f.requested_at, f.requested_by_staff_id, null::uuid, null::timestamptz),
  ('issued', f.issued_at, f.issued_by_staff_id, null, null),
  ('carried', f.carried_at, f.runner_staff_id, null, null),
  ('verified', f.verified_at, f.verified_by_staff_id, f.runner_staff_id, f.carried_at),
  ('deposited', f.deposited_at, f.deposited_by_staff_id, null, null),
  ('voided', f.voided_at, f.voided_by_staff_id, f.void_witnessed_by_staff_id, g.signed_at),
  ('withdrawn', f.withdrawn_at, f.withdrawn_by_staff_id, null, null)
) step (name, at, actor_id, second_id, signed_at)
where f.gaming_table_id = :table and step.at is not null
"""

_ENTRIES = """
select 'entry', t.telemetry_kind, t.id, t.created_at, t.occurred_at, (
    select s.id from pit.table_session s
    where s.gaming_table_id = t.gaming_table_id and s.opened_at <= t.occurred_at
      and t.occurred_at < coalesce(s.closed_at, 'infinity')
  ),
  t.actor_id, null, null, t.amount_cents,
  not exists (select from pit.table_buyin_telemetry r where r.reverses_id = t.id), false,
  t.note, null, null, null, null, null, null, t.tender_type,
  coalesce(t.reverses_id, t.adjusts_id)
from pit.table_buyin_telemetry t where t.gaming_table_id = :table
"""

_VOIDS = """
select 'void', case when v.drop_event_id is null then 'count' else 'drop' end, v.id, v.voided_at,
  null, coalesce(c.table_session_id, d.table_session_id, (
    select s.id from pit.table_session s
    where s.opening_inventory_snapshot_id in (v.inventory_snapshot_id, v.replacing_snapshot_id)
  )),
  v.voided_by_staff_id, v.witnessed_by_staff_id, g.signed_at, n.total_cents, true, false,
  v.reason, n.chipset, null, m.drop_box_id, m.seal_no, null, null, null,
  coalesce(v.inventory_snapshot_id, v.drop_event_id)
from pit.custody_void v
left join pit.table_inventory_snapshot c on c.id = v.inventory_snapshot_id
left join pit.table_drop_event d on d.id = v.drop_event_id
left join pit.table_inventory_snapshot n on n.id = v.replacing_snapshot_id
left join pit.table_drop_event m on m.id = v.replacing_drop_event_id
left join pit.custody_signature g on g.record_id = v.id and g.record_kind = 'void'
where v.gaming_table_id = :table
"""

_RELEASES = """
select 'release', '', r.id, r.released_at, null, d.table_session_id,
  r.released_by_staff_id, null, null, r.amount_cents, true, false,
  null, null, null, d.drop_box_id, d.seal_no, null, null, null, d.id
from pit.drop_count r join pit.table_drop_event d on d.id = r.drop_event_id
where r.gaming_table_id = :table
"""

_LATE = """
case when l.id is not null then jsonb_build_object(
  'occurred_at', l.occurred_at, 'reason', l.reason, 'paper_number', l.paper_number,
  'entered_at', l.entered_at, 'entered_by', l.entered_by_staff_id
) end as late
"""
_RECORDS = " union all ".join((_MOVES, _COUNTS, _DROPS, _SLIPS, _ENTRIES, _VOIDS, _RELEASES))
_TIMELINE = (
    f"select record.*, {_LATE} from ({_RECORDS}) record"  # noqa: S608 - put together from the texts above
    " left join pit.late_entry l on l.record_id = record.id"
    " where cast(:session as uuid) is null or record.session_id = :session"
    " order by record.at desc, record.kind, record.id, record.what limit :limit"
)


async def read_table_detail(
    desk: Desk, table_id: UUID, session_id: UUID | None = None, limit: int = PAGE
) -> TableDetail:
    """The table's sessions, newest first, and the newest rows of one session's timeline.

    Without a session it is the whole table's timeline.
    """
    sessions = await desk.ask(
        "select * from pit.table_session where gaming_table_id = :table"
        " order by opened_at desc limit :limit",
        TableSession,
        table=table_id,
        limit=SESSIONS,
    )
    rundowns = await read_rundowns(desk, table_id, SESSIONS)
    rows = await desk.ask(
        _TIMELINE, TimelineRow, table=table_id, session=session_id, limit=limit + 1
    )
    came_to = {rundown.table_session_id: rundown for rundown in rundowns}
    return TableDetail(
        sessions=tuple(SessionRecord(session=s, rundown=came_to.get(s.id)) for s in sessions),
        timeline=tuple(rows[:limit]),
        is_cut=len(rows) > limit,
    )
