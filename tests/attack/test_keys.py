"""A key is its author's: nobody else replays it, learns of it or fences it into somebody's way."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.attack.archive import SECRET_CENTS
from tests.attack.attempts import STAFF, attempt, names, signed_in
from tests.attack.holdings import Holdings
from tests.databases import Database

RESOLVE = "select * from pit.rpc_resolve_command(%s)"
LOG = (
    "select amount_cents from pit.rpc_log_table_buyin_telemetry(%s, %s, 'RATED_BUYIN', %s, %s,"
    " p_idempotency_key => %s)"
)


@pytest.fixture(scope="module")
def people(
    attacked: Database, harbor: Holdings, lakeside: Holdings
) -> Iterator[dict[str, Connection[TupleRow]]]:
    with signed_in(attacked, *STAFF, "boss2") as connections:
        yield connections


def the_known_entry(holdings: Holdings) -> list[object]:
    return [
        holdings.running_table,
        SECRET_CENTS,
        holdings.visit,
        holdings.slip,
        holdings.key,
    ]


def test_the_author_is_given_the_first_result(
    people: dict[str, Connection[TupleRow]], harbor: Holdings
) -> None:
    assert attempt(people["boss"], LOG, the_known_entry(harbor)).rows == ((SECRET_CENTS,),)
    ((id_, key, is_applied, function, result),) = attempt(
        people["boss"], RESOLVE, [harbor.key]
    ).rows
    assert (id_, key, is_applied) == (harbor.entry, harbor.key, True)
    assert function == "rpc_log_table_buyin_telemetry"
    assert result["amount_cents"] == SECRET_CENTS


@pytest.mark.parametrize("login", [login for login in STAFF if login != "boss"])
def test_a_colleague_is_told_nothing_of_the_command(
    people: dict[str, Connection[TupleRow]], harbor: Holdings, login: str
) -> None:
    answer = attempt(people[login], RESOLVE, [harbor.key])
    assert answer.words == (
        "PT409",
        "idempotency_conflict",
        "This key belongs to another person.",
        None,
    )
    replay = attempt(people[login], LOG, the_known_entry(harbor))
    assert replay.code in ("forbidden", "idempotency_conflict")


def test_a_key_of_another_casino_is_as_free_as_any(
    admin: Connection[TupleRow],
    people: dict[str, Connection[TupleRow]],
    harbor: Holdings,
    lakeside: Holdings,
) -> None:
    unknown = attempt(people["boss2"], RESOLVE, [str(uuid4())])
    foreign = attempt(people["boss2"], RESOLVE, [harbor.key])
    assert foreign.rows[0][2:] == unknown.rows[0][2:] == (False, None, None)
    fenced = "select is_fenced::text from pit.command_log where idempotency_key = %s"
    assert names(admin, fenced + " and casino_id = %s", harbor.key, harbor.casino) == ["false"]
    assert attempt(people["boss"], LOG, the_known_entry(harbor)).rows == ((SECRET_CENTS,),)
    assert attempt(people["boss"], RESOLVE, [lakeside.key]).rows[0][2] is False
    still = names(admin, fenced + " and casino_id = %s", lakeside.key, lakeside.casino)
    assert still == ["false"]


def test_an_applied_command_is_fenced_by_nobody(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]], harbor: Holdings
) -> None:
    for connection in people.values():
        attempt(connection, RESOLVE, [harbor.key])
    assert attempt(people["boss"], LOG, the_known_entry(harbor)).rows == ((SECRET_CENTS,),)


def test_a_fenced_key_applies_for_nobody(
    people: dict[str, Connection[TupleRow]], harbor: Holdings
) -> None:
    key = str(uuid4())
    assert attempt(people["dealer"], RESOLVE, [key]).rows[0][2] is False
    for login in ("boss", "floor", "admin"):
        answer = attempt(
            people[login], "select pit.rpc_open_table_session(%s, %s)", [harbor.free_table, key]
        )
        assert answer.code in ("idempotency_conflict", "forbidden")
    assert attempt(people["boss"], RESOLVE, [key]).code == "idempotency_conflict"


@pytest.mark.parametrize(
    "key", ["pft:1", "", " ", "a b", "\x1b[31m", "é", "a\n", "k" * 129, "\ufeffkey"]
)
def test_a_key_that_is_none_is_refused(
    people: dict[str, Connection[TupleRow]], harbor: Holdings, key: str
) -> None:
    boss = people["boss"]
    assert attempt(boss, RESOLVE, [key]).code == "invalid_argument"
    opened = attempt(boss, "select pit.rpc_open_table_session(%s, %s)", [harbor.free_table, key])
    assert opened.code == "invalid_argument"


def test_a_replay_is_the_same_request_in_any_time_zone(
    people: dict[str, Connection[TupleRow]], harbor: Holdings
) -> None:
    boss, key = people["boss"], str(uuid4())
    seen = set()
    for zone in ("UTC", "Asia/Tokyo", "America/Los_Angeles"):
        boss.execute("select set_config('timezone', %s, false)", [zone])
        answer = attempt(
            boss,
            "select id from pit.rpc_log_table_buyin_telemetry(%s, 500, 'GRIND_BUYIN',"
            " p_occurred_at => (select opened_at from pit.table_session where id = %s),"
            " p_idempotency_key => %s)",
            [harbor.running_table, harbor.running_session, key],
        )
        seen.add(answer)
    boss.execute("reset timezone")
    assert len(seen) == 1
    assert seen.pop().is_done
