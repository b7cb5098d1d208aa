"""What a timeline says about each record, and what its sheet says in full."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from pitterm.domain import money
from pitterm.domain.detail import TimelineKind, TimelineRow
from pitterm.domain.house import House
from pitterm.domain.paper import LateEntry
from pitterm.domain.telemetry import TelemetryKind, Tender
from pitterm.podium.dialogs.sheet import Figures
from pitterm.podium.widgets.cells import Cell, Tone
from pitterm.podium.widgets.record_table import RecordColumn, RecordLine
from pitterm.podium.wording import harmless, show_time, zone

MORE = "more"
COLUMNS = (
    RecordColumn("at", "recorded", 9),
    RecordColumn("what", "what", 0),
    RecordColumn("amount", "amount", 12, is_figure=True),
    RecordColumn("who", "who", 14),
)
_MOVES = {
    "open": "opened",
    "activate": "play began",
    "rundown": "rundown began",
    "resume": "rundown taken back",
    "close": "closed",
    "cancel": "cancelled",
    "count_attached": "owed count attached",
}
COUNTS = {"open": "opening count", "rundown": "spot count", "close": "closing count"}
_ENTRIES = {
    TelemetryKind.RATED: "rated buy-in",
    TelemetryKind.UNRATED: "unrated buy-in",
    TelemetryKind.REVERSAL: "reversal",
    TelemetryKind.ADJUSTMENT: "adjustment by finance",
}
_UNDONE = {TimelineKind.ENTRY: "reversed", TimelineKind.SLIP: "void or withdrawn"}
_LATE = timedelta(minutes=1)
LATE = "▲ late entry"


class Reader(NamedTuple):
    """Whose house it is and which day, so that times and names can be written."""

    names: Mapping[UUID, str]
    zone: ZoneInfo
    today: date | None

    @classmethod
    def of(cls, house: House, now: datetime | None) -> "Reader":
        """The house's names and clock."""
        house_zone = zone(house.time_zone)
        names = {colleague.id: harmless(colleague.name) for colleague in house.staff}
        return cls(names, house_zone, now.astimezone(house_zone).date() if now else None)

    def time(self, moment: datetime) -> str:
        """`22:12`, with the weekday when it was another day."""
        return show_time(moment, self.zone, self.today)

    def name(self, staff_id: UUID | None) -> str:
        """The person's name."""
        return self.names.get(staff_id, money.NO_FIGURE) if staff_id else money.NO_FIGURE


def line(row: TimelineRow, reader: Reader) -> RecordLine:
    """The row of the timeline."""
    tone = Tone.PLAIN if row.stands else Tone.QUIET
    amount = "" if row.amount_cents is None else money.show(row.amount_cents)
    return RecordLine(
        row.key,
        (
            Cell(reader.time(row.at), Tone.QUIET),
            Cell(f"{words(row)}{_standing(row)}{_remarks(row, reader)}", tone),
            Cell(amount, tone),
            Cell(reader.name(row.actor_id), Tone.QUIET),
        ),
    )


def more_line() -> RecordLine:
    """The last row of a timeline that goes on."""
    cells = ("", "▼ older records: enter reads them", "", "")
    return RecordLine(MORE, tuple(Cell(each, Tone.LIVE) for each in cells))


def words(row: TimelineRow) -> str:
    """What the record is, short."""
    match row.kind:
        case TimelineKind.MOVE:
            return _MOVES.get(row.what, row.what)
        case TimelineKind.COUNT:
            return COUNTS.get(row.what, "count")
        case TimelineKind.DROP:
            return f"box {harmless(row.box or '')} out"
        case TimelineKind.SLIP:
            kind, _, step = row.what.partition(" ")
            return f"{harmless(row.label or kind)} {step}"
        case TimelineKind.ENTRY:
            return f"{_ENTRIES[TelemetryKind(row.what)]}{_tender(row)}"
        case TimelineKind.VOID:
            return f"void of a {'drop record' if row.what == 'drop' else row.what}"
        case TimelineKind.RELEASE:
            return f"counted drop of box {harmless(row.box or '')}"


