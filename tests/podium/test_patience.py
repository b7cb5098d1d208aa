"""Whoever guesses passwords at a terminal waits longer each time, and nobody else does."""

import pytest

from pitterm.domain.errors import LoginRefused
from pitterm.podium.patience import (
    FORGIVEN_AFTER_SECONDS,
    LONGEST_WAIT_SECONDS,
    MOST_LOGINS,
    Patience,
    TooSoon,
    wait_after,
)
from pitterm.podium.screens.board import BoardScreen
from pitterm.podium.screens.login import LockScreen
from tests.podium.recorded import PASSWORD, Clock, RecordedPit, prose, settled, sign_in

SIZE = (120, 36)


class Guesser:
    """Somebody at the terminal, and how often their password got as far as the server."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.patience = Patience(self.clock)
        self.sent = 0

    async def try_wrong(self, login: str = "boss") -> None:
        with pytest.raises(LoginRefused):
            await self.patience.ask(login, self._refuse)

    async def try_right(self, login: str = "boss") -> str:
        return await self.patience.ask(login, self._let_in)

    async def _refuse(self) -> str:
        self.sent += 1
        raise LoginRefused()

    async def _let_in(self) -> str:
        return "in"


def test_the_wait_grows_and_has_an_end() -> None:
    waits = [wait_after(failures) for failures in range(8)]
    assert waits == [0, 0, 2, 4, 8, 16, 30, 30]
    assert wait_after(100_000) == LONGEST_WAIT_SECONDS


async def test_a_guess_within_the_wait_is_not_sent_and_makes_it_no_longer() -> None:
    guesser = Guesser()
    for _ in range(3):
        await guesser.try_wrong()
    assert guesser.sent == 2
    with pytest.raises(TooSoon, match=r"2 wrong passwords in a row for boss. Try again in 2 s."):
        await guesser.try_right()
    guesser.clock.seconds += 2
    assert await guesser.try_right() == "in"


async def test_another_login_is_not_slowed() -> None:
    guesser = Guesser()
    for _ in range(9):
        await guesser.try_wrong()
        guesser.clock.seconds += LONGEST_WAIT_SECONDS
    await guesser.try_wrong()
    assert await guesser.try_right("floor") == "in"


async def test_nobody_is_kept_out_for_longer_than_the_longest_wait() -> None:
    guesser = Guesser()
    for _ in range(50):
        await guesser.try_wrong()
        guesser.clock.seconds += LONGEST_WAIT_SECONDS
    assert await guesser.try_right() == "in"
    await guesser.try_wrong()
    assert await guesser.try_right() == "in"


async def test_what_was_long_ago_is_forgiven() -> None:
    guesser = Guesser()
    for _ in range(5):
        await guesser.try_wrong()
        guesser.clock.seconds += LONGEST_WAIT_SECONDS
    guesser.clock.seconds += FORGIVEN_AFTER_SECONDS
    await guesser.try_wrong()
    assert await guesser.try_right() == "in"


async def test_invented_logins_fill_no_memory() -> None:
    guesser = Guesser()
    for number in range(2 * MOST_LOGINS):
        await guesser.try_wrong(f"nobody-{number}")
    assert len(guesser.patience._failures) == MOST_LOGINS


async def test_the_login_says_how_long_to_wait(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        for _ in range(2):
            await sign_in(pilot, password="wrong")
            assert "The login or password is not right." in prose(pilot)
        await sign_in(pilot)
        assert "2 wrong passwords in a row for boss. Try again in 2 s." in prose(pilot)
        assert pit.desks == []
        pit.clock.seconds += 2
        await sign_in(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_the_lock_is_as_patient_and_lets_somebody_else_in(pit: RecordedPit) -> None:
    async with pit.podium().run_test(size=SIZE) as pilot:
        await sign_in(pilot)
        await pilot.press("x")
        for _ in range(3):
            await sign_in(pilot, password="wrong")
        assert isinstance(pilot.app.screen, LockScreen)
        assert "2 wrong passwords in a row for boss" in prose(pilot)
        await sign_in(pilot, "floor", PASSWORD)
        await settled(pilot)
        assert "Flo Floor · floor supervisor" in prose(pilot)
