"""Where the casino asks for it, no play begins before the tray was counted."""

from uuid import UUID

import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, refused

pytestmark = pytest.mark.usefixtures("count_before_play")

MORE_CHIPS = {"10000": 101}


def test_a_table_opens_and_waits_for_its_count(boss: Pit, house: House, table: UUID) -> None:
    session = boss.open(table)
    assert (session["status"], session["opening_count_required"]) == ("OPEN", True)
    assert boss.view(table)["opening_count_due"]
    with refused("missing_opening_count"):
        boss.activate(session, None)
    opener = boss.count(table, "open")
    assert opener["table_session_id"] == session["id"]
    active = boss.activate(session, opener)
    assert (active["status"], active["opening_inventory_snapshot_id"]) == ("ACTIVE", opener["id"])
    assert not boss.view(table)["opening_count_due"]
    assert house.events(active)[-1] == ("activate", "OPEN", "ACTIVE", boss.staff_id, None)


def test_a_count_made_before_lets_the_table_open_active(boss: Pit, table: UUID) -> None:
    boss.count(table, "open")
    newest = boss.count(table, "open")
    session = boss.open(table)
    assert session["status"] == "ACTIVE"
    assert session["opening_inventory_snapshot_id"] == newest["id"]


def test_a_count_opens_one_session_only(boss: Pit, table: UUID) -> None:
    opener = boss.count(table, "open")
    boss.cancel(boss.open(table))
    session = boss.open(table)
    assert session["status"] == "OPEN"
    with refused("artifact_already_used"):
        boss.activate(session, opener)


def test_a_count_from_before_the_last_close_opens_nothing(boss: Pit, table: UUID) -> None:
    stale = boss.count(table, "open")
    boss.count(table, "open")
    boss.close(boss.open(table), boss.count(table, "close"))
    session = boss.open(table)
    assert session["status"] == "OPEN"
    with refused("artifact_not_found"):
        boss.activate(session, stale)


def test_only_an_opening_count_of_this_table_and_casino_activates(
    boss: Pit, boss2: Pit, house: House, table: UUID
) -> None:
    session = boss.open(table)
    elsewhere = boss.count(house.new_table(), "open")
    foreign = boss2.count(
        house.new_table("lakeside"), "open", counted_with=house.new_colleague("dealer", "lakeside")
    )
    for wrong in (elsewhere, foreign, UUID(int=0), session["id"]):
        with refused("artifact_not_found"):
            boss.activate(session, wrong)
    running_down = boss.rundown(session)
    spot_check = boss.count(table)
    with refused("artifact_not_found"):
        boss.activate(boss.resume(running_down), spot_check)


def test_no_buy_in_before_the_opening_count_even_in_rundown(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    for outside_session in (False, True):
        with refused("missing_opening_count"):
            boss.buy_in(table, outside_session=outside_session)
    session = boss.rundown(session)
    with refused("missing_opening_count"):
        boss.buy_in(table)
    opener = boss.count(table, "open")
    boss.activate(boss.resume(session), opener)
    assert boss.buy_in(table)["amount_cents"] == 2_500


def test_a_waiting_session_takes_its_opener_and_no_other_count(boss: Pit, table: UUID) -> None:
    boss.open(table)
    for kind in ("rundown", "close"):
        with refused("missing_opening_count"):
            boss.count(table, kind)
    assert boss.count(table, "open")["snapshot_type"] == "open"


def test_an_active_session_takes_no_opening_count(boss: Pit, table: UUID) -> None:
    boss.activate(boss.open(table), boss.count(table, "open"))
    with refused("invalid_state_transition"):
        boss.count(table, "open")


def test_an_opener_that_differs_from_the_closer_needs_a_note(
    boss: Pit, house: House, table: UUID
) -> None:
    boss.count(table, "open")
    boss.close(boss.open(table), boss.count(table, "close"))
    with refused("reason_required"):
        boss.count(table, "open", MORE_CHIPS)
    session = boss.open(table)
    with refused("reason_required"):
        boss.count(table, "open", MORE_CHIPS)
    opener = boss.count(table, "open", MORE_CHIPS, note="one chip found under the tray")
    active = boss.activate(session, opener)
    assert house.events(active)[-1][4] == "one chip found under the tray"


def test_activation_with_a_difference_nobody_noted_needs_a_note(
    boss: Pit, house: House, table: UUID
) -> None:
    boss.count(table, "open")
    boss.close(boss.open(table), boss.count(table, "close"))
    session = boss.open(table)
    opener = boss.count(table, "open")
    silent = house.value(
        "insert into pit.table_inventory_snapshot (casino_id, gaming_table_id, snapshot_type,"
        " chipset, counted_at, recorded_by_staff_id)"
        " select casino_id, gaming_table_id, 'open', '{\"100\": 1}', clock_timestamp(),"
        " recorded_by_staff_id from pit.table_inventory_snapshot where id = %s returning id",
        opener["id"],
    )
    with refused("reason_required"):
        boss.activate(session, silent)
    active = boss.activate(session, silent, note="  counted by hand ")
    assert house.events(active)[-1][4] == "counted by hand"


def test_the_policy_of_a_session_is_the_one_it_opened_under(
    boss: Pit, house: House, table: UUID
) -> None:
    session = boss.open(table)
    with house.setting(opening_count_required=False):
        with refused("missing_opening_count"):
            boss.buy_in(table)
        assert boss.open(house.new_table())["status"] == "ACTIVE"
    assert boss.activate(session, boss.count(table, "open"))["status"] == "ACTIVE"
