"""How every screen looks; a change of looks is seen and accepted, never slipped in."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from pitterm.domain.board import Snapshot
from pitterm.domain.custody import Artifacts, CountType
from pitterm.domain.sessions import SessionStatus
from pitterm.podium.dialogs import questions
from pitterm.podium.dialogs.chip_count import ChipCount
from pitterm.podium.dialogs.close import CloseDialog
from pitterm.podium.dialogs.drop_box import DropBox
from pitterm.podium.dialogs.reason import Reason
from pitterm.repository.feed import Lost
from tests.podium.dialog_host import Host
from tests.podium.recorded import (
    RecordedPit,
    screen_text,
    settled,
    sign_in,
    the_board,
    until,
)
from tests.podium.values import (
    BOSS,
    DAY_START,
    NOW,
    make_count,
    make_drop,
    make_entry,
    make_figures,
    make_house,
    make_pulse,
    make_snapshot,
    make_table,
)

SMALL, MIDDLE, LARGE = (80, 24), (120, 36), (200, 60)
SIZES = pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=["80x24", "120x36", "200x60"])


class SnapCompare(Protocol):
    """The snapshot plugin's comparison of an app with its stored picture."""

    def __call__(
        self,
        app: App[Any],
        *,
        terminal_size: tuple[int, int] = ...,
        press: list[str] = ...,
        run_before: Callable[[Pilot[None]], Awaitable[None]] | None = None,
    ) -> bool: ...


@pytest.fixture(autouse=True)
def _still_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A blinking cursor would make two pictures of one screen."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _self: None)


def _floor() -> Snapshot:
    """The small floor with entries, figures and a table that owes its count."""
    recent = (
        make_entry(2_500, number=1),
        make_entry(10_000, number=2, actor_name="Flo Floor", created_at=NOW - timedelta(minutes=4)),
    )
    figures = make_figures()
    first = make_table(
        "BJ-01",
        1,
        SessionStatus.ACTIVE,
        recent_entries=recent,
        session=figures,
        shift=figures.model_copy(update={"est_win_cents": None, "win_from": None, "win_to": None}),
        last_count_type=CountType.RUNDOWN,
        last_count_at=NOW - timedelta(minutes=30),
        last_count_total_cents=1_850_000,
    )
    owing = make_table("BJ-06", 6, owes_count=True, day=make_figures(est_win_cents=-115_000))
    others = [table for table in make_snapshot().tables if table.label not in ("BJ-01", "BJ-06")]
    return make_snapshot(first, *others, owing)


async def _signed_in(pilot: Pilot[None]) -> None:
    await sign_in(pilot)


def _pit(snapshot: Snapshot | None = None) -> RecordedPit:
    return RecordedPit(_floor() if snapshot is None else snapshot)


