"""Reading what holds for the whole casino."""

from typing import Any

from pydantic import ConfigDict

from pitterm.domain.board import ChipMix, House, Pit, Pulse, Shift
from pitterm.domain.staff import StaffMember
from pitterm.domain.values import Row
from pitterm.repository.board import PULSE
from pitterm.repository.desk import Desk

_SETTINGS = """
select c.name as casino_name, s.time_zone,
  to_char(s.gaming_day_start, 'HH24:MI') as gaming_day_start,
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
"""


class _Settings(Row):
    model_config = ConfigDict(frozen=True, extra="allow")


async def read_house(desk: Desk) -> House:
    """The casino's settings, pits in order, shifts by start, and colleagues by name."""
    settings: dict[str, Any] = (await desk.ask_one(_SETTINGS, _Settings)).model_dump()
    pits = await desk.ask("select id, name, position from pit.pit order by position", Pit)
    shifts = await desk.ask(
        "select id, name, to_char(starts_at, 'HH24:MI') as starts_at"
        " from pit.shift order by starts_at",
        Shift,
    )
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
        mixes=tuple(mixes),
    )


async def ask_pulse(desk: Desk) -> Pulse:
    """The server's proof of life, asked at a desk."""
    return await desk.ask_one(PULSE, Pulse)
