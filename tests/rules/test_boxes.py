"""A drop box is on one table at a time: what comes in, what goes out, and where a box is known."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.rules.house import House
from tests.rules.pit import Pit, Row, Staff, outcome, refused


@pytest.fixture
def box() -> str:
    """A box nobody has mentioned."""
    return f"BOX-{uuid4().hex[:8]}"


@pytest.fixture
def crowd(staff: Staff) -> Iterator[list[Pit]]:
    """The same pit boss at eight podiums."""
    people = [staff.sign_in("boss") for _ in range(8)]
    yield people
    for person in people:
        person.connection.close()


def put_in(pit: Pit, table: UUID, box: str, out: str | None = None, **more: object) -> Row:
    """An exchange of boxes at the table; the one that comes out was never seen before."""
    return pit.drop(
        table, out or f"OLD-{uuid4().hex[:8]}", "S-1", box_in_id=box, box_in_seal_no="S-2", **more
    )


def hint(pit: Pit, table: UUID, box: str, out: str | None = None) -> str:
    with pytest.raises(psycopg.Error) as caught:
        put_in(pit, table, box, out)
    return str(caught.value.diag.message_hint)


def label(house: House, table: UUID) -> str:
    return str(house.value("select label::text from pit.gaming_table where id = %s", table))


def test_a_drop_names_the_box_that_comes_in_and_its_seal(floor: Pit, table: UUID, box: str) -> None:
    drop = floor.drop(table, "OUT", box_in_id=f" {box} ", box_in_seal_no=" S-2 ")
    assert (drop["box_in_id"], drop["box_in_seal_no"]) == (box, "S-2")
    assert (drop["drop_box_id"], drop["seal_no"]) == ("OUT", "S-1")


def test_a_drop_without_a_box_in_is_still_recorded(floor: Pit, table: UUID) -> None:
    drop = floor.drop(table)
    assert (drop["box_in_id"], drop["box_in_seal_no"]) == (None, None)


def test_a_box_comes_in_with_its_seal_or_not_at_all(boss: Pit, table: UUID, box: str) -> None:
    with refused("missing_argument"):
        boss.drop(table, box_in_id=box)
    with refused("missing_argument"):
        boss.drop(table, box_in_seal_no="S-2")
    with refused("missing_argument"):
        boss.drop(table, box_in_id=box, box_in_seal_no=" ")
    with refused("invalid_argument"):
        boss.drop(table, box_in_id="b" * 65, box_in_seal_no="S-2")
    with refused("invalid_text"):
        boss.drop(table, box_in_id=box, box_in_seal_no="\u202e")


def test_the_box_that_leaves_does_not_come_in(boss: Pit, table: UUID, box: str) -> None:
    with refused("invalid_argument"):
        boss.drop(table, box, box_in_id=f"{box} ", box_in_seal_no="S-2")


def test_a_box_on_one_table_does_not_go_on_another(
    boss: Pit, house: House, table: UUID, box: str
) -> None:
    put_in(boss, table, box)
    other = house.new_table()
    with refused("artifact_already_used"):
        put_in(boss, other, box)
    assert hint(boss, other, box) == f"Box {box} is on {label(house, table)}."


def test_a_box_on_the_table_is_not_put_in_again(
    boss: Pit, house: House, table: UUID, box: str
) -> None:
    put_in(boss, table, box)
    with refused("artifact_already_used"):
        put_in(boss, table, box)
    assert label(house, table) in hint(boss, table, box)


def test_a_box_is_not_taken_off_a_table_it_is_not_on(
    boss: Pit, house: House, table: UUID, box: str
) -> None:
    put_in(boss, table, box)
    other = house.new_table()
    with refused("artifact_already_used"):
        boss.drop(other, box)
    assert label(house, table) in hint(boss, other, "IN", box)


def test_a_table_gives_up_the_box_it_is_known_to_hold(boss: Pit, table: UUID, box: str) -> None:
    put_in(boss, table, box)
    with refused("invalid_argument"):
        boss.drop(table, "ANOTHER")
    assert (
        hint(boss, table, "IN", "ANOTHER") == f"The box on this table is {box}; take that one out."
    )
    assert boss.drop(table, box)["drop_box_id"] == box


def test_a_box_that_was_taken_out_goes_on_any_table(
    boss: Pit, house: House, table: UUID, box: str
) -> None:
    other = house.new_table()
    put_in(boss, table, box)
    put_in(boss, table, f"{box}-2", out=box)
    put_in(boss, other, box)
    with refused("artifact_already_used"):
        put_in(boss, table, box, out=f"{box}-2")


def test_a_table_whose_box_nobody_named_gives_up_any(boss: Pit, table: UUID, box: str) -> None:
    put_in(boss, table, box)
    boss.drop(table, box)
    assert boss.drop(table, "ANY")["drop_box_id"] == "ANY"


def test_a_voided_record_puts_no_box_anywhere(
    boss: Pit, house: House, table: UUID, box: str
) -> None:
    wrong = put_in(boss, table, box)
    boss.void_drop(wrong)
    put_in(boss, house.new_table(), box)
    assert boss.drop(table, "ANY")["drop_box_id"] == "ANY"


def test_boxes_of_two_casinos_may_have_one_name(
    boss: Pit, boss2: Pit, house: House, table: UUID, box: str
) -> None:
    put_in(boss, table, box)
    second = house.new_colleague("dealer", "lakeside")
    lakeside = house.new_table("lakeside")
    assert put_in(boss2, lakeside, box, witnessed_by=second)["box_in_id"] == box


def test_an_exchange_is_replayed_and_another_box_under_its_key_is_not(
    boss: Pit, table: UUID, box: str
) -> None:
    key = f"exchange-{table}"
    first = put_in(boss, table, box, "OUT", idempotency_key=key)
    assert put_in(boss, table, box, "OUT", idempotency_key=key) == first
    with refused("idempotency_conflict"):
        put_in(boss, table, f"{box}-2", "OUT", idempotency_key=key)


def test_of_tables_that_put_in_one_box_at_once_exactly_one_has_it(
    crowd: list[Pit], house: House, box: str
) -> None:
    start = Barrier(len(crowd))
    tables = [house.new_table() for _ in crowd]

    def exchange(person: Pit, table: UUID) -> str:
        start.wait(10)
        try:
            put_in(person, table, box)
        except psycopg.Error as error:
            return outcome(error)
        return "done"

    with ThreadPoolExecutor(len(crowd)) as pool:
        results = list(pool.map(exchange, crowd, tables))
    assert sorted(results) == ["artifact_already_used"] * (len(crowd) - 1) + ["done"]


def test_a_box_behind_an_exchange_that_is_not_committed_waits_for_it(
    crowd: list[Pit], house: House, table: UUID, box: str
) -> None:
    first, second, *_ = crowd
    other = house.new_table()
    with ThreadPoolExecutor(1) as pool:
        with first.connection.transaction():
            put_in(first, table, box)
            waiting = pool.submit(put_in, second, other, box)
            house.wait_until_blocked(second)
        with refused("artifact_already_used"):
            waiting.result()
