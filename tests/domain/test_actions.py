"""Why a key is grey, as a sentence."""

import pytest

from pitterm.domain.actions import Action, why_not
from pitterm.domain.board import Availability, status_word
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.staff import Role
from pitterm.domain.telemetry import TelemetryKind
from tests.podium.values import make_entry, make_table

LIVE = [SessionStatus.OPEN, SessionStatus.ACTIVE, SessionStatus.RUNDOWN]


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (Role.DEALER, "A dealer does not open tables."),
        (Role.AUDITOR, "An auditor does not open tables."),
        (Role.SECURITY, "Security does not open tables."),
        (Role.COUNT_TEAM, "The count team does not open tables."),
    ],
)
def test_a_role_that_may_not_is_named(role: Role, sentence: str) -> None:
    assert why_not(Action.OPEN, make_table(), role) == sentence


@pytest.mark.parametrize("action", Action)
def test_without_a_table_nothing_is_done(action: Action) -> None:
    assert why_not(action, None, Role.PIT_BOSS) == "No table is selected."


@pytest.mark.parametrize("action", [Action.RUNDOWN, Action.CLOSE])
def test_a_closed_table_has_nothing_to_end(action: Action) -> None:
    verb = "run down" if action is Action.RUNDOWN else "close"
    closed = make_table("BJ-04", status=None)
    assert why_not(action, closed, Role.PIT_BOSS) == f"BJ-04 has no session to {verb}."
    for status in LIVE:
        assert why_not(action, make_table("BJ-04", status=status), Role.PIT_BOSS) is None


def test_open_is_for_a_table_without_play() -> None:
    assert why_not(Action.OPEN, make_table("BJ-04", status=None), Role.PIT_BOSS) is None
    waiting = make_table("BJ-04", status=SessionStatus.OPEN)
    assert why_not(Action.OPEN, waiting, Role.PIT_BOSS) is None
    running = make_table("BJ-04", status=SessionStatus.ACTIVE)
    assert why_not(Action.OPEN, running, Role.PIT_BOSS) == "BJ-04 is already open (ACTIVE)."


def test_no_buy_in_before_the_opening_count() -> None:
    waiting = make_table("BJ-04", status=SessionStatus.OPEN)
    assert why_not(Action.BUY_IN, waiting, Role.FLOOR_SUPERVISOR) == (
        "BJ-04 waits for its opening count; press {count-chips}."
    )


@pytest.mark.parametrize("action", [Action.OPEN, Action.BUY_IN, Action.COUNT])
def test_a_table_off_the_floor_without_a_session_is_left_alone(action: Action) -> None:
    away = make_table("BJ-04", status=None, availability=Availability.INACTIVE)
    assert why_not(action, away, Role.PIT_BOSS) == "BJ-04 is not on the floor."


@pytest.mark.parametrize("action", [Action.BUY_IN, Action.COUNT, Action.DROP, Action.CLOSE])
def test_a_session_goes_on_although_its_table_left_the_floor(action: Action) -> None:
    away = make_table("BJ-04", status=SessionStatus.ACTIVE, availability=Availability.CLOSED)
    assert why_not(action, away, Role.PIT_BOSS) is None


def test_only_an_entry_that_stands_can_be_undone() -> None:
    stands, undone = make_entry(number=1), make_entry(number=2, is_reversed=True)
    reversal = make_entry(-2_500, number=3)
    adjustment = make_entry(500, number=4, kind=TelemetryKind.ADJUSTMENT)
    for entries, sentence in (
        ((undone, reversal, adjustment), "BJ-04 has no entry to undo."),
        ((undone, reversal, adjustment, stands), None),
    ):
        table = make_table("BJ-04", status=SessionStatus.ACTIVE, recent_entries=entries)
        assert why_not(Action.UNDO, table, Role.FLOOR_SUPERVISOR) == sentence


def test_a_box_may_be_pulled_from_a_table_that_left_the_floor() -> None:
    table = make_table(availability=Availability.INACTIVE)
    assert why_not(Action.DROP, table, Role.FLOOR_SUPERVISOR) is None


def test_an_owed_count_is_taken_although_the_table_left_the_floor() -> None:
    table = make_table(availability=Availability.INACTIVE, owes_count=True)
    assert why_not(Action.COUNT, table, Role.FLOOR_SUPERVISOR) is None
    assert status_word(table) == "○ CLOSED ▲ count owed"


def test_a_live_session_shows_although_its_table_left_the_floor() -> None:
    table = make_table("BJ-01", 1, SessionStatus.ACTIVE, availability=Availability.INACTIVE)
    assert status_word(table) == "● ACTIVE"
