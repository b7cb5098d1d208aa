"""Asking for chips: by denomination, by amount and mix, or up to par."""

from typing import Any

from textual.widgets import Button, Input

from pitterm.domain.mixes import spread
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.slips import RequestSlip, SlipKind
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.slip_request import SlipRequest
from tests.podium.dialog_host import Host, say_yes, shown
from tests.podium.slip_values import MIXES
from tests.podium.values import NOW, make_house, make_table

TABLE = make_table("BJ-01", 1, SessionStatus.ACTIVE)


def request(kind: SlipKind = SlipKind.FILL, **options: Any) -> SlipRequest:
    table = options.pop("table", TABLE)
    house = make_house(mixes=options.pop("mixes", MIXES))
    return SlipRequest(table, kind, house, NOW, key="key", **options)


def rows(host: Host) -> dict[int, str]:
    """What stands in the rows, by denomination."""
    lines = [line for line in host.screen.query(Input) if (line.id or "").startswith("chip-")]
    return {int((line.id or "")[5:]): line.value for line in lines if line.value}


def usual(cents: int, place: int) -> dict[int, str]:
    """The rows as the mix at this place fills them."""
    pieces = spread(cents, MIXES[place].shares, TABLE.denominations_cents) or {}
    assert sum(chip * count for chip, count in pieces.items()) == cents
    return {chip: str(count) for chip, count in pieces.items() if count}


async def test_an_amount_and_enter_fill_the_rows_in_the_first_mix() -> None:
    async with shown(request()) as (host, pilot):
        await pilot.press(*"8500", "enter")
        assert rows(host) == usual(850_000, 0)
        assert "$8,500" in host.text
        assert isinstance(host.screen.focused, Button)


async def test_a_letter_takes_another_mix_and_fills_the_rows_again() -> None:
    async with shown(request()) as (host, pilot):
        await pilot.press(*"8500", "b")
        assert rows(host) == usual(850_000, 1)
        assert host.screen.query_one("#amount", Input).value == "8500"


async def test_what_the_rows_say_is_asked_for_after_a_deliberate_yes() -> None:
    async with shown(request()) as (host, pilot):
        await pilot.press(*"8500", "b", "enter")
        assert isinstance(host.screen, Confirm)
        assert "Request a fill of $8,500 for BJ-01?" in host.text
        chips = {int(chip): int(count) for chip, count in usual(850_000, 1).items()}
        assert f"{chips[10_000]} pieces" in host.text
        await say_yes(host, pilot)
        assert host.outcomes == [
            RequestSlip(kind=SlipKind.FILL, gaming_table_id=TABLE.id, chipset=chips, key="key")
        ]


async def test_rows_take_pieces_and_value_as_in_a_count() -> None:
    async with shown(request()) as (host, pilot):
        host.screen.query_one("#chip-10000", Input).focus()
        await pilot.press(*"20+20+7", "down", *"$500")
        assert "$5,200" in host.text


async def test_rows_changed_by_hand_must_agree_with_the_amount_above_them() -> None:
    async with shown(request()) as (host, pilot):
        await pilot.press(*"8500", "enter")
        host.screen.query_one("#chip-10000", Input).value = "41"
        await pilot.pause()
        host.screen.query_one("#submit", Button).press()
        await pilot.pause()
        assert "The chips come to $8,400, not to the amount above them" in host.complaint


async def test_equals_brings_a_fill_to_par() -> None:
    async with shown(request()) as (host, pilot):
        assert "par $20,000 − last count $18,000 at 20:00, 2:14 h ago: need $2,000" in host.text
        await pilot.press("=")
        assert host.screen.query_one("#amount", Input).value == "$2,000"
        assert "$2,000" in host.text


async def test_a_credit_is_brought_to_par_from_above_it() -> None:
    table = TABLE.model_copy(update={"last_count_total_cents": 2_850_000})
    async with shown(request(SlipKind.CREDIT, table=table)) as (host, pilot):
        assert "ago: $8,500 above par" in host.text
        await pilot.press("=")
        assert host.screen.query_one("#amount", Input).value == "$8,500"


async def test_a_need_is_rounded_down_to_whole_chips() -> None:
    table = TABLE.model_copy(update={"last_count_total_cents": 1_800_050})
    async with shown(request(table=table)) as (host, pilot):
        await pilot.press("=")
        assert host.screen.query_one("#amount", Input).value == "$1,999"


async def test_par_is_out_of_reach_with_the_reason_named() -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({"par_cents": None}, "No par is set for this table"),
        ({"last_count_total_cents": None}, "the tray was not counted"),
        ({"last_count_total_cents": 2_000_000}, "at par"),
        ({"last_count_total_cents": 2_100_000}, "above par"),
    ]
    for change, reason in cases:
        async with shown(request(table=TABLE.model_copy(update=change))) as (host, pilot):
            assert reason in host.text
            assert "bring to par" not in host.text
            await pilot.press("=")
            assert reason in host.complaint
            assert rows(host) == {}


async def test_without_a_mix_the_chips_are_typed() -> None:
    async with shown(request(mixes=())) as (host, pilot):
        assert "No mix is set for Blackjack; type the chips." in host.text
        await pilot.press(*"3")
        assert rows(host) == {500_000: "3"}


async def test_an_amount_the_chips_cannot_make_is_refused() -> None:
    async with shown(request()) as (host, pilot):
        await pilot.press(*"7.30", "enter")
        assert host.complaint == "$7.30 cannot be made of this table's chips."


async def test_nothing_is_asked_for_with_empty_rows() -> None:
    async with shown(request()) as (host, pilot):
        host.screen.query_one("#submit", Button).press()
        await pilot.pause()
        assert host.complaint == "No chips are asked for yet."


async def test_what_was_typed_and_its_mix_come_back() -> None:
    typed = {"amount": "8500", "mix": "2", "chip-500": "100"}
    async with shown(request(typed=typed, complaint="The table is busy.")) as (host, pilot):
        assert rows(host) == {500: "100"}
        assert host.complaint == "The table is busy."
        await pilot.press("enter")
        assert rows(host) == usual(850_000, 2)
