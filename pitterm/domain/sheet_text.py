"""A shift's sheet as lines of text: the same on the screen, in a file and on paper."""

import textwrap
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from pitterm.domain import money
from pitterm.domain.sheets import LateRecord, Sheet, SheetBody
from pitterm.domain.shift_lines import (
    ShiftLine,
    asides,
    clock,
    counted_words,
    hold_words,
    missing_words,
    win_words,
)
from pitterm.domain.slips import SlipStatus
from pitterm.domain.text import printable
from pitterm.domain.values import Value

WIDTH = 76
"""Columns every line fits."""
_INDENT = " " * 2
_BENEATH = 11
"""Where a line goes on beneath an item's words."""
_SLIP_WORDS = {
    SlipStatus.REQUESTED: "requested",
    SlipStatus.ISSUED: "issued",
    SlipStatus.VERIFIED: "verified",
    SlipStatus.DEPOSITED: "deposited",
    SlipStatus.VOID: "void",
    SlipStatus.WITHDRAWN: "withdrawn",
}


class LineTone(StrEnum):
    """What a line is, for whoever gives it colour."""

    HEADING = "heading"
    PLAIN = "plain"
    QUIET = "quiet"
    ALERT = "alert"


class SheetText(NamedTuple):
    """One line of the sheet."""

    text: str
    tone: LineTone = LineTone.PLAIN


class Frame(Value):
    """What a sheet does not say itself: whose house it is, its people and this terminal."""

    casino_name: str
    zone_name: str
    title: str
    """The shift with its gaming day, such as `swing, Thu 15 Jan`."""
    pit_name: str | None
    as_of: datetime | None
    people: Mapping[UUID, str]
    waiting: int = 0
    """Entries of this terminal that are not in the books yet."""

    @property
    def zone(self) -> ZoneInfo:
        """The house's time zone."""
        return ZoneInfo(self.zone_name)


def lines(sheet: Sheet, frame: Frame) -> tuple[SheetText, ...]:
    """The whole sheet, every line within `WIDTH` columns."""
    body, zone = sheet.body, frame.zone
    sections = [
        _head(sheet, frame),
        *_open_items(sheet, frame),
        _discrepancies(body, zone),
        _big_entries(body, zone),
        _figures(body, frame),
    ]
    if sheet.is_signed:
        sections.append(_late(sheet, zone))
    written: list[SheetText] = []
    for before, section in zip([[], *sections], sections, strict=False):
        if len(before) > 1 or (before and len(section) > 1):
            written.append(SheetText(""))
        written += section
    return tuple(written)


def as_text(written: Iterable[SheetText]) -> str:
    """The lines as one file."""
    return "".join(f"{line.text.rstrip()}\n" for line in written)


def _head(sheet: Sheet, frame: Frame) -> list[SheetText]:
    zone = frame.zone
    whose = printable(frame.casino_name)
    if frame.pit_name is not None:
        whose += f" · pit {printable(frame.pit_name)}"
    period = f"{_at(sheet.window_start, zone)} → {_at(sheet.window_end, zone)}"
    head = [
        SheetText(_fit(f"SHIFT SHEET  {whose}"), LineTone.HEADING),
        SheetText(_fit(f"{printable(frame.title)} · {period} · {frame.zone_name}")),
    ]
    if sheet.signed_at is None:
        as_of = f", as of {_at(frame.as_of, zone)}" if frame.as_of else ""
        head.append(SheetText(f"Not signed{as_of}; figures still move.", LineTone.QUIET))
        return head
    outgoing = _name(sheet.outgoing_staff_id, frame)
    signed = f"Outgoing  signed {_at(sheet.signed_at, zone)} by {outgoing}; figures frozen"
    head.append(SheetText(_fit(signed)))
    if sheet.incoming_signed_at is None:
        head.append(SheetText("Incoming  ▲ not signed yet", LineTone.ALERT))
    else:
        incoming = _name(sheet.incoming_staff_id, frame)
        at = _at(sheet.incoming_signed_at, zone)
        head.append(SheetText(_fit(f"Incoming  signed {at} by {incoming}")))
    return head


def _open_items(sheet: Sheet, frame: Frame) -> list[list[SheetText]]:
    body, zone = sheet.body, frame.zone
    live = [
        _item(
            table.table_label,
            f"{table.status:<7} since {_at(table.opened_at, zone)}",
            "▲ no change count"
            if table.change_count_at is None
            else f"change count {clock(table.change_count_at, zone)}"
            f" {money.show(table.change_count_cents)}",
        )
        for table in body.live
    ]
    slips = [
        _item(
            slip.table_label,
            f"▲ {slip.kind} {money.show(slip.amount_cents)} {_SLIP_WORDS[slip.status]}",
            f"{printable(slip.slip_label) if slip.slip_label else 'no number yet'}"
            f" · since {_at(slip.requested_at, zone)}",
        )
        for slip in body.slips_in_flight
    ]
    owed = [
        _item(each.table_label, f"▲ closed {_at(each.closed_at, zone)} without a count")
        for each in body.counts_owed
    ]
    boxes = [
        _item(each.table_label, f"▲ closed {_at(each.closed_at, zone)}, no box since")
        for each in body.boxes_not_recorded
    ]
    found = [
        _section("Tables live", live),
        _section("Slips in flight", slips),
        _section("Counts owed", owed),
        _section("Boxes not recorded", boxes),
    ]
    if not sheet.is_signed:
        entries = "entry is" if frame.waiting == 1 else "entries are"
        waiting = [f"{_INDENT}▲ {frame.waiting} {entries} not in the books yet"]
        found.append(_section("Waiting on this terminal", waiting if frame.waiting else []))
    return found


