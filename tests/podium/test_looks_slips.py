"""How fills, credits and second signatures look."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from pitterm.domain.errors import Unreachable
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.slip_steps import SlipStep
from pitterm.domain.slips import SlipKind
from pitterm.podium.dialogs.rated_buy_in import RatedBuyIn
from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.dialogs.slip_request import SlipRequest
from pitterm.podium.dialogs.slip_step import SlipStepForm
from pitterm.podium.slip_words import chip_figures
from tests.podium.dialog_host import Host
from tests.podium.recorded import RecordedPit, settled, sign_in
from tests.podium.slip_values import FILL, MIXES, SLIPS, make_rating_slip
from tests.podium.test_looks import MIDDLE, SIZES, SMALL, SnapCompare, _still_cursor
from tests.podium.values import NOW, SECURITY, make_house, make_snapshot, make_table

__all__ = ["_still_cursor"]

TABLE = make_table("BJ-01", 1, SessionStatus.ACTIVE)


def _pit() -> RecordedPit:
    busy = make_table(
        "BJ-01",
        1,
        SessionStatus.ACTIVE,
        slips_in_flight=2,
        oldest_slip_at=NOW - timedelta(minutes=18),
    )
    others = [table for table in make_snapshot().tables if table.label != "BJ-01"]
    pit = RecordedPit(make_snapshot(busy, *others), make_house(mixes=MIXES))
    pit.reads["read_slips_in_flight"] = list(SLIPS)
    return pit


async def _press_v(pilot: Pilot[None]) -> None:
    await sign_in(pilot)
    await pilot.press("v")
    await settled(pilot)
    await pilot.pause(0.1)


@SIZES
def test_the_slips(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    assert snap_compare(_pit().podium(), terminal_size=size, run_before=_press_v)


def test_no_slips(snap_compare: SnapCompare) -> None:
    pit = _pit()
    pit.reads["read_slips_in_flight"] = []
    assert snap_compare(pit.podium(), terminal_size=SMALL, run_before=_press_v)


def test_slips_that_cannot_be_read(snap_compare: SnapCompare) -> None:
    pit = _pit()
    pit.reads["read_slips_in_flight"] = Unreachable()
    assert snap_compare(pit.podium(), terminal_size=SMALL, run_before=_press_v)


@SIZES
def test_slips_on_the_board(snap_compare: SnapCompare, size: tuple[int, int]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await sign_in(pilot)

    assert snap_compare(_pit().podium(), terminal_size=size, run_before=look)


def _request(kind: SlipKind, **options: Any) -> SlipRequest:
    house = make_house(mixes=options.pop("mixes", MIXES))
    return SlipRequest(TABLE, kind, house, NOW, key="k", **options)


def _step(step: SlipStep) -> SlipStepForm:
    figures = [*chip_figures(FILL), ("amount", "$8,500")]
    title = f"{step.capitalize()} FILL-2026-000123 of BJ-01?"
    return SlipStepForm(step, title, figures, (SECURITY,), is_own_step=True)


DIALOGS: dict[str, Callable[[], Screen[Any]]] = {
    "request-fill": lambda: _request(
        SlipKind.FILL,
        typed={"amount": "8500", "mix": "1", "chip-10000": "50", "chip-2500": "$3000"},
    ),
    "request-credit": lambda: _request(SlipKind.CREDIT),
    "request-without-mix": lambda: _request(SlipKind.FILL, mixes=()),
    "verify": lambda: _step(SlipStep.VERIFY),
    "deposit": lambda: _step(SlipStep.DEPOSIT),
    "void": lambda: _step(SlipStep.VOID),
    "signature": lambda: Signature(
        "Sign for the chips of FILL-2026-000123 of BJ-01?",
        "The runner signs for these chips, with their own login and password.",
        [*chip_figures(FILL), ("amount", "$8,500")],
        login="security",
        complaint="The login or password is not right.",
    ),
    "rated": lambda: RatedBuyIn(TABLE, make_rating_slip(), make_house(), key="k"),
}


@pytest.mark.parametrize("size", [SMALL, MIDDLE], ids=["80x24", "120x36"])
@pytest.mark.parametrize("name", list(DIALOGS))
def test_a_dialog_of_slips(snap_compare: SnapCompare, name: str, size: tuple[int, int]) -> None:
    assert snap_compare(Host(DIALOGS[name]()), terminal_size=size)
