"""From each state only its own transitions are possible, and only for who may move a session."""

from collections.abc import Callable
from uuid import UUID

import psycopg
import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused


def _open(boss: Pit, table: UUID) -> Row:
    return boss.open(table)


def _rundown(boss: Pit, table: UUID) -> Row:
    return boss.rundown(boss.open(table))


def _closed(boss: Pit, table: UUID) -> Row:
    return boss.close(boss.open(table), boss.count(table, "close"))


def _cancelled(boss: Pit, table: UUID) -> Row:
    return boss.cancel(boss.open(table))


_SESSIONS: dict[str, Callable[[Pit, UUID], Row]] = {
    "OPEN": _open,
    "ACTIVE": _open,
    "RUNDOWN": _rundown,
    "RUNDOWN from OPEN": _rundown,
    "CLOSED": _closed,
    "cancelled": _cancelled,
}
_MOVES: dict[str, Callable[[Pit, Row], Row]] = {
    "activate": lambda boss, session: boss.activate(session, None),
    "rundown": lambda boss, session: boss.rundown(session),
    "resume": lambda boss, session: boss.resume(session),
    "close": lambda boss, session: boss.close(session),
    "cancel": lambda boss, session: boss.cancel(session),
}
_ALLOWED = {
    ("OPEN", "activate"),
    ("OPEN", "rundown"),
    ("OPEN", "cancel"),
    ("ACTIVE", "rundown"),
    ("ACTIVE", "close"),
    ("ACTIVE", "cancel"),
    ("RUNDOWN", "resume"),
    ("RUNDOWN", "close"),
    ("RUNDOWN from OPEN", "resume"),
    ("RUNDOWN from OPEN", "close"),
}


@pytest.mark.parametrize(
    ("state", "move"),
    [(state, move) for state in _SESSIONS for move in _MOVES if (state, move) not in _ALLOWED],
)
def test_no_other_transition_is_possible(
    boss: Pit, house: House, table: UUID, state: str, move: str
) -> None:
    with house.setting(opening_count_required="OPEN" in state):
        session = _SESSIONS[state](boss, table)
    before = house.events(session)
    with refused("invalid_state_transition"):
        _MOVES[move](boss, session)
    assert house.events(session) == before


def test_the_hint_of_a_refused_transition_names_the_state(boss: Pit, table: UUID) -> None:
    session = boss.rundown(boss.open(table))
    with pytest.raises(psycopg.Error) as caught:
        boss.rundown(session)
    assert "RUNDOWN" in str(caught.value.diag.message_hint)


@pytest.mark.parametrize("login", ["floor", "dealer", "shift", "auditor", "security", "cashier"])
def test_only_the_pit_boss_and_the_admin_move_a_session(
    staff: Staff, login: str, boss: Pit, table: UUID
) -> None:
    session = boss.open(table)
    somebody = staff[login]
    for move in _MOVES.values():
        with refused("forbidden"):
            move(somebody, session)
    with refused("forbidden"):
        somebody.open(table)
    assert staff["admin"].rundown(session)["status"] == "RUNDOWN"
