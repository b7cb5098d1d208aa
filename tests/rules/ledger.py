"""A table played bet by bet in plain Python, which the server's figures are held against."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Reading:
    """What was true when the tray was counted: its chips and what the house had won by then."""

    at: datetime
    tray_cents: int
    won_cents: int


@dataclass
class Run:
    """One session: the count it is held against, then its own counts in order of time."""

    readings: list[Reading] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """One line of the telemetry as a person wrote it; mistaken ones are there twice."""

    at: datetime
    cents: int
    is_rated: bool
    goes_into_the_box: bool


@dataclass
class Ledger:
    """Chips only move by bets and buy-ins; a win is what the bets brought."""

    tray_cents: int = 10_000_000
    won_cents: int = 0
    runs: list[Run] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    chips: list[tuple[datetime, int]] = field(default_factory=list)
    """Fills, and credits as negative ones, at the time they count."""
    edges: dict[datetime, datetime] = field(default_factory=dict)
    """Start of a shift to the time of the last count that stands for it."""

    def bet(self, lost_cents: int) -> None:
        """A bet the player loses adds to tray and win; a negative one was paid out."""
        self.tray_cents += lost_cents
        self.won_cents += lost_cents

    def buy_in(self, entry: Entry) -> None:
        """Chips for what goes into the box; chips for chips leave the tray as it was."""
        self.entries.append(entry)
        if entry.goes_into_the_box:
            self.tray_cents -= entry.cents

    def fill(self, at: datetime, cents: int) -> None:
        """Chips from the cage; a negative fill is a credit."""
        self.chips.append((at, cents))
        self.tray_cents += cents

    def mistake(self, entry: Entry) -> None:
        """Logged, never happened, and reversed."""
        self.entries += [entry, entry_taken_back(entry)]

    def read(self, at: datetime) -> Reading:
        return Reading(at, self.tray_cents, self.won_cents)

    def expected(self, start: datetime, end: datetime) -> dict[str, object]:
        """The figures of one window in the server's own names."""
        logged = [entry for entry in self.entries if self._is_in(entry.at, start, end)]
        spans = [span for run in self.runs if (span := self._span(run, start, end)) is not None]
        box = [entry for entry in logged if entry.goes_into_the_box]
        is_covered = all(self._entries_between(first.at, last.at) for first, last in spans)
        return {
            "est_drop_cents": sum(entry.cents for entry in box) if logged else None,
            "rated_cents": _sum_of_kind(logged, is_rated=True),
            "unrated_cents": _sum_of_kind(logged, is_rated=False),
            "coverage": _coverage(logged),
            "fills_cents": sum(c for at, c in self.chips if c > 0 and self._is_in(at, start, end)),
            "credits_cents": -sum(
                c for at, c in self.chips if c < 0 and self._is_in(at, start, end)
            ),
            "tray_cents": sum(self._result(*span) for span in spans) if spans else None,
            "est_win_cents": (
                sum(b.won_cents - a.won_cents for a, b in spans) if spans and is_covered else None
            ),
        }

    def _span(self, run: Run, start: datetime, end: datetime) -> tuple[Reading, Reading] | None:
        """The first and the last count of the run's segments that end in the window."""
        pairs = zip(run.readings, run.readings[1:], strict=False)
        inside = [pair for pair in pairs if self._is_in(pair[1].at, start, end)]
        return (inside[0][0], inside[-1][1]) if inside else None

    def _result(self, first: Reading, last: Reading) -> int:
        """What the tray gained that no fill brought and no credit took."""
        moved = sum(cents for at, cents in self.chips if first.at < at <= last.at)
        return last.tray_cents - first.tray_cents - moved

    def _entries_between(self, first: datetime, last: datetime) -> bool:
        return any(first < entry.at <= last for entry in self.entries)

    def _is_in(self, at: datetime, start: datetime, end: datetime) -> bool:
        begins, ends = self.edges.get(start), self.edges.get(end)
        is_after = at > begins if begins is not None else at >= start
        is_before = at <= ends if ends is not None else at < end
        return is_after and is_before


def entry_taken_back(entry: Entry) -> Entry:
    return Entry(entry.at, -entry.cents, entry.is_rated, entry.goes_into_the_box)


def _sum_of_kind(logged: list[Entry], *, is_rated: bool) -> int | None:
    """What of this kind went into the box; a kind nobody logged is unknown, not zero."""
    kind = [entry for entry in logged if entry.is_rated is is_rated]
    return sum(entry.cents for entry in kind if entry.goes_into_the_box) if kind else None


def _coverage(logged: list[Entry]) -> str:
    if not logged:
        return "NONE"
    return "LOW_COVERAGE" if all(entry.is_rated for entry in logged) else "GOOD_COVERAGE"
