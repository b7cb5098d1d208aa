"""The second person signs on the spot, or stays named only."""

from textual.pilot import Pilot
from textual.widgets import Button, Input

from pitterm.domain.custody import RecordKind, SignRecord
from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.screens.board import BoardScreen
from tests.podium.recorded import PASSWORD, RecordedPit, prose, said, settled, sign_in

SIZE = (80, 24)


async def says_yes(pit: RecordedPit, pilot: Pilot[None]) -> None:
    await settled(pilot)
    pit.clock.seconds += 1.1
    await pilot.press("y")
    await settled(pilot)


async def pulls_a_box(pit: RecordedPit, pilot: Pilot[None]) -> None:
    await sign_in(pilot)
    await pilot.press("d")
    await settled(pilot)
    typed = {"box": "B-17", "seal": "S-1", "witness": "Sam Security · security"}
    for field, value in typed.items():
        pilot.app.screen.query_one(f"#{field}", Input).value = value
    pilot.app.screen.query_one("#submit", Button).press()
    await says_yes(pit, pilot)


async def counts_the_tray(pit: RecordedPit, pilot: Pilot[None], colleague: str = "dan") -> None:
    await sign_in(pilot)
    await pilot.press("n")
    await settled(pilot)
    pilot.app.screen.query_one("#chip-10000").focus()
    await pilot.press(*"47")
    pilot.app.screen.query_one("#counted-with").focus()
    await pilot.press(*colleague, "enter", "enter")
    await says_yes(pit, pilot)


async def test_the_witness_of_a_box_signs_with_their_own_login(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await pulls_a_box(pit, pilot)
        assert isinstance(pilot.app.screen, Signature)
        assert "Sam Security signs the drop box of BJ-01" in prose(pilot)
        await pilot.press(*"security", "enter", *PASSWORD, "enter")
        await settled(pilot)
        ((login, request),) = pit.signed
        assert login == "security"
        assert isinstance(request, SignRecord)
        assert request.record_kind is RecordKind.DROP
        assert said(pilot) == "Sam Security signed the drop box of BJ-01"
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_escape_leaves_them_named_only(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await pulls_a_box(pit, pilot)
        assert "esc named only" in prose(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert pit.signed == []
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_the_second_counter_signs_what_was_counted(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await counts_the_tray(pit, pilot)
        assert "Dan Dealer signs the count of BJ-01" in prose(pilot)
        assert "$4,700 · 47 pieces" in prose(pilot)
        await pilot.press(*"dealer", "enter", *PASSWORD, "enter")
        await settled(pilot)
        assert [login for login, _ in pit.signed] == ["dealer"]


async def test_a_spot_check_of_one_person_asks_for_no_signature(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await counts_the_tray(pit, pilot, colleague="")
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_a_guessed_signature_waits_longer_each_time(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await pulls_a_box(pit, pilot)
        for password in ("wrong", "wrong", PASSWORD):
            await settled(pilot)
            for field, value in (("#login", "security"), ("#password", password)):
                pilot.app.screen.query_one(field, Input).value = value
            pilot.app.screen.query_one("#password").focus()
            await pilot.press("enter")
            await settled(pilot)
        assert "2 wrong passwords in a row for security" in prose(pilot)
        assert pit.signed == []
