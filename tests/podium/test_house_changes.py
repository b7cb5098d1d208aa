"""What an administrator changes while somebody works reaches the podium that is running."""

from tests.podium.recorded import (
    RecordedPit,
    prose,
    said,
    screen_text,
    settled,
    sign_in,
    the_board,
    until,
)
from tests.podium.test_buy_in import amounts
from tests.podium.values import make_pulse


async def test_other_quick_amounts_reach_the_board_and_never_a_bar_that_is_open(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=(120, 36)) as pilot:
        await sign_in(pilot)
        await pilot.press("b")
        others = (3_000, *pit.house.quick_amounts_cents[1:])
        pit.house = pit.house.model_copy(update={"quick_amounts_cents": others})
        pit.send(make_pulse(house_version="2"))
        await until(pilot, lambda: the_board(pilot).house.quick_amounts_cents == others)
        assert said(pilot) == "The quick amounts were changed; look before you press one."
        the_board(pilot).repaint()
        await settled(pilot)
        assert "1 $30 " not in screen_text(pilot)
        await pilot.press("1")
        await settled(pilot)
        await pilot.press("b", "1")
        await settled(pilot)
        assert amounts(pit) == [2_500, 3_000]


async def test_another_role_and_name_hold_at_once_and_a_shorter_lock_locks(
    pit: RecordedPit,
) -> None:
    async with pit.podium().run_test(size=(120, 36)) as pilot:
        await sign_in(pilot)
        pit.send(make_pulse(staff_name="Ann Other", staff_role="dealer"))
        await until(pilot, lambda: "Ann Other" in screen_text(pilot))
        assert said(pilot) == "Your role is dealer from this moment on."
        await pilot.press("o")
        assert said(pilot) == "A dealer does not open tables."
        pit.house = pit.house.model_copy(update={"idle_lock_seconds": 15})
        pit.send(make_pulse(house_version="2", staff_name="Ann Other", staff_role="dealer"))
        await until(pilot, lambda: the_board(pilot).house.idle_lock_seconds == 15)
        pit.clock.seconds += 16
        await until(pilot, lambda: "Locked" in screen_text(pilot))


async def test_whoever_is_made_a_display_is_shown_out(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        pit.send(make_pulse(staff_name="Mira Boss", staff_role="display"))
        await until(pilot, lambda: "A display does not work at the podium" in prose(pilot))
