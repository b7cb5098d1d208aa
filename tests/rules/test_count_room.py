"""The count room: two people count a box blind, a third makes it known."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, refused

NOWHERE = UUID(int=0)
CENTS = 912_300


@pytest.fixture(scope="module")
def one(staff: Staff) -> Pit:
    """The first counter."""
    return staff["count"]


@pytest.fixture(scope="module")
def two(staff: Staff) -> Pit:
    """The second counter."""
    return staff["count2"]


@pytest.fixture(scope="module")
def auditor(staff: Staff) -> Pit:
    return staff["auditor"]


@pytest.fixture
def box(boss: Pit, table: UUID) -> Row:
    """A drop whose box is to be counted."""
    return boss.drop(table)


@pytest.fixture
def agreed(one: Pit, two: Pit, box: Row) -> Row:
    """A box in which two people found the same."""
    one.enter(box, CENTS)
    two.enter(box, CENTS)
    return box


def listed(pit: Pit, box: Row) -> tuple[object, ...] | None:
    """(round, entries, own) of the box as this person is shown it."""
    return next(
        (
            (row["round"], row["entries"], row["i_entered"])
            for row in pit.boxes()
            if row["id"] == box["id"]
        ),
        None,
    )


def test_a_counter_enters_what_was_found(one: Pit, box: Row, table: UUID) -> None:
    entry = one.enter(box, CENTS)
    assert (entry["drop_event_id"], entry["gaming_table_id"]) == (box["id"], table)
    assert (entry["round"], entry["amount_cents"]) == (1, CENTS)
    assert entry["entered_by_staff_id"] == one.staff_id
    assert entry["entered_at"] > box["removed_at"]


def test_an_empty_box_is_counted_like_any(one: Pit, box: Row) -> None:
    assert one.enter(box, 0)["amount_cents"] == 0


def test_an_amount_is_from_nothing_to_a_billion_dollars(one: Pit, box: Row) -> None:
    for wrong in (-1, 100_000_000_001, 2**63 - 1, -(2**63)):
        with refused("invalid_amount"):
            one.enter(box, wrong)
    with refused("missing_argument"):
        one.enter(box, None)
    assert one.enter(box, 100_000_000_000)


@pytest.mark.parametrize(
    "login", ["dealer", "security", "floor", "boss", "shift", "cashier", "auditor", "admin"]
)
def test_only_the_count_team_enters(staff: Staff, box: Row, login: str) -> None:
    with refused("forbidden"):
        staff[login].enter(box, CENTS)


@pytest.mark.parametrize(
    "login", ["dealer", "security", "floor", "boss", "shift", "cashier", "admin"]
)
def test_only_the_count_team_and_the_auditor_release_and_see_the_room(
    staff: Staff, agreed: Row, login: str
) -> None:
    with refused("forbidden"):
        staff[login].release(agreed)
    with refused("forbidden"):
        staff[login].boxes()


def test_nobody_counts_a_box_twice_in_a_round(one: Pit, two: Pit, box: Row) -> None:
    one.enter(box, CENTS)
    with refused("same_person"):
        one.enter(box, CENTS)
    assert two.enter(box, CENTS)["round"] == 1


def test_two_that_agree_are_the_count(staff: Staff, one: Pit, two: Pit, agreed: Row) -> None:
    for counter in (one, two):
        with refused("artifact_already_used"):
            counter.enter(agreed, CENTS)


def test_two_that_differ_are_followed_by_another_round(one: Pit, two: Pit, box: Row) -> None:
    one.enter(box, CENTS)
    assert two.enter(box, CENTS + 1)["round"] == 1
    assert two.enter(box, CENTS)["round"] == 2
    with refused("same_person"):
        two.enter(box, CENTS)
    assert one.enter(box, CENTS + 1)["round"] == 2
    assert one.enter(box, CENTS)["round"] == 3
    assert two.enter(box, CENTS)["round"] == 3
    with refused("artifact_already_used"):
        one.enter(box, CENTS)


def test_the_room_lists_how_far_each_box_has_come(
    one: Pit, two: Pit, auditor: Pit, house: House, box: Row, table: UUID
) -> None:
    (row,) = (row for row in one.boxes() if row["id"] == box["id"])
    label = house.value("select label::text from pit.gaming_table where id = %s", table)
    assert (row["gaming_table_id"], row["table_label"]) == (table, label)
    for column in ("drop_box_id", "seal_no", "removed_at", "gaming_day"):
        assert row[column] == box[column]
    assert not [column for column in row if "cents" in column]
    assert listed(one, box) == (1, 0, False)
    one.enter(box, CENTS)
    assert (listed(one, box), listed(two, box)) == ((1, 1, True), (1, 1, False))
    two.enter(box, CENTS + 1)
    assert listed(one, box) == listed(two, box) == (2, 0, False)
    two.enter(box, CENTS)
    assert (listed(one, box), listed(two, box)) == ((2, 1, False), (2, 1, True))
    one.enter(box, CENTS)
    assert (listed(one, box), listed(auditor, box)) == ((2, 2, True), (2, 2, False))
    auditor.release(box)
    assert listed(one, box) is None


def test_the_room_lists_the_oldest_box_first(one: Pit, boss: Pit, house: House) -> None:
    for _ in range(3):
        boss.drop(house.new_table())
    removed = [row["removed_at"] for row in one.boxes()]
    assert removed == sorted(removed)


def test_a_voided_drop_has_nothing_to_count(one: Pit, boss: Pit, auditor: Pit, box: Row) -> None:
    void = boss.void_drop(box, "BOX-2", "S-2")
    assert listed(one, box) is None
    with refused("artifact_not_found"):
        one.enter(box, CENTS)
    with refused("artifact_not_found"):
        auditor.release(box)
    assert one.enter(void["replacing_drop_event_id"], CENTS)["round"] == 1


def test_an_unknown_or_foreign_box_is_not_found(
    one: Pit, auditor: Pit, boss2: Pit, house: House
) -> None:
    second = house.new_colleague("dealer", "lakeside")
    foreign = boss2.drop(house.new_table("lakeside"), witnessed_by=second)
    for nowhere in (NOWHERE, foreign):
        with refused("artifact_not_found"):
            one.enter(nowhere, CENTS)
        with refused("artifact_not_found"):
            auditor.release(nowhere)
    assert listed(one, foreign) is None


def test_the_release_makes_the_count_known(
    auditor: Pit, boss: Pit, agreed: Row, table: UUID
) -> None:
    known = "select * from pit.drop_count where drop_event_id = %s"
    assert boss.query(known, agreed["id"]) == []
    count = auditor.release(agreed)
    assert (count["amount_cents"], count["gaming_table_id"]) == (None, table)
    assert count["released_by_staff_id"] == auditor.staff_id
    assert boss.query(known, agreed["id"]) == [count | {"amount_cents": CENTS}]


def test_a_counter_who_entered_nothing_releases(
    staff: Staff, house: House, agreed: Row, auditor: Pit
) -> None:
    with house.database.connect_admin() as admin:
        admin.execute("select pit_private.set_staff_role('security', 'count_team', false)")
        try:
            assert staff["security"].release(agreed)["drop_event_id"] == agreed["id"]
        finally:
            admin.execute("select pit_private.set_staff_role('security', 'security', false)")


def test_nobody_releases_a_box_they_entered_in_any_round(
    staff: Staff, house: House, one: Pit, two: Pit, box: Row
) -> None:
    one.enter(box, CENTS)
    with refused("same_person"):
        one.release(box)
    two.enter(box, CENTS + 1)
    with house.database.connect_admin() as admin:
        admin.execute("select pit_private.set_staff_role('security', 'count_team', false)")
        try:
            staff["security"].enter(box, CENTS)
            two.enter(box, CENTS)
        finally:
            admin.execute("select pit_private.set_staff_role('security', 'security', false)")
    for counter in (one, two):
        with refused("same_person"):
            counter.release(box)


def hint_of_release(auditor: Pit, box: Row) -> str:
    with pytest.raises(psycopg.Error) as caught:
        auditor.release(box)
    return str(caught.value.diag.message_hint)


def test_a_box_is_released_when_two_people_found_the_same(
    one: Pit, two: Pit, auditor: Pit, box: Row
) -> None:
    with refused("missing_argument"):
        auditor.release(box)
    assert hint_of_release(auditor, box) == "Two people count a box; nobody has."
    one.enter(box, CENTS)
    with refused("missing_argument"):
        auditor.release(box)
    assert hint_of_release(auditor, box) == "Two people count a box; one has."
    two.enter(box, CENTS + 1)
    with refused("invalid_amount"):
        auditor.release(box)
    assert hint_of_release(auditor, box) == "The two entries differ; count the box again."
    one.enter(box, CENTS)
    with refused("missing_argument"):
        auditor.release(box)


def test_what_is_released_is_neither_counted_nor_released_again(
    one: Pit, auditor: Pit, agreed: Row
) -> None:
    auditor.release(agreed)
    with refused("already_final"):
        auditor.release(agreed)
    with refused("already_final"):
        one.enter(agreed, CENTS)


def test_an_entry_and_a_release_are_replayed_under_their_keys(
    one: Pit, two: Pit, auditor: Pit, box: Row
) -> None:
    key, release = f"entry-{box['id']}", f"release-{box['id']}"
    entry = one.enter(box, CENTS, idempotency_key=key)
    assert one.enter(box, CENTS, idempotency_key=key) == entry
    with refused("idempotency_conflict"):
        one.enter(box, CENTS + 1, idempotency_key=key)
    two.enter(box, CENTS)
    count = auditor.release(box, idempotency_key=release)
    assert auditor.release(box, idempotency_key=release) == count
    with refused("idempotency_conflict"):
        auditor.release(NOWHERE, idempotency_key=release)


@pytest.fixture
def again(staff: Staff) -> Iterator[Pit]:
    """The first counter at a second terminal."""
    person = staff.sign_in("count")
    yield person
    person.connection.close()


def test_a_counter_at_two_terminals_enters_once(
    one: Pit, again: Pit, house: House, box: Row
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with one.connection.transaction():
            one.enter(box, CENTS)
            second = pool.submit(again.enter, box, CENTS)
            house.wait_until_blocked(again)
        with refused("same_person"):
            second.result()


def test_two_counters_at_once_are_the_two_of_one_round(
    one: Pit, two: Pit, house: House, box: Row
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with one.connection.transaction():
            one.enter(box, CENTS)
            second = pool.submit(two.enter, box, CENTS)
            house.wait_until_blocked(two)
        assert second.result()["round"] == 1
    assert listed(two, box) == (1, 2, True)


def test_a_void_behind_a_release_finds_the_box_final(
    auditor: Pit, boss: Pit, house: House, agreed: Row
) -> None:
    with ThreadPoolExecutor(1) as pool:
        with auditor.connection.transaction():
            auditor.release(agreed)
            void = pool.submit(boss.void_drop, agreed)
            house.wait_until_blocked(boss)
        with refused("already_final"):
            void.result()


def test_whether_two_agree_is_not_told_before_the_entry_is_kept(
    one: Pit, two: Pit, box: Row
) -> None:
    one.enter(box, CENTS)
    told: set[tuple[str | None, str | None]] = set()
    for guess in (CENTS, CENTS + 1):
        with two.connection.transaction(force_rollback=True):
            two.enter(box, guess, idempotency_key=f"guess-{uuid4()}")
            assert listed(two, box) is None
            with pytest.raises(psycopg.Error) as caught, two.connection.transaction():
                two.enter(box, guess)
            told.add((caught.value.diag.message_primary, caught.value.diag.message_hint))
    assert len(told) == 1
