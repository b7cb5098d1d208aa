"""Slips in flight: read beside the board, moved on by whoever may."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from pitterm.domain.custody import RecordKind, SignRecord
from pitterm.domain.errors import LoginRefused, Refused, Unreachable
from pitterm.domain.slips import (
    CarrySlip,
    DepositSlip,
    IssueSlip,
    SlipKind,
    SlipStatus,
    VerifySlip,
    VoidSlip,
    WithdrawSlip,
)
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.dialogs.slip_step import SlipStepForm
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.screens.login import LockScreen
from pitterm.podium.screens.slips import SlipsScreen
from tests.podium.recorded import (
    PASSWORD,
    RecordedPit,
    prose,
    said,
    screen_text,
    settled,
    sign_in,
    until,
)
from tests.podium.slip_values import SLIPS, make_slip
from tests.podium.values import DEALER, SECURITY, make_snapshot

SIZE = (80, 24)
ISSUED = make_slip(SlipKind.FILL, SlipStatus.ISSUED, number=123)
CARRIED = make_slip(SlipKind.FILL, SlipStatus.ISSUED, is_carried=True, number=123)
VERIFIED = make_slip(SlipKind.FILL, SlipStatus.VERIFIED, is_carried=True, number=123)


async def opens(pit: RecordedPit, pilot: Pilot[None], login: str, *slips: object) -> None:
    """Sign in and open the list of these slips."""
    pit.reads["read_slips_in_flight"] = list(slips)
    pit.reads["read_box_in_place"] = "B-17"
    await sign_in(pilot, login)
    await pilot.press("v")
    await settled(pilot)
    assert isinstance(pilot.app.screen, SlipsScreen)


async def says_yes(pit: RecordedPit, pilot: Pilot[None]) -> None:
    await settled(pilot)
    assert isinstance(pilot.app.screen, Confirm)
    pit.clock.seconds += 1.1
    await pilot.press("y")
    await settled(pilot)


async def signs(pilot: Pilot[None], login: str, password: str = PASSWORD) -> None:
    """Type a second person's login and password."""
    await settled(pilot)
    assert isinstance(pilot.app.screen, Signature)
    await pilot.press(*login, "enter", *password, "enter")
    await settled(pilot)


async def test_the_list_says_what_each_slip_is_and_how_old(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=(160, 36)) as pilot:
        await opens(pit, pilot, "boss", *SLIPS)
        text = screen_text(pilot)
        assert "▲ 4 · 22 min" in text
        assert "← credit" in text
        assert "→ fill" in text
        assert "FILL-2026-000123" in text
        assert "Sam Security · signed" in text
        assert "Sam Security · named only" in text
        assert "verified by Dan Dealer" in text


async def test_the_cursor_begins_at_the_boards_table_and_stays_on_its_slip(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "boss", *SLIPS)
        screen = pilot.app.screen
        assert isinstance(screen, SlipsScreen)
        assert screen.selected == SLIPS[1]
        pit.reads["read_slips_in_flight"] = list(SLIPS[1:])
        pit.send(make_snapshot(change_number=2))
        await until(pilot, lambda: "▲ 4" not in screen_text(pilot))
        assert screen.selected == SLIPS[1]


async def test_the_first_frame_of_the_lock_shows_no_slip(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "boss", *SLIPS)
        await pilot.press("x")
        assert isinstance(pilot.app.screen, LockScreen)
        assert "FILL-2026" not in screen_text(pilot)


async def test_escape_leads_back_to_the_board(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "boss", *SLIPS)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_no_slip_says_so_and_a_failed_read_says_why(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "boss")
        assert "No fill and no credit is on its way" in prose(pilot)
        pit.reads["read_slips_in_flight"] = Unreachable()
        pit.send(make_snapshot(change_number=2))
        await until(pilot, lambda: "The database does not answer." in prose(pilot))


async def test_the_count_team_is_told_why_it_sees_none(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "count", *SLIPS)
        assert "Whoever counts the drop is not told of fills and credits." in prose(pilot)
        assert ("read_slips_in_flight",) not in pit.asked


