"""What truly happened at a table, and the figures that follow from it for any window.

The books know the bets, the cash in the box and the chips that moved; the server knows counts and
what people wrote down. Where both come to the same cents, the server's arithmetic is right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

Figures = dict[str, object]
"""A row of the metrics in the server's own names."""


@dataclass(frozen=True)
class Reading:
    """What was true when the tray was counted."""

    at: datetime
    tray_cents: int
    won_cents: int
    """What the bets had brought by then, since the table's books began."""
    cash_cents: int
    """What had gone into its boxes by then."""


@dataclass(frozen=True)
class Entry:
    """One line of the telemetry as somebody wrote it; a mistake stands there twice."""

    at: datetime
    cents: int
    is_rated: bool
    goes_into_the_box: bool

    def taken_back(self) -> "Entry":
        return replace(self, cents=-self.cents)


@dataclass(frozen=True)
class Movement:
    """Chips between table and cage, at the time they count; a credit is negative."""

    at: datetime
    cents: int


@dataclass
class Box:
    """A drop box that left the table, with what lies in it."""

    removed_at: datetime
    content_cents: int
    is_released: bool = False


@dataclass
class Run:
    """One session: the count it is held against, then its own in order of time."""

    session_id: UUID
    opened_at: datetime
    closed_at: datetime | None = None
    readings: list[Reading] = field(default_factory=list)
    is_counted_out: bool = False
    """Whether the last reading is the count the session closed with."""
    surprise_cents: int | None = None
    """Opener minus previous closer."""

    @property
    def ended_at(self) -> datetime | None:
        """When its play stopped filling the box."""
        return self.readings[-1].at if self.is_counted_out else None

    @property
    def won_cents(self) -> int:
        return self.readings[-1].won_cents - self.readings[0].won_cents

    def span(self, start: datetime, end: datetime) -> tuple[Reading, Reading] | None:
        """The first and the last count of the segments that end in the window."""
        pairs = zip(self.readings, self.readings[1:], strict=False)
        inside = [pair for pair in pairs if start <= pair[1].at < end]
        return (inside[0][0], inside[-1][1]) if inside else None


@dataclass
class Books:
    """One table's truth, written while it is played."""

    label: str
    table_id: UUID
    pit_id: UUID | None
    game: str
    runs: list[Run] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def figures(self, start: datetime, end: datetime) -> Figures:
        """The table's row of a window [start, end)."""
        spans = [span for run in self.runs if (span := run.span(start, end)) is not None]
        until = max((last.at for _, last in spans), default=None)
        logged = [entry for entry in self.entries if start <= entry.at < end]
        since = [entry for entry in logged if until is None or entry.at > until]
        after = [each for each in self._moved(start, end) if until is None or each.at > until]
        surprises = [
            run.surprise_cents
            for run in self.runs
            if run.surprise_cents is not None and start <= run.opened_at < end
        ]
        return {
            **self._recorded(start, end),
            **self._results(spans),
            "drop_custody_present": any(start <= box.removed_at < end for box in self.boxes),
            "telemetry_quality": _coverage(logged),
            "missing_closing_snapshot": not spans,
            "since_count_buyins_cents": _box_cents(since) if logged else None,
            "since_count_fills_cents": sum(each.cents for each in after if each.cents > 0),
            "since_count_credits_cents": -sum(each.cents for each in after if each.cents < 0),
            "discrepancy_cents": sum(surprises) if surprises else None,
            "outside_session_cents": None,
            **self._counted(start, end),
        }

    def session_figures(self, run: Run, start: datetime, end: datetime) -> Figures:
        """What of a window belongs to one session."""
        span = run.span(start, end)
        begins = max(start, run.opened_at)
        ends = min(end, run.closed_at) if run.closed_at is not None else end
        results = self._results([] if span is None else [span])
        kept = ("win_loss_inventory_cents", "win_loss_estimated_cents", "win_from", "win_to")
        return {**self._recorded(begins, ends), **{name: results[name] for name in kept}}

    def _moved(self, start: datetime, end: datetime) -> list[Movement]:
        return [each for each in self.movements if start <= each.at < end]

    def _recorded(self, start: datetime, end: datetime) -> Figures:
        """Fills, credits and entries of the whole window."""
        moved = self._moved(start, end)
        logged = [entry for entry in self.entries if start <= entry.at < end]
        rated = [entry for entry in logged if entry.is_rated]
        unrated = [entry for entry in logged if not entry.is_rated]
        return {
            "fills_total_cents": sum(each.cents for each in moved if each.cents > 0),
            "credits_total_cents": -sum(each.cents for each in moved if each.cents < 0),
            "estimated_drop_rated_cents": _box_cents(rated) if rated else None,
            "estimated_drop_grind_cents": _box_cents(unrated) if unrated else None,
            "estimated_drop_buyins_cents": _box_cents(logged) if logged else None,
        }

    def _results(self, spans: Sequence[tuple[Reading, Reading]]) -> Figures:
        """Between counts: what the bets brought, less cash in the box, plus what was logged."""
        if not spans:
            return dict.fromkeys(_RESULTS)
        logged = [
            [entry for entry in self.entries if first.at < entry.at <= last.at]
            for first, last in spans
        ]
        won = sum(last.won_cents - first.won_cents for first, last in spans)
        cash = sum(last.cash_cents - first.cash_cents for first, last in spans)
        written = sum(_box_cents(entries) for entries in logged)
        first, last = spans[0][0], spans[-1][1]
        return {
            "win_loss_inventory_cents": won - cash,
            "win_loss_estimated_cents": won - cash + written if all(logged) else None,
            "win_from": first.at,
            "win_to": last.at,
            "opening_bankroll_total_cents": first.tray_cents,
            "closing_bankroll_total_cents": last.tray_cents,
        }

    def _counted(self, start: datetime, end: datetime) -> Figures:
        """Over whole drop periods: what the bets brought, and what was found in the boxes."""
        blocks = [
            (runs, boxes)
            for runs, boxes in self._blocks()
            if (ended := runs[-1].ended_at) is not None and start <= ended < end
        ]
        is_known = bool(blocks) and all(
            boxes and all(box.is_released for box in boxes) for _, boxes in blocks
        )
        if not is_known:
            return dict.fromkeys(("counted_drop_cents", "counted_win_cents", "hold_percent"))
        drop = sum(box.content_cents for _, boxes in blocks for box in boxes)
        won = sum(run.won_cents for runs, _ in blocks for run in runs)
        return {
            "counted_drop_cents": drop,
            "counted_win_cents": won,
            "hold_percent": percent(won, drop),
        }

    def _blocks(self) -> Iterable[tuple[list[Run], list[Box]]]:
        """Sessions with the boxes they filled, cut where a box left and nobody was playing."""
        runs: list[Run] = []
        boxes: list[Box] = []
        waiting = sorted(self.boxes, key=lambda box: box.removed_at)
        for place, run in enumerate(self.runs):
            runs.append(run)
            follows = self.runs[place + 1].opened_at if place + 1 < len(self.runs) else None
            while waiting and (follows is None or waiting[0].removed_at < follows):
                boxes.append(waiting.pop(0))
            is_clean = run.ended_at is not None and boxes and boxes[-1].removed_at >= run.ended_at
            if is_clean:
                yield runs, boxes
                runs, boxes = [], []
        if runs:
            yield runs, []


