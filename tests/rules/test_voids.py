"""A wrong count or drop is voided by two people, and replaced where a session stands on it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from tests.rules.house import House
from tests.rules.pit import CHIPS, CHIPS_CENTS, Pit, Row, Staff, refused

RIGHT = {"10000": 90}
RIGHT_CENTS = 900_000
NOWHERE = UUID(int=0)


def finalize(house: House, session: Row) -> None:
    """The session's rundown, final."""
    house.connection.execute(
        "insert into pit.table_rundown as r (casino_id, gaming_table_id, table_session_id,"
        " gaming_day, opening_source, fills_total_cents, credits_total_cents, telemetry_quality,"
        " metric_grade, computed_at, finalized_at, finalized_by_staff_id)"
        " values (%(casino_id)s, %(gaming_table_id)s, %(id)s, %(gaming_day)s, 'opening_count', 0,"
        " 0, 'NONE', 'FINAL', clock_timestamp(), clock_timestamp(), %(auditor)s)"
        " on conflict (table_session_id) do update set metric_grade = 'FINAL',"
        " finalized_at = excluded.finalized_at,"
        " finalized_by_staff_id = excluded.finalized_by_staff_id",
        {**session, "auditor": house.database.staff_id("auditor")},
    )


def session_row(house: House, session: Row) -> Row:
    row = house.value("select to_jsonb(s) from pit.table_session s where s.id = %s", session["id"])
    assert isinstance(row, dict)
    return row


def count_row(house: House, count: UUID) -> Row:
    row = house.value(
        "select to_jsonb(c) from pit.table_inventory_snapshot c where c.id = %s", count
    )
    assert isinstance(row, dict)
    return row


@pytest.fixture
def counted(boss: Pit, table: UUID) -> tuple[Row, Row, Row]:
    """A session that opened and closed with a count: the session, its opener, its closer."""
    opener = boss.count(table, "open")
    session = boss.open(table)
    closer = boss.count(table, "close")
    return boss.close(session, closer), opener, closer


@pytest.mark.parametrize("login", ["boss", "floor", "admin"])
def test_a_spot_check_is_voided_by_whoever_counts_and_a_witness(
    staff: Staff, house: House, table: UUID, login: str
) -> None:
    boss, me = staff["boss"], staff[login]
    boss.open(table)
    count = boss.count(table)
    void = me.void_count(count, reason=" tray not full ")
    assert (void["inventory_snapshot_id"], void["replacing_snapshot_id"]) == (count["id"], None)
    assert (void["voided_by_staff_id"], void["witnessed_by_staff_id"]) == (me.staff_id, me.dealer)
    assert (void["reason"], void["gaming_table_id"]) == ("tray not full", table)
    assert void["voided_at"] > count["counted_at"]
    assert count_row(house, count["id"])["total_cents"] == CHIPS_CENTS


@pytest.mark.parametrize("login", ["dealer", "security", "shift", "cashier", "count", "auditor"])
def test_whoever_does_not_count_does_not_void(
    staff: Staff, boss: Pit, table: UUID, login: str
) -> None:
    with refused("forbidden"):
        staff[login].void_count(boss.count(table, "open"))
    with refused("forbidden"):
        staff[login].void_drop(boss.drop(table))


def test_a_voided_count_is_in_no_figure(boss: Pit, house: House, table: UUID) -> None:
    boss.count(table, "open")
    session = boss.open(table)
    boss.count(table, chips={"10000": 5})
    right = boss.count(table, chips=RIGHT)
    wrong = boss.count(table, chips={"10000": 1})
    boss.void_count(wrong)
    figures = house.value(
        "select to_jsonb(f) from pit_private.table_figures(%s, array[%s], array[%s::timestamptz],"
        " array['infinity'::timestamptz], array[%s]) f",
        house.casino,
        table,
        session["opened_at"],
        session["id"],
    )
    assert figures["closing_count_id"] == str(right["id"])
    assert figures["tray_cents"] == RIGHT_CENTS - CHIPS_CENTS