async def test_the_cashier_issues_with_i_and_a_deliberate_y(pit: RecordedPit) -> None:
    requested = make_slip(SlipKind.FILL, SlipStatus.REQUESTED)
    pit.answers[IssueSlip] = ISSUED
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "cashier", requested)
        await pilot.press("i")
        await settled(pilot)
        assert "Issue the fill of BJ-01?" in prose(pilot)
        assert "$3,000 · 120 pieces" in prose(pilot)
        await says_yes(pit, pilot)
        assert said(pilot) == "Issued FILL-2026-000123 · BJ-01"
        assert [type(each) for each in pit.sent] == [IssueSlip]


async def test_a_step_it_does_not_wait_for_is_grey_and_says_why(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "boss", ISSUED)
        await pilot.press("d")
        await settled(pilot)
        assert said(pilot) == "The fill waits for its next step: carry."
        assert isinstance(pilot.app.screen, SlipsScreen)


async def test_the_runner_signs_at_the_boss_podium_with_their_own_password(
    pit: RecordedPit,
) -> None:
    pit.answers[CarrySlip] = CARRIED
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "boss", ISSUED)
        await pilot.press("k")
        await signs(pilot, "security")
        assert said(pilot) == "The runner signed for FILL-2026-000123 · BJ-01"
        assert [(login, type(each)) for login, each in pit.signed] == [("security", CarrySlip)]
        assert pit.sent == []
        assert "Mira Boss" in screen_text(pilot)


async def test_a_wrong_password_says_so_and_keeps_the_login(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "boss", ISSUED)
        await pilot.press("k")
        await signs(pilot, "security", "wrong")
        assert isinstance(pilot.app.screen, Signature)
        assert "The login or password is not right" in prose(pilot)
        assert pilot.app.screen.query_one("#login", Input).value == "security"
        assert pilot.app.screen.query_one("#password", Input).value == ""
        assert pilot.app.focused is pilot.app.screen.query_one("#password")


async def test_a_refusal_keeps_the_signature_open(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "boss", ISSUED)
        pit.answers[CarrySlip] = CARRIED
        await pilot.press("k")
        await settled(pilot)
        pit.refuses_with = Refused("same_person")
        await signs(pilot, "security")
        assert isinstance(pilot.app.screen, Signature)
        assert "The second person must be someone else" in prose(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, SlipsScreen)


async def test_a_half_typed_password_does_not_wait_behind_the_lock(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "boss", ISSUED)
        await pilot.press("k")
        await settled(pilot)
        await pilot.press(*"security", "enter", *"pitt", "ctrl+l")
        await settled(pilot)
        await pilot.press(*PASSWORD, "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Signature)
        assert pilot.app.screen.query_one("#login", Input).value == "security"
        assert pilot.app.screen.query_one("#password", Input).value == ""


async def test_verifying_without_the_runners_signature_names_the_runner(pit: RecordedPit) -> None:
    pit.answers[VerifySlip] = VERIFIED
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "dealer", ISSUED)
        await pilot.press("v")
        await settled(pilot)
        assert isinstance(pilot.app.screen, SlipStepForm)
        await pilot.press(*"sam", "enter", "enter")
        await settled(pilot)
        assert "Sam Security, named only" in prose(pilot)
        await says_yes(pit, pilot)
        (request,) = pit.sent
        assert isinstance(request, VerifySlip)
        assert request.runner_id == SECURITY.id


async def test_verifying_chips_the_runner_signed_for_names_nobody(pit: RecordedPit) -> None:
    pit.answers[VerifySlip] = VERIFIED
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "dealer", CARRIED)
        await pilot.press("v")
        await says_yes(pit, pilot)
        (request,) = pit.sent
        assert isinstance(request, VerifySlip)
        assert request.runner_id is None


