"""A session closed by its drop alone owes a count, once, until the table opens again."""

from uuid import UUID

import pytest

from tests.rules.house import House
from tests.rules.pit import CHIPS, CHIPS_CENTS, Pit, Row, refused

pytestmark = pytest.mark.usefixtures("drop_alone_closes")


@pytest.fixture
def owing(boss: Pit, table: UUID) -> Row:
    """A session that closed without its count."""
    session = boss.open(table)
    return boss.close(session, drop=boss.drop(table))


def test_a_drop_alone_closes_and_owes_the_count(boss: Pit, table: UUID, owing: Row) -> None:
    assert (owing["status"], owing["close_reason"]) == ("CLOSED", "drop_only")
    view = boss.view(table)
    assert (view["owes_count"], view["expected_opener_cents"]) == (True, None)


def test_the_owed_count_attaches_once(boss: Pit, house: House, table: UUID, owing: Row) -> None:
    with refused("no_live_session"):
        boss.count(table, "rundown")
    count = boss.count(table, "close", note="counted late")
    assert count["table_session_id"] == owing["id"]
    assert (
        house.value(
            "select closing_inventory_snapshot_id from pit.table_session where id = %s", owing["id"]
        )
        == count["id"]
    )
    assert house.events(owing)[-1] == (
        "count_attached",
        "CLOSED",
        "CLOSED",
        boss.staff_id,
        "counted late",
    )
    view = boss.view(table)
    assert (view["owes_count"], view["expected_opener_cents"]) == (False, CHIPS_CENTS)
    with refused("no_live_session"):
        boss.count(table, "close")


def test_a_table_that_owes_a_count_opens_over_a_noted_count_only(
    boss: Pit, house: House, table: UUID, owing: Row
) -> None:
    with refused("missing_opening_count"):
        boss.open(table)
    boss.count(table, "open")
    with refused("missing_opening_count"):
        boss.open(table)
    noted = boss.count(table, "open", note="box was pulled before the count")
    session = boss.open(table)
    assert session["opening_inventory_snapshot_id"] == noted["id"]
    assert session["expected_inventory_snapshot_id"] is None
    assert house.events(session)[-1][4] == "box was pulled before the count"


def test_the_owed_count_is_no_longer_taken_once_the_table_is_open(
    boss: Pit, house: House, table: UUID, owing: Row
) -> None:
    boss.count(table, "open", note="box was pulled before the count")
    boss.open(table)
    count = boss.count(table, "close")
    assert count["table_session_id"] == boss.current(table)[0]["id"]
    assert (
        house.value(
            "select closing_inventory_snapshot_id from pit.table_session where id = %s", owing["id"]
        )
        is None
    )


def test_an_opener_made_before_the_owed_count_opens_nothing(
    boss: Pit, table: UUID, owing: Row
) -> None:
    boss.count(table, "open", {"10000": 7})
    owed = boss.count(table, "close", CHIPS)
    session = boss.open(table)
    assert session["opening_inventory_snapshot_id"] is None
    assert session["expected_inventory_snapshot_id"] == owed["id"]


def test_an_opener_made_before_the_owed_count_activates_nothing(
    boss: Pit, house: House, table: UUID, owing: Row
) -> None:
    opener = boss.count(table, "open", {"10000": 7}, note="found like this")
    boss.count(table, "close", CHIPS)
    with house.setting(opening_count_required=True):
        session = boss.open(table)
    assert session["status"] == "OPEN"
    with refused("artifact_not_found"):
        boss.activate(session, opener)


def test_a_closing_count_beside_the_drop_leaves_nothing_owed(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    drop = boss.drop(table)
    closed = boss.close(session, boss.count(table, "close"), drop)
    assert (closed["close_reason"], closed["drop_event_id"]) == ("counted", drop["id"])
    assert not boss.view(table)["owes_count"]
