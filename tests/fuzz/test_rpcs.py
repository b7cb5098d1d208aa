"""Every RPC of the catalog with arguments that say anything, as everybody."""

import random
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from pitterm.database.embedded import EmbeddedServer
from pitterm.domain.errors import CATALOGUE
from tests.attack.attempts import DENIED, ROLES, Answer, attempt, signed_in
from tests.attack.holdings import Holdings, furnish
from tests.attack.test_poison import POISON
from tests.databases import Database, copied_database

CALLS_OF_ONE_RPC = 2
"""By each role, in a short run."""
# Text that is no value of its type never reaches the RPC: the server itself refuses it.
MALFORMED = {
    "uuid": ("", "x", "0193b000"),
    "_uuid": ("", "{", "{x}", "{{}"),
    "int4": ("", "1.5", "99999999999", "0x"),
    "int8": ("", "1e3", "9" * 30),
    "bool": ("", "perhaps"),
    "timestamptz": ("", "yesterday noon-ish", "2026-13-01", "294277-01-01"),
    "jsonb": ("", "{", '"\\u0000"', "[" * 50_000, '{"a":1e9999999}'),
}
NO_VALUE_OF_ITS_TYPE = ("22", "54")
"""SQLSTATE classes of the server's own: bad data, and too deep for its stack."""


@pytest.fixture(scope="module")
def fuzzed(server: EmbeddedServer, template: None) -> Iterator[Database]:
    with copied_database(server) as database:
        yield database


@pytest.fixture(scope="module")
def ids(fuzzed: Database) -> list[UUID]:
    """Of rows of the callers' own casino and of the other one."""
    holdings: list[Holdings] = [
        furnish(fuzzed, "harbor", "boss"),
        furnish(fuzzed, "lakeside", "boss2"),
    ]
    return [value for held in holdings for value in held.ids().values()]


@pytest.fixture
def admin(fuzzed: Database) -> Iterator[Connection[TupleRow]]:
    with fuzzed.connect_admin() as connection:
        yield connection


@pytest.fixture
def people(fuzzed: Database, ids: list[UUID]) -> Iterator[dict[str, Connection[TupleRow]]]:
    with signed_in(fuzzed, *ROLES) as connections:
        yield connections


def parameters(admin: Connection[TupleRow]) -> dict[str, list[tuple[str, str]]]:
    """The name and type of every parameter of every RPC there is."""
    rows = admin.execute(
        "select p.proname::text, n.name, t.typname::text from pg_proc p"
        " left join lateral unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[])"
        " as n (name, kind) on true left join pg_type t on t.oid = n.kind"
        " where p.pronamespace = 'pit'::regnamespace order by 1"
    ).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for rpc, name, kind in rows:
        found.setdefault(rpc, []).extend([(name, kind)] if name is not None else [])
    return found


def well_formed(kind: str, ids: list[UUID], dice: random.Random) -> object:
    """A value of the type: of this house, of another, absurd, or none."""
    if dice.random() < 0.15:
        return None
    if kind == "uuid":
        return dice.choice(ids) if dice.random() < 0.9 else uuid4()
    if kind == "_uuid" and dice.random() < 0.8:
        return dice.sample(ids, 3)
    if kind == "text" and dice.random() < 0.6:
        return dice.choice(KNOWN_WORDS)
    if kind == "jsonb" and dice.random() < 0.3:
        return '{"10000": 3}'
    if kind == "timestamptz" and dice.random() < 0.5:
        return f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02} {dice.randint(0, 23)}:00Z"
    return dice.choice(POISON[kind])


KNOWN_WORDS = (
    "open", "rundown", "close", "count", "drop", "void", "slip_void", "RATED_BUYIN", "GRIND_BUYIN",
    "cash", "chips", "in", "out", "reversal", "adjustment", "BOX-1", "a reason", "rpc_sign_in",
    "forbidden", "command", "Pit 1", "slip_late:x:y",
)  # fmt: skip


def state_of(admin: Connection[TupleRow]) -> list[TupleRow]:
    """How often each table was written to, by transactions that were kept."""
    tables = admin.execute(
        "select oid::regclass::text from pg_class where relkind = 'r'"
        " and relnamespace in ('pit'::regnamespace, 'pit_private'::regnamespace) order by 1"
    ).fetchall()
    return [
        row
        for (table,) in tables
        for row in admin.execute(
            f"select '{table}', count(*), max(xmin::text::bigint) from {table}".encode()
        )
    ]


def call(person: Connection[TupleRow], rpc: str, values: dict[str, tuple[str, object]]) -> Answer:
    """The answer; what was done is undone, what was refused is left to the server to undo."""
    given = ", ".join(f"{name} => %({name})s::{kind}" for name, (kind, _) in values.items())
    arguments = {name: value for name, (_, value) in values.items()}
    person.execute("begin")
    answer = attempt(person, f"select to_jsonb(r) from pit.{rpc}({given}) r", arguments)
    person.execute("rollback" if answer.is_done else "commit")
    return answer


def test_only_answers_of_the_catalogue(
    admin: Connection[TupleRow],
    people: dict[str, Connection[TupleRow]],
    ids: list[UUID],
    dice: random.Random,
    rounds: int,
) -> None:
    before, done = state_of(admin), 0
    for rpc, named in parameters(admin).items():
        for login, _ in [each for each in ROLES.items() for _ in range(CALLS_OF_ONE_RPC * rounds)]:
            values = {name: (kind, well_formed(kind, ids, dice)) for name, kind in named}
            answer = call(people[login], rpc, values)
            done += answer.is_done
            if answer.is_done or (answer.sqlstate == DENIED and ROLES[login] == "display"):
                continue
            assert answer.code in CATALOGUE, (rpc, login, values, answer)
            assert answer.sqlstate == f"PT{CATALOGUE[answer.code].status}"
    assert done > 0
    assert state_of(admin) == before


def test_what_is_no_value_of_its_type_is_the_servers_to_refuse(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]], ids: list[UUID]
) -> None:
    before = state_of(admin)
    kinds: set[str] = set()
    for rpc, named in parameters(admin).items():
        for wrong, kind in named:
            if kind not in MALFORMED or kind in kinds:
                continue
            kinds.add(kind)
            for value in MALFORMED[kind]:
                values: dict[str, tuple[str, object]] = {name: (of, None) for name, of in named}
                answer = call(people["boss"], rpc, {**values, wrong: (kind, value)})
                assert (answer.sqlstate or "")[:2] in NO_VALUE_OF_ITS_TYPE, (kind, value, answer)
    assert kinds == set(MALFORMED)
    assert state_of(admin) == before
