"""What becomes of a conversation when the pit says no, later, or nothing."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from pitterm.domain.custody import LogDrop
from pitterm.domain.errors import Busy, NotApplied, PitError, Refused, Unexpected
from pitterm.domain.sessions import StartRundown
from pitterm.podium.dialogs.chip_count import ChipCount
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.drop_box import DropBox
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.screens.login import LockScreen
from tests.podium.recorded import PASSWORD, RecordedPit, prose, said, settled, sign_in

SIZE = (80, 24)


async def says_yes(pit: RecordedPit, pilot: Pilot[None]) -> None:
    await settled(pilot)
    assert isinstance(pilot.app.screen, Confirm)
    pit.clock.seconds += 1.1
    await pilot.press("y")
    await settled(pilot)


async def pulls_a_box(pit: RecordedPit, pilot: Pilot[None]) -> None:
    await pilot.press("d")
    await settled(pilot)
    await pilot.press(*"B-1", "enter", *"S-1", "enter", "enter", *"sam", "enter", "enter")
    await says_yes(pit, pilot)


def standing(pilot: Pilot[None], field: str) -> str:
    return pilot.app.screen.query_one(f"#{field}", Input).value


@pytest.mark.parametrize(
    ("error", "is_same_key"),
    [
        (Busy(), True),
        (Unexpected("ref"), True),
        (NotApplied(), False),
        (Refused("same_person"), False),
    ],
    ids=["busy", "unexpected", "not-applied", "refused"],
)
async def test_what_was_typed_comes_back_and_only_a_retry_keeps_the_key(
    pit: RecordedPit, error: PitError, is_same_key: bool
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        pit.refuses_with = error
        await pulls_a_box(pit, pilot)
        assert isinstance(pilot.app.screen, DropBox)
        assert (standing(pilot, "box"), standing(pilot, "seal")) == ("B-1", "S-1")
        assert standing(pilot, "witness") == "Sam Security · security"
        complaint = pilot.app.screen.query_one("#complaint").render()
        assert error.title in str(complaint)
        await pilot.press("escape")
        assert "The last try: " in prose(pilot), "it may stand in the books"
        await pilot.press("escape")
        await pilot.click("#submit")
        await says_yes(pit, pilot)
        first, second = (each for each in pit.sent if isinstance(each, LogDrop))
        assert (first.key == second.key) is is_same_key
        assert first.model_copy(update={"key": second.key}) == second


async def test_closing_the_dialog_does_not_cancel_the_write(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        pit.may_answer.clear()
        await pilot.press("r")
        await says_yes(pit, pilot)
        assert isinstance(pilot.app.screen, BoardScreen)
        await pilot.press("escape", "down", "escape")
        await settled(pilot)
        assert said(pilot).startswith("Sending")
        pit.may_answer.set()
        await settled(pilot)
        assert said(pilot) == "BJ-01 is ACTIVE"
        assert [type(each) for each in pit.sent] == [StartRundown]


async def test_a_second_conversation_waits_for_the_first(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        pit.may_answer.clear()
        await pilot.press("r")
        await says_yes(pit, pilot)
        await pilot.press("d")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)
        assert said(pilot).startswith("Something is still being asked or sent")
        pit.may_answer.set()
        await settled(pilot)


async def test_a_half_typed_count_waits_behind_the_lock(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press(*"20+7", "ctrl+l")
        await settled(pilot)
        assert isinstance(pilot.app.screen, LockScreen)
        await pilot.press(*PASSWORD, "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ChipCount)
        assert standing(pilot, "chip-500000") == "20+7"


async def test_another_persons_sign_in_drops_the_half_typed_count(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("n")
        await settled(pilot)
        await pilot.press("7", "ctrl+l")
        await settled(pilot)
        await pilot.press("shift+tab", *["backspace"] * 8)
        await sign_in(pilot, "floor", PASSWORD)
        assert isinstance(pilot.app.screen, BoardScreen)
        assert not any(isinstance(each, ChipCount) for each in pilot.app.screen_stack)
        await pilot.press("n")
        await settled(pilot)
        assert standing(pilot, "chip-500000") == ""
