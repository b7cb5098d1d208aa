"""Two real programs in two pseudo-terminals on one server: what one commits the other paints."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from pitterm.database.demo import DEMO_PASSWORD
from tests.databases import Database
from tests.terminals import Terminal


def _podium(database: Database, login: str) -> Terminal:
    return Terminal(
        "podium",
        environment={
            "PITTERM_DATABASE_URL": database.conninfo,
            "PITTERM_STAFF": login,
            "PITTERM_PASSWORD": DEMO_PASSWORD,
        },
    )


@pytest.fixture
def boss(database: Database) -> Iterator[Terminal]:
    """The pit boss's terminal, on the board."""
    with closing(_podium(database, "boss")) as terminal:
        terminal.wait_for("LIVE")
        yield terminal


@pytest.fixture
def floor(database: Database) -> Iterator[Terminal]:
    """The floor supervisor's terminal, on the board."""
    with closing(_podium(database, "floor")) as terminal:
        terminal.wait_for("LIVE")
        yield terminal


def _row_of(terminal_text: str, label: str) -> str:
    """The table's row in the list, without the panel beside it."""
    rows = (line[:78] for line in terminal_text.splitlines())
    return next((row for row in rows if label in row[:16]), "")


def test_what_one_terminal_commits_the_other_paints(boss: Terminal, floor: Terminal) -> None:
    boss.press("o")
    boss.wait_for("Open BJ-01?")
    boss.wait_for_deafness_to_end()
    boss.press("y")
    for terminal in (boss, floor):
        terminal.wait_for(lambda text: "ACTIVE" in _row_of(text, "BJ-01"))
    boss.press("b", "1")
    boss.wait_for("Logged $25 on BJ-01")
    floor.wait_for(lambda text: "$25" in _row_of(text, "BJ-01"))
    floor.press("b", "4")
    floor.wait_for("Logged $100 on BJ-01")
    boss.wait_for(lambda text: "$125" in _row_of(text, "BJ-01"))


def test_a_dealer_is_refused_politely(database: Database) -> None:
    with closing(_podium(database, "dealer")) as dealer:
        dealer.wait_for("LIVE")
        dealer.press("o")
        dealer.wait_for("A dealer does not open tables.")


def test_a_hangup_ends_the_podium_and_gives_the_terminal_back(boss: Terminal) -> None:
    boss.child.kill(1)
    assert boss.ends() == 128 + 1


def test_quitting_asks_and_ends_with_zero(boss: Terminal) -> None:
    boss.press("q")
    boss.wait_for("Leave pitterm?")
    boss.wait_for_deafness_to_end()
    boss.press("y")
    assert boss.ends() == 0