@SIZES
def test_the_login(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    podium = _pit().podium(demo_logins=(("boss", "pit boss, Harbor"), ("wall", "display, Harbor")))
    assert snap_compare(podium, terminal_size=size)


@SIZES
def test_the_board(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    assert snap_compare(_pit().podium(), terminal_size=size, run_before=_signed_in)


def test_the_quick_bar(snap_compare: SnapCompare) -> None:
    async def press_b(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        await pilot.press("b")
        await settled(pilot)

    assert snap_compare(_pit().podium(), terminal_size=MIDDLE, run_before=press_b)


def test_the_refused_quick_bar(snap_compare: SnapCompare) -> None:
    async def press_b_on_a_waiting_table(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        await pilot.press("2", "b")
        await settled(pilot)

    run_before = press_b_on_a_waiting_table
    assert snap_compare(_pit().podium(), terminal_size=MIDDLE, run_before=run_before)


@SIZES
def test_the_pit_while_the_server_is_away(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    pit = _pit()

    async def lose(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        pit.send(Lost(reason="The database does not answer.", is_refused=False))
        await settled(pilot)
        pit.clock.seconds += 42
        the_board(pilot).repaint()
        await settled(pilot)

    assert snap_compare(pit.podium(), terminal_size=size, run_before=lose)


def test_a_stale_picture(snap_compare: SnapCompare) -> None:
    pit = _pit()

    async def freeze(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        pit.clock.seconds += 12
        await until(pilot, lambda: "STALE" in screen_text(pilot))

    assert snap_compare(pit.podium(), terminal_size=MIDDLE, run_before=freeze)


def test_a_pit_without_tables(snap_compare: SnapCompare) -> None:
    empty = Snapshot(pulse=make_pulse(), tables=())
    assert snap_compare(_pit(empty).podium(), terminal_size=SMALL, run_before=_signed_in)


def test_a_filter_that_matches_nothing(snap_compare: SnapCompare) -> None:
    async def type_nonsense(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        await pilot.press("slash", *"zzz")
        await settled(pilot)

    assert snap_compare(_pit().podium(), terminal_size=SMALL, run_before=type_nonsense)


def test_a_terminal_that_is_too_small(snap_compare: SnapCompare) -> None:
    assert snap_compare(_pit().podium(), terminal_size=(60, 18), run_before=_signed_in)


def test_the_lock(snap_compare: SnapCompare) -> None:
    async def press_x(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        await pilot.press("x")
        await settled(pilot)

    assert snap_compare(_pit().podium(), terminal_size=SMALL, run_before=press_x)


@pytest.mark.parametrize("size", [SMALL, MIDDLE], ids=["80x24", "120x36"])
def test_the_help(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    async def press_help(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        await pilot.press("question_mark")
        await settled(pilot)

    assert snap_compare(_pit().podium(), terminal_size=size, run_before=press_help)


def test_the_palette(snap_compare: SnapCompare) -> None:
    async def press_palette(pilot: Pilot[None]) -> None:
        await sign_in(pilot)
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "Drop box" in screen_text(pilot))

    assert snap_compare(_pit().podium(), terminal_size=SMALL, run_before=press_palette)


_ACTIVE = make_table("BJ-01", 1, SessionStatus.ACTIVE)
_CLOSED = make_table("BJ-01", 1, expected_opener_cents=1_755_000, last_closed_at=DAY_START)
_RUNDOWN = make_table("BJ-01", 1, SessionStatus.RUNDOWN)
_OPEN = make_table("BJ-01", 1, SessionStatus.OPEN)


def _count(count_type: CountType, **options: Any) -> ChipCount:
    table = options.pop("table", _ACTIVE)
    expected = make_count() if count_type is CountType.OPEN else None
    return ChipCount(table, count_type, expected, make_house(), oneself=BOSS.id, key="k")


DIALOGS: dict[str, Callable[[], Screen[Any]]] = {
    "open": lambda: questions.opening(_CLOSED, make_count(), None, make_house()),
    "rundown": lambda: questions.rundown(_ACTIVE, make_house()),
    "reason": lambda: Reason("Take the rundown of BJ-01 back?", "Say why."),
    "count-opening": lambda: _count(CountType.OPEN, table=_OPEN),
    "count-spot": lambda: _count(CountType.RUNDOWN),
    "count-closing": lambda: _count(CountType.CLOSE, table=_RUNDOWN),
    "drop-box": lambda: DropBox(_ACTIVE, make_house(), oneself=BOSS.id, key="k"),
    "close": lambda: CloseDialog(
        _RUNDOWN, Artifacts(counts=(make_count(),), drops=(make_drop(),)), make_house(), key="k"
    ),
    "close-without-artifact": lambda: CloseDialog(
        _RUNDOWN, Artifacts(counts=(), drops=()), make_house(), key="k"
    ),
}


@pytest.mark.parametrize("size", [SMALL, MIDDLE], ids=["80x24", "120x36"])
@pytest.mark.parametrize("name", list(DIALOGS))
def test_a_dialog(snap_compare: SnapCompare, name: str, size: tuple[int, int]) -> None:
    assert snap_compare(Host(DIALOGS[name]()), terminal_size=size)