def test_a_voided_count_neither_opens_nor_closes(boss: Pit, house: House, table: UUID) -> None:
    boss.void_count(boss.count(table, "open"))
    session = boss.open(table)
    assert session["opening_inventory_snapshot_id"] is None
    closer = boss.count(table, "close")
    boss.void_count(closer)
    with refused("artifact_not_found"):
        boss.close(session, closer)
    with house.setting(opening_count_required=True):
        waiting = boss.open(house.new_table())
    opener = boss.count(waiting["gaming_table_id"], "open")
    boss.void_count(opener)
    with refused("artifact_not_found"):
        boss.activate(waiting, opener)


def test_a_replacement_stands_at_the_time_of_what_it_replaces(
    boss: Pit, floor: Pit, house: House, table: UUID
) -> None:
    session = boss.open(table)
    wrong = floor.count(table, note="in a hurry")
    void = boss.void_count(wrong, RIGHT)
    right = count_row(house, void["replacing_snapshot_id"])
    before = count_row(house, wrong["id"])
    for kept in ("snapshot_type", "gaming_table_id", "table_session_id", "counted_at"):
        assert right[kept] == before[kept]
    assert (right["total_cents"], right["note"]) == (RIGHT_CENTS, "miscounted")
    assert right["recorded_by_staff_id"] == str(boss.staff_id)
    assert right["counted_with_staff_id"] == str(boss.dealer)
    assert boss.current(table)[0]["version"] == session["version"]


def test_a_shift_change_count_is_replaced_with_its_shift(
    boss: Pit, house: House, table: UUID
) -> None:
    now = house.value("select date_trunc('minute', clock_timestamp()) at time zone 'UTC'")
    boss.open(table)
    with house.setting(time_zone="UTC", gaming_day_start=now.time().isoformat()):
        begins = house.value("select %s::timestamp at time zone 'UTC'", now)
        wrong = boss.count(table, shift_boundary=begins)
        void = boss.void_count(wrong, RIGHT)
    right = house.value(
        "select shift_boundary from pit.table_inventory_snapshot where id = %s",
        void["replacing_snapshot_id"],
    )
    assert right == begins


def test_a_count_that_opened_or_closed_a_session_is_replaced_not_removed(
    boss: Pit, counted: tuple[Row, Row, Row]
) -> None:
    for count in counted[1:]:
        with refused("invalid_argument"):
            boss.void_count(count)


def test_the_session_stands_on_the_count_that_replaces_its_opener(
    boss: Pit, house: House, counted: tuple[Row, Row, Row]
) -> None:
    session, opener, closer = counted
    void = boss.void_count(opener, RIGHT)
    after = session_row(house, session)
    assert after["opening_inventory_snapshot_id"] == str(void["replacing_snapshot_id"])
    assert after["closing_inventory_snapshot_id"] == str(closer["id"])
    assert after["version"] == session["version"] + 1
    assert house.events(session)[-1][0] == "close"


def test_the_count_that_replaces_a_closer_is_expected_of_the_next_opener(
    boss: Pit, house: House, table: UUID, counted: tuple[Row, Row, Row]
) -> None:
    session, _, closer = counted
    successor = boss.open(table)
    assert successor["expected_inventory_snapshot_id"] == closer["id"]
    void = boss.void_count(closer, RIGHT)
    right = str(void["replacing_snapshot_id"])
    assert session_row(house, session)["closing_inventory_snapshot_id"] == right
    after = session_row(house, successor)
    assert after["expected_inventory_snapshot_id"] == right
    assert after["version"] == successor["version"] + 1
    with refused("stale_version"):
        boss.rundown(successor, expected_version=successor["version"])


def test_a_replacement_is_voided_like_any_count(boss: Pit, house: House, table: UUID) -> None:
    opener = boss.count(table, "open")
    session = boss.open(table)
    first = boss.void_count(opener, RIGHT)
    second = boss.void_count(first["replacing_snapshot_id"], CHIPS)
    after = session_row(house, session)
    assert after["opening_inventory_snapshot_id"] == str(second["replacing_snapshot_id"])


