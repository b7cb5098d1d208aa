"""Buy-ins: amounts, kinds, linkage, tender, and the time they count at."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Staff, refused


def test_an_unrated_buy_in_is_cash_now_unless_said_otherwise(
    floor: Pit, boss: Pit, table: UUID
) -> None:
    session = boss.open(table)
    entry = floor.buy_in(table, 2_500, note=" seat 3 ")
    assert (entry["amount_cents"], entry["telemetry_kind"]) == (2_500, "GRIND_BUYIN")
    assert (entry["tender_type"], entry["note"]) == ("cash", "seat 3")
    assert (entry["visit_id"], entry["rating_slip_id"], entry["reverses_id"]) == (None, None, None)
    assert entry["actor_id"] == floor.staff_id
    assert session["opened_at"] < entry["occurred_at"] == entry["created_at"]


@pytest.mark.parametrize("cents", [0, -1, -2_500, 1_000_000_001, 2**63 - 1, -(2**63)])
def test_an_amount_out_of_bounds_is_refused(boss: Pit, table: UUID, cents: int) -> None:
    boss.open(table)
    with refused("invalid_amount"):
        boss.buy_in(table, cents)


def test_amounts_reach_to_their_bounds_and_never_decide_the_kind(boss: Pit, table: UUID) -> None:
    boss.open(table)
    for cents in (1, 1_000_000_000):
        entry = boss.buy_in(table, cents)
        assert (entry["amount_cents"], entry["telemetry_kind"]) == (cents, "GRIND_BUYIN")


@pytest.mark.parametrize("kind", ["REVERSAL", "grind_buyin", "", "BUYIN", "x" * 2_000_000])
def test_an_unknown_kind_is_refused(boss: Pit, table: UUID, kind: str) -> None:
    boss.open(table)
    with refused("invalid_argument"):
        boss.buy_in(table, kind=kind)


@pytest.mark.parametrize("tender", ["cash", "marker", "coupon", "chips"])
def test_the_tender_is_kept(boss: Pit, table: UUID, tender: str) -> None:
    boss.open(table)
    assert boss.buy_in(table, tender_type=tender)["tender_type"] == tender


@pytest.mark.parametrize("tender", ["", "CASH", "card"])
def test_an_unknown_tender_is_refused(boss: Pit, table: UUID, tender: str) -> None:
    boss.open(table)
    with refused("invalid_argument"):
        boss.buy_in(table, tender_type=tender)


def test_a_rated_buy_in_names_its_visit_and_slip(boss: Pit, house: House, table: UUID) -> None:
    boss.open(table)
    player = house.new_slip(table)
    entry = boss.buy_in(table, kind="RATED_BUYIN", **player)
    assert entry["visit_id"] == player["visit_id"]
    assert entry["rating_slip_id"] == player["rating_slip_id"]
    for named in ({}, {"visit_id": player["visit_id"]}, {"rating_slip_id": UUID(int=1)}):
        with refused("invalid_linkage"):
            boss.buy_in(table, kind="RATED_BUYIN", **named)


def test_a_slip_is_of_that_visit_that_table_and_that_casino(
    boss: Pit, house: House, table: UUID
) -> None:
    boss.open(table)
    player, other = house.new_slip(table), house.new_slip(table)
    foreign = house.new_slip(house.new_table("lakeside"), "lakeside")
    for wrong in (
        {**player, "visit_id": other["visit_id"]},
        {**player, "rating_slip_id": UUID(int=0)},
        house.new_slip(house.new_table()),
        foreign,
    ):
        with refused("invalid_linkage"):
            boss.buy_in(table, kind="RATED_BUYIN", **wrong)


def test_an_unrated_buy_in_names_no_player(boss: Pit, house: House, table: UUID) -> None:
    boss.open(table)
    player = house.new_slip(table)
    for name, value in player.items():
        with refused("invalid_linkage"):
            boss.buy_in(table, **{name: value})


def test_without_a_session_a_buy_in_is_asked_about(boss: Pit, table: UUID) -> None:
    with refused("no_live_session"):
        boss.buy_in(table)
    assert boss.buy_in(table, outside_session=True)["amount_cents"] == 2_500
    (entry,) = boss.view(table)["recent_entries"]
    assert entry["outside_session"]
    boss.open(table)
    boss.buy_in(table)
    assert [e["outside_session"] for e in boss.view(table)["recent_entries"]] == [False, True]


def test_a_table_off_the_floor_takes_no_buy_in(boss: Pit, house: House) -> None:
    with refused("table_not_available"):
        boss.buy_in(house.new_table(status="inactive"), outside_session=True)


def test_an_entry_of_the_future_is_refused(boss: Pit, house: House, table: UUID) -> None:
    boss.open(table)
    now = house.value("select clock_timestamp()")
    for later in (now + timedelta(minutes=1), "infinity"):
        with refused("invalid_argument"):
            boss.buy_in(table, occurred_at=later)


def test_an_entry_from_before_the_session_opened_is_refused(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    for before in (session["opened_at"] - timedelta(microseconds=1), "-infinity"):
        with refused("invalid_argument"):
            boss.buy_in(table, occurred_at=before)
    entry = boss.buy_in(table, occurred_at=session["opened_at"])
    assert entry["occurred_at"] == session["opened_at"] < entry["created_at"]


def test_an_entry_outside_is_not_from_before_the_last_close(boss: Pit, table: UUID) -> None:
    closed = boss.close(boss.open(table), boss.count(table, "close"))
    with refused("invalid_argument"):
        boss.buy_in(table, outside_session=True, occurred_at=closed["closed_at"])
    after = closed["closed_at"] + timedelta(microseconds=1)
    assert boss.buy_in(table, outside_session=True, occurred_at=after)["occurred_at"] == after


@pytest.mark.parametrize("before", ["-infinity", "4714-11-24 00:00 BC", "1999-12-31 23:59"])
def test_an_entry_outside_is_not_from_long_ago(boss: Pit, table: UUID, before: str) -> None:
    with refused("invalid_argument"):
        boss.buy_in(table, outside_session=True, occurred_at=before)


def test_the_gaming_day_is_that_of_the_entrys_own_time(
    boss: Pit, house: House, table: UUID
) -> None:
    session = boss.open(table)
    house.change("table_session", session["id"], opened_at=session["opened_at"] - timedelta(days=2))
    past = session["opened_at"] - timedelta(days=1)
    entry = boss.buy_in(table, occurred_at=past)
    assert entry["gaming_day"] == house.value(
        "select pit_private.gaming_day_of(%s, %s)", house.casino, past
    )
    assert entry["gaming_day"] == session["gaming_day"] - timedelta(days=1)
    assert boss.reverse(entry)["gaming_day"] == entry["gaming_day"]


def test_a_buy_in_at_an_unknown_or_foreign_table_is_refused(boss: Pit, house: House) -> None:
    for nowhere in (UUID(int=0), house.new_table("lakeside")):
        with refused("table_not_found"):
            boss.buy_in(nowhere)


@pytest.mark.parametrize("login", ["dealer", "security", "shift", "cashier", "count", "auditor"])
def test_only_floor_boss_and_admin_log_and_reverse(
    staff: Staff, boss: Pit, table: UUID, login: str
) -> None:
    boss.open(table)
    entry = boss.buy_in(table)
    with refused("forbidden"):
        staff[login].buy_in(table)
    with refused("forbidden"):
        staff[login].reverse(entry, "wrong amount")
    assert staff["floor"].buy_in(table)
    assert staff["admin"].buy_in(table)


def test_a_note_on_a_buy_in_is_bounded(boss: Pit, table: UUID) -> None:
    boss.open(table)
    with refused("notes_too_long"):
        boss.buy_in(table, note="n" * 1_001)
