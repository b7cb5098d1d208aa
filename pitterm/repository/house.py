"""Reading what holds for the whole casino."""

from datetime import date
from typing import Any

from pydantic import ConfigDict

from pitterm.domain.board import Pulse
from pitterm.domain.house import ChipMix, House, Pit, Shift, ShiftChange
from pitterm.domain.staff import StaffMember
from pitterm.domain.values import Row
from pitterm.repository.board import PULSE
from pitterm.repository.desk import Desk

# The casino's clock and shifts stand in its settings until the first dated hours begin.
_IN_FORCE = """
left join lateral (
  select h.* from pit.casino_hours h
  where h.casino_id = s.casino_id and h.begins_at <= statement_timestamp()
  order by h.begins_at desc
  limit 1
) h on true
"""
_SETTINGS = f"""
select c.name as casino_name, coalesce(h.time_zone, s.time_zone) as time_zone,
  to_char(coalesce(h.gaming_day_start, s.gaming_day_start), 'HH24:MI') as gaming_day_start,
  s.quick_amounts_cents, s.unusual_amount_cents, s.opening_count_required,
  s.closing_count_required, s.count_signature,
  s.idle_lock_seconds, s.undo_seconds, s.same_amount_seconds,
  s.alert_slip_seconds, s.alert_opening_count_seconds, s.alert_change_count_seconds,
  s.alert_rundown_seconds, s.alert_no_entry_seconds, s.alert_need_cents,
  s.alert_wall_count_seconds,
  json_build_object(
    'code', s.currency, 'symbol', s.currency_symbol, 'minor_units', s.currency_minor_units
  ) as currency
from pit.casino c join pit.casino_settings s on s.casino_id = c.id
{_IN_FORCE}
"""  # noqa: S608 - put together from the text above
_SHIFTS = f"""
select s.id, s.name, to_char(n.starts_at, 'HH24:MI') as starts_at
from pit.shift s
{_IN_FORCE}
left join pit.shift_hours d on d.effective_from = h.effective_from and d.shift_id = s.id
cross join lateral (
  select case when h.effective_from is null then s.starts_at else d.starts_at end as starts_at
) n
where n.starts_at is not null
order by n.starts_at
"""  # noqa: S608 - put together from the text above
# The shift that runs when they begin is the one that started last by their own clock.
_NEXT_HOURS = """
select h.begins_at as at, s.name
from pit.casino_hours h
join pit.shift_hours d on d.effective_from = h.effective_from
join pit.shift s on s.id = d.shift_id
where h.begins_at > statement_timestamp()
order by h.begins_at, d.starts_at <= h.gaming_day_start desc, d.starts_at desc
limit 1
"""
_CLOCK = """
select coalesce(h.time_zone, s.time_zone) as time_zone,
  to_char(coalesce(h.gaming_day_start, s.gaming_day_start), 'HH24:MI') as gaming_day_start
from pit.casino_settings s
left join (
  select h.* from pit.casino_hours h where h.effective_from <= cast(:day as date)
  order by h.effective_from desc
  limit 1
) h on true
"""


class Clock(Row):
    """A gaming day's own time zone, and its start as `HH:MM`."""

    time_zone: str
    gaming_day_start: str


class _Settings(Row):
    model_config = ConfigDict(frozen=True, extra="allow")


async def read_house(desk: Desk) -> House:
    """The casino's settings, pits in order, shifts by start, and colleagues by name."""
    settings: dict[str, Any] = (await desk.ask_one(_SETTINGS, _Settings)).model_dump()
    pits = await desk.ask("select id, name, position from pit.pit order by position", Pit)
    shifts = await desk.ask(_SHIFTS, Shift)
    next_hours = await desk.ask(_NEXT_HOURS, ShiftChange)
    staff = await desk.ask(
        "select id, name, role, is_active from pit.staff order by name", StaffMember
    )
    mixes = await desk.ask(
        "select id, game, name, position, shares from pit.chip_mix where position is not null"
        " order by game, position",
        ChipMix,
    )
    return House(
        **settings,
        pits=tuple(pits),
        shifts=tuple(shifts),
        staff=tuple(staff),
        next_hours=next(iter(next_hours), None),
        mixes=tuple(mixes),
    )


async def read_clock(desk: Desk, day: date) -> Clock:
    """The clock that holds on this gaming day."""
    return await desk.ask_one(_CLOCK, Clock, day=day)


async def ask_pulse(desk: Desk) -> Pulse:
    """The server's proof of life, asked at a desk."""
    return await desk.ask_one(PULSE, Pulse)