def signature(row: TimelineRow) -> str:
    """`signed` or `named only`; empty where there is no second person."""
    if row.second_id is None:
        return ""
    return "signed" if row.signed_at else "named only"


def facts(row: TimelineRow, reader: Reader) -> Figures:
    """Everything the record holds, for its sheet."""
    is_at_its_own_time = row.late is not None and row.kind is not TimelineKind.ENTRY
    figures = [
        (
            "happened" if is_at_its_own_time else "recorded",
            _at_and_by(row.at, row.actor_id, reader),
        ),
        *_late_facts(row, is_at_its_own_time, reader),
    ]
    if row.second_id is not None:
        when = f" {reader.time(row.signed_at)}" if row.signed_at else ""
        runner = "runner" if row.what.endswith("verified") else "second person"
        figures.append((runner, f"{reader.name(row.second_id)} · {signature(row)}{when}"))
    if row.kind is TimelineKind.ENTRY and row.counts_at is not None:
        figures.append(("counts at", reader.time(row.counts_at)))
    if row.amount_cents is not None:
        replacing = "right amount" if row.kind is TimelineKind.VOID else "amount"
        figures.append((replacing, money.show(row.amount_cents)))
    for name, value in (
        ("box out", row.box),
        ("seal", row.seal),
        ("box in", row.box_in),
        ("its seal", row.seal_in),
        ("reason" if row.kind is TimelineKind.VOID else "note", row.note),
    ):
        if value:
            figures.append((name, value))
    if not row.stands:
        figures.append(("stands", f"no, {_UNDONE.get(row.kind, 'voided')}"))
    return [*figures, *_chips(row)]


def _late_words(late: LateEntry) -> str:
    """`▲ late entry · form 4471`."""
    return f"{LATE}{_form(late)}"


def _form(late: LateEntry) -> str:
    return f" · form {harmless(late.paper_number)}" if late.paper_number else ""


def _late_remarks(row: TimelineRow, late: LateEntry, reader: Reader) -> list[str]:
    if row.kind is TimelineKind.ENTRY:
        return [f"{LATE} {reader.time(late.occurred_at)}{_form(late)}"]
    entered = _at_and_by(late.entered_at, late.entered_by, reader)
    return [LATE if row.kind is TimelineKind.SLIP else _late_words(late), f"entered {entered}"]


def _late_facts(
    row: TimelineRow, is_at_its_own_time: bool, reader: Reader
) -> list[tuple[str, str]]:
    late = row.late
    if late is None:
        return []
    entered = ("entered", _at_and_by(late.entered_at, late.entered_by, reader))
    return [
        ("from paper", _late_words(late)),
        *([entered] if is_at_its_own_time else []),
        ("why on paper", late.reason),
    ]


def _at_and_by(moment: datetime, staff_id: UUID | None, reader: Reader) -> str:
    return f"{reader.time(moment)} by {reader.name(staff_id)}"


def _chips(row: TimelineRow) -> list[tuple[str, str]]:
    chips = sorted((row.chipset or {}).items(), reverse=True)
    return [
        (f"{money.show(cents)} × {pieces:,}", money.show(cents * pieces))
        for cents, pieces in chips
        if pieces
    ]


def _standing(row: TimelineRow) -> str:
    if row.stands:
        return ""
    return f" · ✕ {_UNDONE.get(row.kind, 'voided')}"


def _remarks(row: TimelineRow, reader: Reader) -> str:
    remarks = []
    if row.late is not None:
        remarks += _late_remarks(row, row.late, reader)
    if row.box_in:
        remarks.append(f"{harmless(row.box_in)} in")
    if row.second_id is not None:
        remarks.append(signature(row))
    is_late = row.counts_at is not None and abs(row.at - row.counts_at) > _LATE
    if row.kind is TimelineKind.ENTRY and is_late and row.counts_at and row.late is None:
        remarks.append(f"counts at {reader.time(row.counts_at)}")
    if row.note:
        remarks.append(harmless(row.note))
    return "".join(f" · {each}" for each in remarks)


def _tender(row: TimelineRow) -> str:
    return "" if row.tender in (None, Tender.CASH) else f" ({row.tender})"