def test_a_record_is_voided_once(boss: Pit, table: UUID) -> None:
    count, drop = boss.count(table, "open"), boss.drop(table)
    boss.void_count(count)
    boss.void_drop(drop)
    with refused("already_reversed"):
        boss.void_count(count, RIGHT)
    with refused("already_reversed"):
        boss.void_drop(drop)


Voiding = Callable[..., Row]


@pytest.fixture(params=["count", "drop"])
def voiding(request: pytest.FixtureRequest, boss: Pit, table: UUID) -> Voiding:
    """The boss's void of a count or of a drop, with what differs from the usual."""
    record = boss.count(table, "open") if request.param == "count" else boss.drop(table)

    def void(what: Row | UUID = record, **changed: object) -> Row:
        return (boss.void_count if request.param == "count" else boss.void_drop)(what, **changed)  # type: ignore[arg-type]

    return void


def test_a_void_says_why(voiding: Voiding) -> None:
    for silent in (None, "", "  "):
        with refused("reason_required"):
            voiding(reason=silent)
    with refused("notes_too_long"):
        voiding(reason="n" * 1_001)
    with refused("invalid_text"):
        voiding(reason="bell\a")


def test_a_void_has_a_witness_who_may_sign(voiding: Voiding, boss: Pit, house: House) -> None:
    with refused("missing_argument"):
        voiding(witnessed_by=None)
    with refused("same_person"):
        voiding(witnessed_by=boss.staff_id)
    for nobody in (house.new_colleague("auditor"), house.new_colleague("dealer", "lakeside")):
        with refused("invalid_argument"):
            voiding(witnessed_by=nobody)


def test_whoever_made_the_record_does_not_witness_its_void(
    boss: Pit, floor: Pit, table: UUID
) -> None:
    with refused("same_person"):
        boss.void_count(floor.count(table, "open"), witnessed_by=floor.staff_id)
    with refused("same_person"):
        boss.void_drop(floor.drop(table), witnessed_by=floor.staff_id)


def test_an_unknown_or_foreign_record_is_not_found(
    voiding: Voiding, boss2: Pit, house: House
) -> None:
    lakeside, second = house.new_table("lakeside"), house.new_colleague("dealer", "lakeside")
    foreign = boss2.count(lakeside, "open", counted_with=second)
    foreign_drop = boss2.drop(lakeside, witnessed_by=second)
    for elsewhere in (NOWHERE, foreign, foreign_drop):
        with refused("artifact_not_found"):
            voiding(elsewhere)


def test_a_void_is_replayed_under_its_key(voiding: Voiding) -> None:
    key = f"void-{uuid4()}"
    first = voiding(idempotency_key=key)
    assert voiding(idempotency_key=key) == first
    with refused("idempotency_conflict"):
        voiding(idempotency_key=key, reason="another reason")


def test_the_right_chips_are_chips(boss: Pit, table: UUID) -> None:
    count = boss.count(table, "open")
    nonsense: object
    for nonsense in ({}, {"100": -1}, []):
        with refused("invalid_chipset"):
            boss.void_count(count, nonsense)


def test_what_is_final_stands(
    boss: Pit, house: House, counted: tuple[Row, Row, Row], table: UUID
) -> None:
    session, opener, closer = counted
    finalize(house, session)
    for count in (opener, closer):
        with refused("already_final"):
            boss.void_count(count, RIGHT)


def test_a_spot_check_of_a_final_session_stands_too(boss: Pit, house: House, table: UUID) -> None:
    session = boss.open(table)
    spot = boss.count(table)
    drop = boss.drop(table)
    finalize(house, boss.close(session, boss.count(table, "close")))
    with refused("already_final"):
        boss.void_count(spot)
    with refused("already_final"):
        boss.void_drop(drop)


