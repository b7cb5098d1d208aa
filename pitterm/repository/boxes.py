"""Which drop box is on which table, and whether somebody's play is in it."""

from uuid import UUID

from pitterm.domain.values import Row
from pitterm.repository.desk import Desk

_BOXES = """
select t.id as gaming_table_id, d.box_in_id,
  exists (
    select from pit.table_session s
    left join pit.table_inventory_snapshot c on c.id = s.closing_inventory_snapshot_id
    where s.gaming_table_id = t.id and s.close_reason is distinct from 'cancelled'
      and coalesce(c.counted_at, s.closed_at, 'infinity') > coalesce(d.removed_at, '-infinity')
  ) as is_in_use
from pit.gaming_table t
left join lateral (
  select e.removed_at, e.box_in_id from pit.table_drop_event e
  where e.gaming_table_id = t.id
    and not exists (select from pit.custody_void v where v.drop_event_id = e.id)
  order by e.removed_at desc
  limit 1
) d on true
"""


class TableBox(Row):
    """The box on a table as far as it is known; in use since some play began."""

    gaming_table_id: UUID
    box_in_id: str | None
    is_in_use: bool


async def read_boxes(desk: Desk) -> list[TableBox]:
    """One row for every table of the casino."""
    return await desk.ask(_BOXES, TableBox)
