"""A session closes with a count or a drop of its own table, made during it and used by no other."""

from uuid import UUID

import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, refused


def test_a_session_does_not_close_with_nothing(boss: Pit, table: UUID) -> None:
    with refused("missing_closing_artifact"):
        boss.close(boss.open(table))


@pytest.mark.usefixtures("drop_alone_closes")
def test_no_setting_lets_a_session_close_with_nothing(boss: Pit, table: UUID) -> None:
    with refused("missing_closing_artifact"):
        boss.close(boss.open(table))


def test_a_casino_that_insists_on_the_count_refuses_the_drop_alone(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    with refused("missing_closing_artifact"):
        boss.close(session, drop=boss.drop(table))
    assert boss.current(table) == [session]


def test_an_unknown_artifact_is_not_found(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    count, nobody = boss.count(table, "close"), UUID(int=0)
    with refused("artifact_not_found"):
        boss.close(session, nobody)
    with refused("artifact_not_found"):
        boss.close(session, count, nobody)
    assert boss.close(session, count)["status"] == "CLOSED"


def test_an_artifact_of_another_table_is_not_found(boss: Pit, house: House, table: UUID) -> None:
    other = house.new_table()
    boss.open(other)
    foreign_count, foreign_drop = boss.count(other, "close"), boss.drop(other)
    session = boss.open(table)
    with refused("artifact_not_found"):
        boss.close(session, foreign_count)
    with refused("artifact_not_found"):
        boss.close(session, boss.count(table, "close"), foreign_drop)


def test_a_used_artifact_of_another_table_is_not_found_either(
    boss: Pit, house: House, table: UUID
) -> None:
    other = house.new_table()
    elsewhere = boss.open(other)
    count, drop = boss.count(other, "close"), boss.drop(other)
    boss.close(elsewhere, count, drop)
    session = boss.open(table)
    with refused("artifact_not_found"):
        boss.close(session, count)
    with refused("artifact_not_found"):
        boss.close(session, boss.count(table, "close"), drop)


def test_an_artifact_of_another_casino_is_not_found(
    boss: Pit, boss2: Pit, house: House, table: UUID
) -> None:
    other = house.new_table("lakeside")
    second = house.new_colleague("dealer", "lakeside")
    boss2.open(other)
    foreign_count = boss2.count(other, "close", counted_with=second)
    foreign_drop = boss2.drop(other, witnessed_by=second)
    session = boss.open(table)
    with refused("artifact_not_found"):
        boss.close(session, foreign_count)
    with refused("artifact_not_found"):
        boss.close(session, boss.count(table, "close"), foreign_drop)


def test_a_count_of_another_type_does_not_close(boss: Pit, table: UUID) -> None:
    opener = boss.count(table, "open")
    session = boss.open(table)
    for wrong in (opener, boss.count(table, "rundown")):
        with refused("artifact_not_found"):
            boss.close(session, wrong)


@pytest.mark.usefixtures("drop_alone_closes")
def test_an_artifact_of_an_earlier_session_does_not_close(boss: Pit, table: UUID) -> None:
    first = boss.open(table)
    unused_count, unused_drop = boss.count(table, "close"), boss.drop(table)
    boss.close(first, boss.count(table, "close"))
    session = boss.open(table)
    with refused("artifact_not_found"):
        boss.close(session, unused_count)
    with refused("artifact_not_found"):
        boss.close(session, drop=unused_drop)


@pytest.mark.usefixtures("drop_alone_closes")
def test_a_drop_made_outside_any_session_does_not_close(boss: Pit, table: UUID) -> None:
    before = boss.drop(table)
    session = boss.open(table)
    with refused("artifact_not_found"):
        boss.close(session, drop=before)


@pytest.mark.usefixtures("drop_alone_closes")
def test_a_used_artifact_does_not_close_again(boss: Pit, table: UUID) -> None:
    first = boss.open(table)
    count, drop = boss.count(table, "close"), boss.drop(table)
    boss.close(first, count, drop)
    session = boss.open(table)
    with refused("artifact_already_used"):
        boss.close(session, count)
    with refused("artifact_already_used"):
        boss.close(session, drop=drop)
    assert boss.current(table) == [session]


def test_both_artifacts_are_kept(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    count, drop = boss.count(table, "close"), boss.drop(table)
    closed = boss.close(session, count, drop)
    assert closed["closing_inventory_snapshot_id"] == count["id"]
    assert closed["drop_event_id"] == drop["id"]


def test_closing_notes_hold_a_thousand_characters(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    count = boss.count(table, "close")
    with refused("notes_too_long"):
        boss.close(session, count, notes="n" * 1001)
    with refused("invalid_text"):
        boss.close(session, count, notes="bell\a")
    assert boss.close(session, count, notes="n" * 1000)["notes"] == "n" * 1000
