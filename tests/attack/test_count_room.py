"""What a counter entered is known to that counter alone until it is released, by any SQL."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.attack.archive import COUNTED_CENTS
from tests.attack.attempts import (
    FORBIDDEN,
    ROLES,
    STAFF,
    Answer,
    attempt,
    columns,
    names,
    signed_in,
    tables,
    undone,
)
from tests.attack.holdings import Holdings, furnish
from tests.databases import Database

People = dict[str, Connection[TupleRow]]

COUNTERS = ("count", "count2")
OTHERS = tuple(login for login in ROLES if login not in COUNTERS)
_ENTER = "select * from pit.rpc_enter_drop_count(%s, %s, %s)"


@pytest.fixture(scope="module")
def people(attacked: Database, harbor: Holdings) -> Iterator[People]:
    with signed_in(attacked, *ROLES, "count2", "boss2") as connections:
        yield connections


def kept_entry(people: People, harbor: Holdings, key: str) -> None:
    """The first counter's entry of the box that only they have counted, made once."""
    answer = attempt(people["count"], _ENTER, [harbor.drop, COUNTED_CENTS, key])
    assert answer.is_done or answer.code == "same_person", answer


@pytest.mark.parametrize("login", OTHERS)
def test_who_does_not_count_finds_no_entry_anywhere(
    admin: Connection[TupleRow], people: People, login: str
) -> None:
    me = people[login]
    found = [
        attempt(me, f"select {', '.join(columns(admin, table))} from {table}").rows
        for table in tables(admin)
    ]
    found.extend(
        attempt(me, statement).rows
        for statement in (
            "select * from pit.drop_count_entry",
            "select schema_to_xml('pit', true, true, '')::text",
            "select * from pit.rpc_get_pit_board()",
            "select * from pit.rpc_get_boxes_to_count()",
            "select v.*, e.* from pit.custody_void v full join pit.drop_count_entry e on true",
            "select e.* from pit.table_drop_event d left join pit.drop_count_entry e"
            " on e.drop_event_id = d.id",
        )
    )
    assert str(COUNTED_CENTS) not in repr(found)


@pytest.mark.parametrize("login", COUNTERS)
def test_a_counter_reads_their_own_entries_and_no_other(
    attacked: Database, people: People, login: str
) -> None:
    mine = attacked.staff_id(login)
    for query in (
        "select distinct entered_by_staff_id from pit.drop_count_entry",
        "select distinct e.entered_by_staff_id from pit.table_drop_event d"
        " join pit.drop_count_entry e on e.drop_event_id = d.id",
        "select distinct e.entered_by_staff_id from pit.staff s"
        " cross join lateral (select * from pit.drop_count_entry) e",
    ):
        assert attempt(people[login], query) == Answer(rows=((mine,),)), query


@pytest.mark.parametrize("login", [login for login in STAFF if login != "count"])
def test_a_condition_on_an_entry_is_not_asked_of_others(
    admin: Connection[TupleRow], people: People, attacked: Database, login: str
) -> None:
    (entry,) = names(
        admin,
        "select id from pit.drop_count_entry where entered_by_staff_id = %s limit 1",
        attacked.staff_id("count"),
    )
    for condition in (
        f"1 / (amount_cents - {COUNTED_CENTS}) = 1",
        f"case when id = '{entry}' then (amount_cents || 'x')::int else 0 end = 1",
    ):
        query = f"select from pit.drop_count_entry where id = '{entry}' and {condition}"
        assert attempt(people[login], query) == Answer(), condition


@pytest.mark.parametrize("login", ["count2", "auditor", "boss", "admin"])
def test_the_plan_of_a_query_tells_no_amount(
    admin: Connection[TupleRow], people: People, login: str
) -> None:
    admin.execute("analyze pit.drop_count_entry")
    plans = {
        repr(attempt(people[login], f"explain select from pit.drop_count_entry where {asked}").rows)
        .replace(str(COUNTED_CENTS), "?")
        .replace("11111111", "?")
        for asked in (f"amount_cents = {COUNTED_CENTS}", "amount_cents = 11111111")
    }
    assert len(plans) == 1


@pytest.mark.parametrize("login", [login for login in STAFF if login != "count"])
def test_a_guessed_key_tells_neither_the_command_nor_its_amount(
    people: People, harbor: Holdings, login: str
) -> None:
    key = "counted-at-the-table"
    kept_entry(people, harbor, key)
    me = people[login]
    resolved = undone(me, "select * from pit.rpc_resolve_command(%s)", [key])
    assert resolved.code == "idempotency_conflict"
    assert str(COUNTED_CENTS) not in repr(resolved)
    told = {
        undone(me, _ENTER, [harbor.drop, amount, key]).words for amount in (COUNTED_CENTS, 1, 0)
    }
    assert len(told) == 1
    assert attempt(me, "select * from pit.command_log").sqlstate == "42501"


