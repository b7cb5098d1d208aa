"""A shift's sheet as lines of text: the same on the screen, in a file and on paper."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from pitterm.domain import money
from pitterm.domain.sheet_lines import (
    BENEATH,
    INDENT,
    WIDTH,
    LineTone,
    SheetText,
    at_clock,
    fit,
    item,
    section,
    wrapped,
)
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
from pitterm.domain.text import harmless
from pitterm.domain.values import Value

_LABEL = 7
"""Columns of a table's label; a longer one has a line of its own."""
_SLIP_WORDS = {
    SlipStatus.REQUESTED: "requested",
    SlipStatus.ISSUED: "issued",
    SlipStatus.VERIFIED: "verified",
    SlipStatus.DEPOSITED: "deposited",
    SlipStatus.VOID: "void",
    SlipStatus.WITHDRAWN: "withdrawn",
}


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
        *([_from_paper(body, zone)] if body.late_entries else []),
        _figures(body, frame),
    ]
    if sheet.is_signed:
        sections.append(_late(sheet, zone))
    written: list[SheetText] = []
    for before, these in zip([[], *sections], sections, strict=False):
        if len(before) > 1 or (before and len(these) > 1):
            written.append(SheetText(""))
        written += these
    return tuple(written)


def as_text(written: Iterable[SheetText]) -> str:
    """The lines as one file."""
    return "".join(f"{line.text.rstrip()}\n" for line in written)


def _head(sheet: Sheet, frame: Frame) -> list[SheetText]:
    zone = frame.zone
    whose = harmless(frame.casino_name)
    if frame.pit_name is not None:
        whose += f" · pit {harmless(frame.pit_name)}"
    period = f"{at_clock(sheet.window_start, zone)} → {at_clock(sheet.window_end, zone)}"
    head = [
        SheetText(fit(f"SHIFT SHEET  {whose}"), LineTone.HEADING),
        SheetText(fit(f"{harmless(frame.title)} · {period} · {frame.zone_name}")),
    ]
    if sheet.signed_at is None:
        as_of = f", as of {at_clock(frame.as_of, zone)}" if frame.as_of else ""
        head.append(SheetText(f"Not signed{as_of}; figures still move.", LineTone.QUIET))
        return head
    outgoing = _name(sheet.outgoing_staff_id, frame)
    signed = f"Outgoing  signed {at_clock(sheet.signed_at, zone)} by {outgoing}; figures frozen"
    head.append(SheetText(fit(signed)))
    if sheet.incoming_signed_at is None:
        head.append(SheetText("Incoming  ▲ not signed yet", LineTone.ALERT))
    else:
        incoming = _name(sheet.incoming_staff_id, frame)
        at = at_clock(sheet.incoming_signed_at, zone)
        head.append(SheetText(fit(f"Incoming  signed {at} by {incoming}")))
    return head


def _open_items(sheet: Sheet, frame: Frame) -> list[list[SheetText]]:
    body, zone = sheet.body, frame.zone
    live = [
        item(
            table.table_label,
            f"{table.status:<7} since {at_clock(table.opened_at, zone)}",
            "▲ no change count"
            if table.change_count_at is None
            else f"change count {clock(table.change_count_at, zone)}"
            f" {money.show(table.change_count_cents)}",
        )
        for table in body.live
    ]
    slips = [
        item(
            slip.table_label,
            f"▲ {slip.kind} {money.show(slip.amount_cents)} {_SLIP_WORDS[slip.status]}",
            f"{harmless(slip.slip_label) if slip.slip_label else 'no number yet'}"
            f" · since {at_clock(slip.requested_at, zone)}",
        )
        for slip in body.slips_in_flight
    ]
    owed = [
        item(each.table_label, f"▲ closed {at_clock(each.closed_at, zone)} without a count")
        for each in body.counts_owed
    ]
    boxes = [
        item(each.table_label, f"▲ closed {at_clock(each.closed_at, zone)}, no box since")
        for each in body.boxes_not_recorded
    ]
    found = [
        section("Tables live", live),
        section("Slips in flight", slips),
        section("Counts owed", owed),
        section("Boxes not recorded", boxes),
        section("Open alerts", _alerts(body, zone)),
    ]
    if not sheet.is_signed:
        entries = "entry is" if frame.waiting == 1 else "entries are"
        waiting = [f"{INDENT}▲ {frame.waiting} {entries} not in the books yet"]
        found.append(section("Waiting on this terminal", waiting if frame.waiting else []))
    return found