def _discrepancies(body: SheetBody, zone: ZoneInfo) -> list[SheetText]:
    found: list[str] = []
    for each in body.discrepancies:
        duty = "▲ regulator" if each.is_regulatory else "▲ report" if each.is_reportable else ""
        amount = money.show_change(each.discrepancy_cents)
        found.append(
            _item(
                each.table_label,
                f"{amount} at {_at(each.opener_at, zone)}",
                f"opener {money.show(each.opener_cents)},"
                f" expected {money.show(each.expected_cents)}",
            )
        )
        note = f"note: {printable(each.note)}" if each.note else "▲ no note"
        found += _wrapped(f"{duty} · {note}" if duty else note, _BENEATH)
    return _section("Discrepancies between runs", found)


def _big_entries(body: SheetBody, zone: ZoneInfo) -> list[SheetText]:
    found = [
        _item(
            each.table_label,
            f"{money.show(each.amount_cents)} {each.tender}",
            f"{_at(each.occurred_at, zone)} by {printable(each.actor_name)}",
        )
        for each in body.big_entries
    ]
    return _section("Big entries", found)


def _figures(body: SheetBody, frame: Frame) -> list[SheetText]:
    head = f"{'':<8} {'est. drop':>10} {'est. win/loss':<29} {'fills':>8} {'credits':>8} grade"
    written = [SheetText("Figures of this window", LineTone.HEADING)]
    written.append(SheetText(head, LineTone.QUIET))
    for line in body.table_lines():
        written += _figure_lines(line, frame.zone)
    total = body.sum_line(frame.casino_name)
    if total is not None:
        written.append(SheetText("─" * WIDTH, LineTone.QUIET))
        written += _figure_lines(total.model_copy(update={"name": "sum"}), frame.zone)
    return written


def _figure_lines(line: ShiftLine, zone: ZoneInfo) -> list[SheetText]:
    columns = (
        f"{printable(line.name)[:8]:<8} {money.show(line.est_drop_cents):>10}"
        f" {win_words(line, zone):<29} {money.show(line.fills_cents):>8}"
        f" {money.show(line.credits_cents):>8} {line.grade}"
    )
    beside = [line.coverage_words, *asides(line)]
    if line.counted_drop_cents is not None or line.present is not None:
        beside.append(counted_words(line, zone))
    elif line.hold_percent is not None:
        beside.append(f"hold {hold_words(line)}")
    beside.append(missing_words(line))
    words = " · ".join(part for part in beside if part)
    return [
        SheetText(_fit(columns)),
        *(SheetText(each, LineTone.QUIET) for each in _wrapped(words, 9)),
    ]


def _late(sheet: Sheet, zone: ZoneInfo) -> list[SheetText]:
    found: list[str] = []
    for each in sheet.late:
        found += _late_lines(each, zone)
    return _section("Late: recorded after the signature, in no figure above", found)


def _late_lines(each: LateRecord, zone: ZoneInfo) -> list[str]:
    amount = f" {money.show(each.amount_cents)}" if each.amount_cents is not None else ""
    when = f" of {_at(each.occurred_at, zone)}" if each.occurred_at else ""
    what = f"▲ {each.kind}{amount}{when}"
    who = f"recorded {_at(each.recorded_at, zone)} by {printable(each.actor_name)}"
    return [_item(each.table_label, what), *_wrapped(who, _BENEATH)]


def _section(heading: str, found: list[str]) -> list[SheetText]:
    """A heading with how many, and its lines; an empty one says so on one line."""
    if not found:
        return [SheetText(f"{heading}: none", LineTone.QUIET)]
    written = [SheetText(heading, LineTone.HEADING)]
    for line in found:
        tone = LineTone.ALERT if "▲" in line else LineTone.PLAIN
        written += [SheetText(each, tone) for each in _kept_whole(line)]
    return written


def _item(label: str, first: str, second: str = "") -> str:
    return f"{_INDENT}{printable(label):<8} {first:<26} {second}".rstrip()


def _wrapped(words: str, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(words, WIDTH, initial_indent=space, subsequent_indent=space)


def _kept_whole(line: str) -> list[str]:
    """A line that does not fit goes on beneath itself."""
    indent = " " * (len(line) - len(line.lstrip()) + 9)
    return textwrap.wrap(line, WIDTH, subsequent_indent=indent)


def _fit(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"


def _name(staff_id: UUID | None, frame: Frame) -> str:
    name = frame.people.get(staff_id) if staff_id else None
    return printable(name) if name else "somebody no longer listed"


def _at(moment: datetime, zone: ZoneInfo) -> str:
    """`15 Jan 22:00`: a sheet may be read long after its night."""
    local = moment.astimezone(zone)
    return f"{local.day} {local:%b %H:%M}"
