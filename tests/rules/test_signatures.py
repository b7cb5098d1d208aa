"""A named person is not a signature: the second person signs over their own login."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused

NOWHERE = UUID(int=0)


@pytest.fixture(scope="module")
def dealer(staff: Staff) -> Pit:
    """Whom the others name as their second person."""
    return staff["dealer"]


@pytest.fixture
def counts_are_signed(house: House) -> Iterator[None]:
    """Harbor uses an opening or closing count when it is signed."""
    with house.setting(count_signature=True):
        yield


def voided_slip(house: House, session: Row, witness: UUID) -> UUID:
    """An issued fill that the cashier voided before this witness."""
    now = house.value("select clock_timestamp()")
    cashier = house.database.staff_id("cashier")
    return house.insert(
        "fill_credit_slip",
        casino_id=house.casino,
        gaming_table_id=session["gaming_table_id"],
        table_session_id=session["id"],
        kind="fill",
        status="VOID",
        slip_year=2026,
        slip_number=uuid4().int % 900_000 + 1,
        chipset='{"100": 1}',
        requested_at=now,
        requested_by_staff_id=house.boss,
        issued_at=now,
        issued_by_staff_id=cashier,
        voided_at=now,
        voided_by_staff_id=cashier,
        void_witnessed_by_staff_id=witness,
        void_reason="wrong table",
    )


def hint(error: psycopg.Error) -> str:
    return str(error.diag.message_hint)


def test_the_second_person_signs_a_count_a_drop_a_void_and_a_voided_slip(
    boss: Pit, dealer: Pit, house: House, table: UUID
) -> None:
    count, drop = boss.count(table, "open"), boss.drop(table)
    session = boss.open(table)
    void = boss.void_count(boss.count(table))
    slip = voided_slip(house, session, dealer.staff_id)
    for kind, record in (
        ("count", count["id"]),
        ("drop", drop["id"]),
        ("void", void["id"]),
        ("slip_void", slip),
    ):
        signature = dealer.sign(record, kind)
        assert (signature["record_kind"], signature["record_id"]) == (kind, record)
        assert signature["staff_id"] == dealer.staff_id
        assert signature["signed_at"] >= drop["removed_at"]


@pytest.mark.parametrize("login", ["dealer", "security", "floor", "boss", "shift", "cashier"])
def test_whoever_may_be_named_may_sign(staff: Staff, table: UUID, login: str) -> None:
    author = staff["floor" if login == "boss" else "boss"]
    count = author.count(table, "open", counted_with=staff[login].staff_id)
    assert staff[login].sign(count)["staff_id"] == staff[login].staff_id


@pytest.mark.parametrize("login", ["count", "auditor", "admin"])
def test_a_role_that_is_no_second_person_does_not_sign(
    staff: Staff, boss: Pit, table: UUID, login: str
) -> None:
    with refused("forbidden"):
        staff[login].sign(boss.count(table, "open"))


def test_only_the_person_who_was_named_signs(staff: Staff, boss: Pit, table: UUID) -> None:
    count, drop = boss.count(table, "open"), boss.drop(table)
    for login in ("boss", "floor", "security"):
        with refused("forbidden"):
            staff[login].sign(count)
        with refused("forbidden"):
            staff[login].sign(drop, "drop")


def test_a_record_is_signed_once(boss: Pit, dealer: Pit, table: UUID) -> None:
    count = boss.count(table, "open")
    dealer.sign(count)
    with refused("artifact_already_used"):
        dealer.sign(count)


def test_a_signature_is_replayed_under_its_key(boss: Pit, dealer: Pit, table: UUID) -> None:
    count, key = boss.count(table, "open"), f"sign-{table}"
    first = dealer.sign(count, idempotency_key=key)
    assert dealer.sign(count, idempotency_key=key) == first
    with refused("idempotency_conflict"):
        dealer.sign(boss.drop(table), "drop", idempotency_key=key)


def test_what_names_nobody_is_not_there_to_be_signed(
    boss: Pit, dealer: Pit, house: House, table: UUID
) -> None:
    session = boss.open(table)
    alone = boss.count(table)
    drop = boss.drop(table)
    for kind, record in (
        ("count", alone["id"]),
        ("count", drop["id"]),
        ("drop", alone["id"]),
        ("void", drop["id"]),
        ("slip_void", session["id"]),
        ("count", NOWHERE),
    ):
        with refused("artifact_not_found"):
            dealer.sign(record, kind)


def test_a_voided_record_is_not_signed_any_more(boss: Pit, dealer: Pit, table: UUID) -> None:
    count, drop = boss.count(table, "open"), boss.drop(table)
    boss.void_count(count)
    boss.void_drop(drop)
    with refused("artifact_not_found"):
        dealer.sign(count)
    with refused("artifact_not_found"):
        dealer.sign(drop, "drop")


def test_another_casinos_record_is_not_found(boss2: Pit, dealer: Pit, house: House) -> None:
    second = house.new_colleague("dealer", "lakeside")
    foreign = boss2.count(house.new_table("lakeside"), "open", counted_with=second)
    with refused("artifact_not_found"):
        dealer.sign(foreign)


def test_a_record_is_of_a_known_kind(dealer: Pit) -> None:
    for kind in ("", "COUNT", "session"):
        with refused("invalid_argument"):
            dealer.sign(NOWHERE, kind)
    with refused("missing_argument"):
        dealer.sign(NOWHERE, None)


def test_a_signature_at_two_terminals_is_one(
    staff: Staff, boss: Pit, dealer: Pit, house: House, table: UUID
) -> None:
    count = boss.count(table, "open")
    other = staff.sign_in("dealer")
    with ThreadPoolExecutor(1) as pool:
        with dealer.connection.transaction():
            dealer.sign(count)
            second = pool.submit(other.sign, count)
            house.wait_until_blocked(other)
        with refused("artifact_already_used"):
            second.result()
    other.connection.close()


def test_everybody_on_the_floor_sees_who_signed_and_no_figure(
    staff: Staff, boss: Pit, dealer: Pit, table: UUID
) -> None:
    signature = dealer.sign(boss.count(table, "open"))
    for login in ("security", "cashier", "count", "auditor"):
        (seen,) = staff[login].query(
            "select * from pit.custody_signature where id = %s", signature["id"]
        )
        assert seen == signature


def test_without_the_setting_a_named_person_is_enough(boss: Pit, table: UUID) -> None:
    count = boss.count(table, "open")
    session = boss.open(table)
    assert session["opening_inventory_snapshot_id"] == count["id"]
    assert boss.close(session, boss.count(table, "close"))["status"] == "CLOSED"


@pytest.mark.usefixtures("counts_are_signed")
def test_an_unsigned_opening_count_is_left_out_of_the_session(
    boss: Pit, dealer: Pit, house: House, table: UUID
) -> None:
    boss.count(table, "open")
    session = boss.open(table)
    assert (session["status"], session["opening_inventory_snapshot_id"]) == ("ACTIVE", None)
    other = house.new_table()
    signed = boss.count(other, "open")
    dealer.sign(signed)
    boss.count(other, "open")
    assert boss.open(other)["opening_inventory_snapshot_id"] == signed["id"]


@pytest.mark.usefixtures("counts_are_signed", "count_before_play")
def test_play_begins_with_a_signed_count(boss: Pit, dealer: Pit, table: UUID) -> None:
    opener = boss.count(table, "open")
    session = boss.open(table)
    assert session["status"] == "OPEN"
    with pytest.raises(psycopg.Error) as caught:
        boss.activate(session, opener)
    assert hint(caught.value) == "Linh Tran has to sign the opening count first."
    with refused("missing_opening_count"):
        boss.activate(session, opener)
    dealer.sign(opener)
    assert boss.activate(session, opener)["status"] == "ACTIVE"


@pytest.mark.usefixtures("counts_are_signed")
def test_a_session_closes_with_a_signed_count(boss: Pit, dealer: Pit, table: UUID) -> None:
    session = boss.open(table)
    closer = boss.count(table, "close")
    with pytest.raises(psycopg.Error) as caught:
        boss.close(session, closer)
    assert hint(caught.value) == "Linh Tran has to sign the closing count first."
    with refused("missing_closing_artifact"):
        boss.close(session, closer)
    dealer.sign(closer)
    assert boss.close(session, closer)["status"] == "CLOSED"


@pytest.mark.usefixtures("counts_are_signed", "drop_alone_closes")
def test_an_owed_count_is_attached_when_it_is_signed(
    boss: Pit, dealer: Pit, house: House, table: UUID
) -> None:
    session = boss.open(table)
    boss.close(session, drop=boss.drop(table))
    count = boss.count(table, "close", note="counted late")
    assert boss.view(table)["owes_count"] is True
    dealer.sign(count)
    assert boss.view(table)["owes_count"] is False
    assert house.events(session)[-1] == (
        "count_attached",
        "CLOSED",
        "CLOSED",
        dealer.staff_id,
        "counted late",
    )


@pytest.mark.usefixtures("counts_are_signed", "drop_alone_closes")
def test_an_owed_count_signed_after_the_table_opened_is_not_attached(
    boss: Pit, dealer: Pit, house: House, table: UUID
) -> None:
    session = boss.open(table)
    boss.close(session, drop=boss.drop(table))
    late = boss.count(table, "close")
    opener = boss.count(table, "open", note="box was pulled before the count")
    with pytest.raises(psycopg.Error) as caught:
        boss.open(table)
    assert hint(caught.value) == "Linh Tran has to sign the opening count first."
    dealer.sign(opener)
    boss.open(table)
    dealer.sign(late)
    assert house.events(session)[-1][0] == "close"


@pytest.mark.usefixtures("counts_are_signed")
def test_a_shift_change_count_moves_the_edge_when_it_is_signed(
    boss: Pit, dealer: Pit, house: House, table: UUID
) -> None:
    now = house.value("select date_trunc('minute', clock_timestamp()) at time zone 'UTC'")
    edge = (
        "select edge_end from pit_private.table_figures(%s, array[%s], array[%s::timestamptz],"
        " array[%s::timestamptz])"
    )
    boss.open(table)
    with house.setting(time_zone="UTC", gaming_day_start=now.time().isoformat()):
        boundary = house.value("select %s::timestamp at time zone 'UTC'", now)
        count = boss.count(table, shift_boundary=boundary)
    window = (house.casino, table, house.value("select %s - interval '1 hour'", boundary), boundary)
    assert house.value(edge, *window) == boundary
    dealer.sign(count)
    assert house.value(edge, *window) == count["counted_at"] + timedelta(microseconds=1)