def _alerts(body: SheetBody, zone: ZoneInfo) -> list[str]:
    found = []
    for each in body.alerts:
        since = f"since {at_clock(each.since, zone)}"
        if each.acknowledged_at is None:
            found.append(item(each.table_label, f"▲ {each.kind.words}", since))
        else:
            seen = f"{since}, acknowledged {at_clock(each.acknowledged_at, zone)}"
            found.append(item(each.table_label, f"✓ {each.kind.words}", seen))
    return found


def _discrepancies(body: SheetBody, zone: ZoneInfo) -> list[SheetText]:
    found: list[str] = []
    for each in body.discrepancies:
        duty = "▲ regulator" if each.is_regulatory else "▲ report" if each.is_reportable else ""
        amount = money.show_change(each.discrepancy_cents)
        found.append(
            item(
                each.table_label,
                f"{amount} at {at_clock(each.opener_at, zone)}",
                f"opener {money.show(each.opener_cents)},"
                f" expected {money.show(each.expected_cents)}",
            )
        )
        note = f"note: {harmless(each.note)}" if each.note else "▲ no note"
        found += wrapped(f"{duty} · {note}" if duty else note, BENEATH)
    return section("Discrepancies between runs", found)


def _big_entries(body: SheetBody, zone: ZoneInfo) -> list[SheetText]:
    found = [
        item(
            each.table_label,
            f"{money.show(each.amount_cents)} {each.tender}",
            f"{at_clock(each.occurred_at, zone)} by {harmless(each.actor_name)}",
        )
        for each in body.big_entries
    ]
    return section("Big entries", found)


def _from_paper(body: SheetBody, zone: ZoneInfo) -> list[SheetText]:
    found: list[str] = []
    for each in body.late_entries:
        form = f", form {harmless(each.paper_number)}" if each.paper_number else ""
        what = f"▲ {each.record_kind.words} of {at_clock(each.occurred_at, zone)}{form}"
        who = f"entered {at_clock(each.entered_at, zone)} by {harmless(each.entered_by)}"
        found += [item(each.table_label, what), *wrapped(who, BENEATH)]
        found += wrapped(f"why: {harmless(each.reason)}", BENEATH)
    return section("Late entries from paper", found)


def _figures(body: SheetBody, frame: Frame) -> list[SheetText]:
    head = (
        f"{'':<{_LABEL}} {'est. drop':>10}  {'est. win/loss':<29} {'fills':>8} {'credits':>8} grade"
    )
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
    name = harmless(line.name)
    is_long = len(name) > _LABEL
    columns = (
        f"{'' if is_long else name:<{_LABEL}} {money.show(line.est_drop_cents):>10}"
        f"  {win_words(line, zone):<29} {money.show(line.fills_cents):>8}"
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
        *([SheetText(fit(name))] if is_long else []),
        SheetText(fit(columns)),
        *(SheetText(each, LineTone.QUIET) for each in wrapped(words, 9)),
    ]


def _late(sheet: Sheet, zone: ZoneInfo) -> list[SheetText]:
    found: list[str] = []
    for each in sheet.late:
        found += _late_lines(each, zone)
    return section("Late: recorded after the signature, in no figure above", found)


def _late_lines(each: LateRecord, zone: ZoneInfo) -> list[str]:
    amount = f" {money.show(each.amount_cents)}" if each.amount_cents is not None else ""
    when = f" of {at_clock(each.occurred_at, zone)}" if each.occurred_at else ""
    what = f"▲ {each.kind}{amount}{when}"
    if each.is_from_paper:
        what += f" from paper{f', form {harmless(each.paper_number)}' if each.paper_number else ''}"
    who = f"recorded {at_clock(each.recorded_at, zone)} by {harmless(each.actor_name)}"
    return [item(each.table_label, what), *wrapped(who, BENEATH)]


def _name(staff_id: UUID | None, frame: Frame) -> str:
    name = frame.people.get(staff_id) if staff_id else None
    return harmless(name) if name else "somebody no longer listed"