def test_a_closer_stands_once_the_session_it_is_expected_of_is_final(
    boss: Pit, house: House, table: UUID, counted: tuple[Row, Row, Row]
) -> None:
    successor = boss.open(table)
    finalize(house, boss.close(successor, boss.count(table, "close")))
    with refused("already_final"):
        boss.void_count(counted[2], RIGHT)


@pytest.mark.usefixtures("drop_alone_closes")
def test_a_drop_that_closed_a_session_is_replaced_in_it(
    boss: Pit, house: House, table: UUID
) -> None:
    session = boss.open(table)
    wrong = boss.drop(table, "BOX-X", box_in_id=f"IN-{table}", box_in_seal_no="S-9")
    closed = boss.close(session, drop=wrong)
    with refused("invalid_argument"):
        boss.void_drop(wrong)
    void = boss.void_drop(wrong, "BOX-Y", "S-7")
    right = house.value(
        "select to_jsonb(d) from pit.table_drop_event d where id = %s",
        void["replacing_drop_event_id"],
    )
    before = house.value(
        "select to_jsonb(d) from pit.table_drop_event d where id = %s", wrong["id"]
    )
    kept = ("removed_at", "table_session_id", "gaming_day", "box_in_id", "box_in_seal_no")
    for column in kept:
        assert right[column] == before[column]
    assert (right["drop_box_id"], right["seal_no"]) == ("BOX-Y", "S-7")
    assert (right["removed_by_staff_id"], right["note"]) == (str(boss.staff_id), "wrong box")
    after = session_row(house, session)
    assert after["drop_event_id"] == right["id"]
    assert after["version"] == closed["version"] + 1


def test_a_voided_drop_does_not_close(boss: Pit, table: UUID) -> None:
    session = boss.open(table)
    drop = boss.drop(table)
    boss.void_drop(drop)
    with refused("artifact_not_found"):
        boss.close(session, boss.count(table, "close"), drop)


def test_a_right_box_has_its_seal(boss: Pit, table: UUID) -> None:
    drop = boss.drop(table)
    with refused("missing_argument"):
        boss.void_drop(drop, "BOX-Y")
    with refused("missing_argument"):
        boss.void_drop(drop, None, "S-7")
    with refused("invalid_text"):
        boss.void_drop(drop, "BOX-Y", "\u2066")
    assert boss.void_drop(drop, "BOX-1", "S-7")["replacing_drop_event_id"]


def test_the_right_box_keeps_the_rules_of_boxes(boss: Pit, house: House, table: UUID) -> None:
    other, mine, theirs = house.new_table(), f"M-{table}", f"T-{table}"
    boss.drop(other, "OUT", box_in_id=theirs, box_in_seal_no="S-2")
    boss.drop(table, "OUT-2", box_in_id=mine, box_in_seal_no="S-2")
    drop = boss.drop(table, mine, box_in_id=f"N-{table}", box_in_seal_no="S-3")
    with refused("artifact_already_used"):
        boss.void_drop(drop, theirs, "S-7")
    with refused("invalid_argument"):
        boss.void_drop(drop, "ANOTHER", "S-7")
    with refused("invalid_argument"):
        boss.void_drop(drop, f"N-{table}", "S-7")
    assert boss.void_drop(drop, mine, "S-7")


def test_a_drop_whose_count_is_released_stands(boss: Pit, staff: Staff, table: UUID) -> None:
    drop = boss.drop(table)
    staff["count"].enter(drop, 100)
    staff["count2"].enter(drop, 100)
    staff["auditor"].release(drop)
    with refused("already_final"):
        boss.void_drop(drop)


def test_of_two_voids_at_once_one_is_told(
    boss: Pit, staff: Staff, house: House, table: UUID
) -> None:
    count = boss.count(table, "open")
    other = staff.sign_in("floor")
    with ThreadPoolExecutor(1) as pool:
        with boss.connection.transaction():
            boss.void_count(count, RIGHT)
            second = pool.submit(other.void_count, count)
            house.wait_until_blocked(other)
        with refused("already_reversed"):
            second.result()
    other.connection.close()
