"""A recorded floor for the wall: a feed a test plays, and a clock only a test moves."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any

from textual.app import App
from textual.widgets import Digits, Static

from pitterm.domain.alerts import Alert, AlertClass, AlertKind
from pitterm.domain.board import Snapshot, TableView
from pitterm.domain.sessions import SessionStatus
from pitterm.repository.feed import Sighting
from pitterm.wall.app import Wall
from tests.podium.values import NOW, SALON, make_figures, make_pulse, make_table

NOTE = "Kim counted it twice"
COLLEAGUE = "Flo Floor"


class Clock:
    """Monotonic seconds that only a test moves."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def make_alert(
    kind: AlertKind = AlertKind.SLIP_LATE,
    minutes: int = 18,
    *,
    alert_class: AlertClass = AlertClass.CUSTODY,
    **changes: Any,
) -> Alert:
    """An alert whose cause began so many minutes ago, which nobody acknowledged."""
    return Alert.model_validate(
        {
            "key": f"{kind}:table:{minutes}",
            "kind": kind,
            "alert_class": alert_class,
            "since": NOW - timedelta(minutes=minutes),
            "amount_cents": None,
            "acknowledged_at": None,
            "acknowledged_by_name": None,
            "note": None,
            **changes,
        }
    )


def acknowledged(alert: Alert) -> Alert:
    """The same alert, seen by a colleague who left a note."""
    seen = {"acknowledged_at": NOW, "acknowledged_by_name": COLLEAGUE, "note": NOTE}
    return alert.model_copy(update=seen)


def make_floor() -> tuple[TableView, ...]:
    """Fourteen tables in two pits, counted half an hour ago as far as they are live."""
    counted = {"last_count_at": NOW - timedelta(minutes=30)}
    need = make_alert(AlertKind.NEED_HIGH, 5, alert_class=AlertClass.ATTENTION)
    main = [
        make_table("BJ-01", 1, SessionStatus.ACTIVE, **counted),
        make_table("BJ-02", 2, SessionStatus.OPEN, day=make_figures(), **counted),
        make_table("BJ-03", 3, SessionStatus.RUNDOWN, **counted),
        make_table(
            "BJ-04",
            4,
            SessionStatus.ACTIVE,
            slips_in_flight=1,
            oldest_slip_at=NOW - timedelta(minutes=18),
            alerts=(make_alert(),),
            **counted,
        ),
        make_table("BJ-05", 5, SessionStatus.ACTIVE, alerts=(need,), **counted),
        make_table("BJ-06", 6, owes_count=True),
        *(make_table(f"BJ-{spot:02}", spot) for spot in range(7, 13)),
    ]
    salon: dict[str, Any] = {"pit_id": SALON.id, "pit_name": SALON.name}
    return (
        *main,
        make_table("BA-01", 1, SessionStatus.ACTIVE, **salon, **counted),
        make_table("BA-02", 2, **salon),
    )


def make_picture(*tables: TableView, change_number: int = 1, **pulse: Any) -> Snapshot:
    """A picture of these tables, or of the whole floor."""
    return Snapshot(pulse=make_pulse(change_number, **pulse), tables=tables or make_floor())


class RecordedFloor:
    """Plays a feed to a wall; each time the wall asks anew is counted."""

    def __init__(self, *first: Sighting) -> None:
        self.clock = Clock()
        self.asked = 0
        self._first = first or (make_picture(),)
        self._news: asyncio.Queue[Sighting | None] = asyncio.Queue()

    def wall(self, **options: Any) -> Wall:
        """A wall on this floor."""
        return Wall(self._watch, monotonic=self.clock, **options)

    def send(self, sighting: Sighting | None) -> None:
        """Let the wall see this; None ends the feed, as a refusal does."""
        self._news.put_nowait(sighting)

    async def _watch(self) -> AsyncGenerator[Sighting, None]:
        self.asked += 1
        for sighting in self._first:
            yield sighting
        while (news := await self._news.get()) is not None:
            yield news


def text_of(app: App[Any]) -> str:
    """Everything that stands on the wall, figures with their captions."""
    figures = [digits.value for digits in app.screen.query(Digits) if digits.display]
    words = [str(each.render()) for each in app.screen.query(Static)]
    return "\n".join([*figures, *words])
