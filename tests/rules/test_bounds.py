"""The bounds a dialog checks before the wire are those the database keeps."""

from datetime import timedelta

import psycopg
import pytest
from psycopg.types.json import Jsonb

from pitterm.domain.chips import MAX_DENOMINATION_CENTS, MAX_PIECES, MAX_TOTAL_CENTS
from pitterm.domain.money import MAX_AMOUNT_CENTS
from pitterm.domain.shifts import REACH_AHEAD, REACH_BACK
from pitterm.domain.text import LABEL_LIMIT, NOTES_LIMIT
from tests.rules.house import House

_NOTE = "select pit_private.checked_note(repeat('x', %s))"
_LABEL = "select pit_private.checked_label(repeat('x', %s), 'seal')"
_AMOUNT = "select pit_private.check_buyin(%s, 'GRIND_BUYIN', 'cash', null, null)"
_CHIPSET = "select pit_private.check_chipset(%s)"
_SOON = timedelta(seconds=30)


def _answer(house: House, query: str, *arguments: object) -> str | None:
    """The hint of the refusal; None when there was none."""
    try:
        house.value(query, *arguments)
    except psycopg.Error as error:
        return error.diag.message_hint
    return None


@pytest.mark.parametrize(
    ("query", "limit"), [(_NOTE, NOTES_LIMIT), (_LABEL, LABEL_LIMIT), (_AMOUNT, MAX_AMOUNT_CENTS)]
)
def test_texts_and_amounts_reach_to_the_same_limit(house: House, query: str, limit: int) -> None:
    assert _answer(house, query, limit) is None
    assert _answer(house, query, limit + 1) is not None


@pytest.mark.parametrize(
    ("denomination", "pieces", "is_good"),
    [
        (MAX_DENOMINATION_CENTS, 1, True),
        (MAX_DENOMINATION_CENTS + 1, 1, False),
        (1, MAX_PIECES, True),
        (1, MAX_PIECES + 1, False),
        (MAX_DENOMINATION_CENTS, MAX_TOTAL_CENTS // MAX_DENOMINATION_CENTS, True),
        (MAX_DENOMINATION_CENTS, MAX_TOTAL_CENTS // MAX_DENOMINATION_CENTS + 1, False),
    ],
)
def test_trays_reach_to_the_same_limits(
    house: House, denomination: int, pieces: int, is_good: bool
) -> None:
    answer = _answer(house, _CHIPSET, Jsonb({str(denomination): pieces}))
    assert (answer is None) is is_good


@pytest.mark.parametrize(
    ("away", "is_in_reach"),
    [
        (-REACH_BACK - _SOON, False),
        (-REACH_BACK + _SOON, True),
        (REACH_AHEAD - _SOON, True),
        (REACH_AHEAD + _SOON, False),
    ],
)
def test_a_shift_change_is_within_the_same_reach(
    house: House, away: timedelta, is_in_reach: bool
) -> None:
    # Whether a shift begins there is asked afterwards.
    check = (
        "select pit_private.check_shift_boundary(%s, 'rundown', now.at + %s, now.at)"
        " from clock_timestamp() as now (at)"
    )
    answer = _answer(house, check, house.casino, away) or ""
    assert ("within reach" not in answer) is is_in_reach