def test_a_second_counter_cannot_try_out_amounts_and_take_them_back(
    people: People, harbor: Holdings
) -> None:
    kept_entry(people, harbor, str(uuid4()))
    second = people["count2"]
    told = set()
    for guess in (COUNTED_CENTS, COUNTED_CENTS + 1):
        with second.transaction(force_rollback=True):
            assert attempt(second, _ENTER, [harbor.drop, guess, None]).is_done
            seen: list[object] = []
            for statement, arguments in (
                (_ENTER, [harbor.drop, guess, None]),
                ("select * from pit.rpc_release_drop_count(%s)", [harbor.drop]),
                ("select * from pit.rpc_get_boxes_to_count()", []),
            ):
                with second.transaction(force_rollback=True):
                    seen.append(attempt(second, statement, arguments))
            told.add(repr(seen))
    assert len(told) == 1


def test_who_may_not_release_is_told_nothing_of_the_count(people: People, harbor: Holdings) -> None:
    call = "select * from pit.rpc_release_drop_count(%s)"
    for login in OTHERS:
        if login in ("auditor", "wall"):
            continue
        agreed, unknown = (
            undone(people[login], call, [box]) for box in (harbor.agreed_drop, uuid4())
        )
        assert agreed.sqlstate == FORBIDDEN
        assert agreed == unknown
    for login in COUNTERS:
        answer = undone(people[login], call, [harbor.agreed_drop])
        assert answer.code == "same_person"
        assert str(COUNTED_CENTS) not in repr(answer)


def test_a_release_that_is_taken_back_tells_nothing(
    admin: Connection[TupleRow], people: People, harbor: Holdings
) -> None:
    me = people["auditor"]
    days = "now() - interval '35 days', now() - interval '25 days'"
    key = str(uuid4())
    release = f"select * from pit.rpc_release_drop_count('{harbor.agreed_session_drop}', '{key}')"
    with me.transaction(force_rollback=True):
        told = [attempt(me, release)]
        assert told[0].is_done
        for statement in (
            release,
            f"select * from pit.rpc_resolve_command('{key}')",
            f"select * from pit.rpc_finalize_table_rundown('{harbor.agreed_session}')",
            f"select * from pit.rpc_finalize_table_rundown('{harbor.counted_session}')",
            f"select * from pit.rpc_shift_table_metrics({days})",
            f"select * from pit.rpc_shift_pit_metrics({days})",
            f"select * from pit.rpc_shift_casino_metrics({days})",
            f"select * from pit.rpc_session_metrics({days})",
            f"select * from pit.rpc_get_shift_sheet({days})",
            "select * from pit.rpc_get_pit_board()",
            "select * from pit.rpc_get_boxes_to_count()",
            "select schema_to_xml('pit', true, true, '')::text",
            *(f"select {', '.join(columns(admin, table))} from {table}" for table in tables(admin)),
        ):
            with me.transaction(force_rollback=True):
                told.append(attempt(me, statement))
    assert str(COUNTED_CENTS) not in repr(told)


def test_a_release_that_is_kept_tells_the_figures(database: Database) -> None:
    harbor = furnish(database, "harbor", "boss")
    query = (
        "select counted_drop_cents, counted_win_cents from pit.rpc_shift_table_metrics("
        "now() - interval '35 days', now() - interval '25 days') where table_id = %s"
    )
    with signed_in(database, "auditor", "boss") as staff:
        known = "select counted_win_cents from pit.table_rundown where table_session_id = %s"
        release = "select * from pit.rpc_release_drop_count(%s)"
        assert attempt(staff["auditor"], release, [harbor.agreed_session_drop]).is_done
        for me in staff.values():
            figures = (COUNTED_CENTS, COUNTED_CENTS)
            assert attempt(me, query, [harbor.free_table]).rows == (figures,)
            assert attempt(me, known, [harbor.agreed_session]).rows == ((COUNTED_CENTS,),)


def test_a_refused_void_or_release_names_no_amount(people: People, harbor: Holdings) -> None:
    refusals = (
        undone(people["count"], _ENTER, [harbor.agreed_drop, COUNTED_CENTS - 1, None]),
        undone(people["auditor"], "select * from pit.rpc_release_drop_count(%s)", [harbor.drop]),
        undone(
            people["boss"],
            "select * from pit.rpc_void_table_drop(%s, 'wrong', null, %s, 'BOX-9')",
            [harbor.agreed_drop, harbor.colleague],
        ),
    )
    for refusal in refusals:
        assert not refusal.is_done
        assert str(COUNTED_CENTS) not in repr(refusal)


def test_another_casino_is_told_of_no_box(people: People, harbor: Holdings) -> None:
    me = people["boss2"]
    query = "select from pit.drop_count_entry where drop_event_id = %s"
    assert attempt(me, query, [harbor.agreed_drop]) == Answer()
    assert attempt(me, "select * from pit.rpc_get_boxes_to_count()").sqlstate == FORBIDDEN