_RESULTS = (
    "win_loss_inventory_cents",
    "win_loss_estimated_cents",
    "win_from",
    "win_to",
)

_SUMMED = (
    "fills_total_cents",
    "credits_total_cents",
    "estimated_drop_rated_cents",
    "estimated_drop_grind_cents",
    "estimated_drop_buyins_cents",
    "win_loss_inventory_cents",
    "win_loss_estimated_cents",
    "since_count_buyins_cents",
    "since_count_fills_cents",
    "since_count_credits_cents",
    "discrepancy_cents",
    "outside_session_cents",
    "counted_drop_cents",
    "counted_win_cents",
)


def summed(tables: Sequence[Figures]) -> Figures:
    """The row of a pit or casino: sums of what is known, and of how many tables."""
    counted = [each for each in tables if each["counted_win_cents"] is not None]
    drops, wins = (
        sum(_whole(each[name]) for each in counted)
        for name in ("counted_drop_cents", "counted_win_cents")
    )
    return {
        "tables": len(tables),
        "tables_with_closing": sum(not each["missing_closing_snapshot"] for each in tables),
        "tables_with_telemetry": sum(each["telemetry_quality"] != "NONE" for each in tables),
        "tables_with_good_coverage": sum(
            each["telemetry_quality"] == "GOOD_COVERAGE" for each in tables
        ),
        "tables_with_estimate": sum(
            each["win_loss_estimated_cents"] is not None for each in tables
        ),
        "tables_counted": len(counted),
        **{_total(name): _known_sum([each[name] for each in tables]) for name in _SUMMED},
        "hold_percent": percent(wins, drops) if counted else None,
    }


def percent(won_cents: int, drop_cents: int) -> str | None:
    """Hold with two decimals, half away from zero; None where nothing was dropped."""
    if drop_cents == 0:
        return None
    hundredths = (abs(won_cents) * 20_000 + drop_cents) // (2 * drop_cents)
    sign = "-" if won_cents < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"


def _total(name: str) -> str:
    return name if "_total_" in name else name.replace("_cents", "_total_cents")


def _known_sum(values: Sequence[object]) -> int | None:
    known = [_whole(value) for value in values if value is not None]
    return sum(known) if known else None


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is not in whole cents")
    return value


def _box_cents(entries: Iterable[Entry]) -> int:
    return sum(entry.cents for entry in entries if entry.goes_into_the_box)


def _coverage(logged: Sequence[Entry]) -> str:
    if not logged:
        return "NONE"
    return "LOW_COVERAGE" if all(entry.is_rated for entry in logged) else "GOOD_COVERAGE"