async def test_a_deposit_begins_with_the_box_known_to_be_in_the_table(pit: RecordedPit) -> None:
    pit.answers[DepositSlip] = VERIFIED
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "floor", VERIFIED)
        await pilot.press("d")
        await settled(pilot)
        assert pilot.app.screen.query_one("#box", Input).value == "B-17"
        await pilot.press("enter")
        await says_yes(pit, pilot)
        (request,) = pit.sent
        assert isinstance(request, DepositSlip)
        assert request.drop_box_id == "B-17"
        assert said(pilot) == "Deposited FILL-2026-000123 · BJ-01"


async def test_a_refused_deposit_comes_back_with_the_box_typed(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "floor", VERIFIED)
        pit.refuses_with = Refused("invalid_argument", "The box in BJ-01 is B-18")
        await pilot.press("d")
        await settled(pilot)
        await pilot.press("enter")
        await says_yes(pit, pilot)
        assert isinstance(pilot.app.screen, SlipStepForm)
        assert "The box in BJ-01 is B-18" in prose(pilot)
        assert pilot.app.screen.query_one("#box", Input).value == "B-17"


async def test_a_void_needs_a_reason_and_a_witness_who_may_sign_at_once(pit: RecordedPit) -> None:
    void = make_slip(
        SlipKind.FILL,
        SlipStatus.VOID,
        number=123,
        void_witnessed_by_staff_id=DEALER.id,
    )
    pit.answers[VoidSlip] = void
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "cashier", ISSUED)
        await pilot.press("z")
        await settled(pilot)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert "A reason is needed" in prose(pilot)
        await pilot.press(*"wrong chips", "enter", *"dan", "enter", "enter")
        await says_yes(pit, pilot)
        (request,) = pit.sent
        assert isinstance(request, VoidSlip)
        assert (request.reason, request.witnessed_by) == ("wrong chips", DEALER.id)
        await settled(pilot)
        assert "Dan Dealer signs the void of FILL-2026-000123" in prose(pilot)
        await signs(pilot, "dealer")
        signed = pit.signed[-1][1]
        assert isinstance(signed, SignRecord)
        assert (signed.record_kind, signed.record_id) == (RecordKind.SLIP_VOID, void.id)


async def test_whoever_took_part_in_a_slip_cannot_witness_its_void(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "cashier", CARRIED)
        await pilot.press("z")
        await settled(pilot)
        offered = str(pilot.app.screen.query_one(".matches", Static).content)
        assert "Dan Dealer" in offered
        for name in ("Flo Floor", "Kim Cage", "Sam Security"):
            assert name not in offered


async def test_enter_offers_every_open_step_to_oneself_and_to_somebody_else(
    pit: RecordedPit,
) -> None:
    requested = make_slip(SlipKind.CREDIT, SlipStatus.REQUESTED)
    pit.answers[WithdrawSlip] = requested
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "boss", requested)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Choice)
        text = prose(pilot)
        assert "K carry, somebody else signs here" in text
        assert "Only security may carry it." in text
        assert "w withdraw, as yourself" in text
        await pilot.press("w")
        await says_yes(pit, pilot)
        assert [type(each) for each in pit.sent] == [WithdrawSlip]


async def test_a_capital_hands_even_an_own_step_to_somebody_else(pit: RecordedPit) -> None:
    pit.answers[VerifySlip] = VERIFIED
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "floor", CARRIED)
        await pilot.press("V")
        await signs(pilot, "dealer")
        assert [(login, type(each)) for login, each in pit.signed] == [("dealer", VerifySlip)]


@pytest.mark.parametrize("error", [LoginRefused(), Unreachable()], ids=["refused", "away"])
async def test_the_password_stands_in_no_flash_and_no_request(
    pit: RecordedPit, error: Exception
) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await opens(pit, pilot, "boss", ISSUED)
        await pilot.press("k")
        await settled(pilot)
        pit.refuses_with = error  # type: ignore[assignment]
        await signs(pilot, "security", "s3cret-word")
        assert "s3cret-word" not in said(pilot) + prose(pilot)
        assert "s3cret-word" not in repr(pit.signed) + repr(pilot.app.screen.__dict__)
