"""Values meant to break the database or a later reader are refused in the catalogue's words."""

import re
from collections.abc import Iterator

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.attack.attempts import signed_in, undone
from tests.attack.holdings import Holdings
from tests.attack.test_foreign_ids import CALLERS, CALLS
from tests.databases import Database

POISON: dict[str, tuple[str, ...]] = {
    "text": (
        "",
        " ",
        "\x1b]0;title\x07",
        "\x1b[2J",
        "line\nbreak",
        "tab\tstop",
        "\x7f",
        "\x85",
        "\u202egnihtemos",
        "\u2066hidden\u2069",
        "x" * 65,
        "x" * 1001,
        "x" * 1_000_000,
        "'; drop table pit.staff; --",
        "$1 %s %I {0} \\u001b",
        "[b]markup[/b]",
        "😀" * 20,
        "NULL",
    ),
    "jsonb": (
        "null",
        "1",
        "true",
        '"text"',
        "[]",
        "{}",
        "[[1, 2]]",
        '{"100": -1}',
        '{"100": 1.5}',
        '{"100": 1e400}',
        '{"100": "1"}',
        '{"100": null}',
        '{"100": {"100": 1}}',
        '{"100": 100001}',
        '{"0": 1}',
        '{"-5": 1}',
        '{"1e2": 1}',
        '{"0100": 1}',
        '{" 100": 1}',
        '{"\\u0661\\u0660\\u0660": 1}',
        '{"100000001": 1}',
        '{"99999999999999999999": 1}',
        '{"100000000": 100000, "10000000": 100000}',
        '{"100": 1, "x": 1}',
    ),
    "int4": ("0", "-1", "2147483647", "-2147483648"),
    "int8": ("0", "-1", "1000000001", "9223372036854775807", "-9223372036854775808"),
    "bool": ("true", "false"),
    "_uuid": (
        "{}",
        "{NULL}",
        "{00000000-0000-0000-0000-000000000000}",
        "{{00000000-0000-0000-0000-000000000000},{ffffffff-ffff-ffff-ffff-ffffffffffff}}",
        "{" + ",".join(["00000000-0000-0000-0000-000000000000"] * 10_000) + "}",
    ),
    "timestamptz": (
        "infinity",
        "-infinity",
        "epoch",
        "0044-03-15 BC",
        "4714-11-24 00:00:00+00 BC",
        "0001-01-01 00:00+00",
        "9999-12-31",
        "294276-12-31 23:59:59.999999+00",
        "2026-11-01 01:30 America/Los_Angeles",
    ),
}
_CONTROL = re.compile("[\x01-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def people(attacked: Database, harbor: Holdings) -> Iterator[dict[str, Connection[TupleRow]]]:
    with signed_in(attacked, "boss", *sorted(set(CALLERS.values()))) as connections:
        yield connections


def arguments(admin: Connection[TupleRow], rpc: str) -> dict[str, str]:
    """The type of every argument but the ids."""
    rows = admin.execute(
        "select n.name, t.typname::text from pg_proc p"
        " cross join lateral unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[])"
        " as n (name, kind) join pg_type t on t.oid = n.kind"
        " where p.pronamespace = 'pit'::regnamespace and p.proname = %s and t.typname <> 'uuid'",
        [rpc],
    ).fetchall()
    return dict(rows)


@pytest.mark.parametrize("outside", [False, True])
@pytest.mark.parametrize("rpc", CALLS)
def test_poison_in_any_argument_is_refused_or_harmless(
    admin: Connection[TupleRow],
    people: dict[str, Connection[TupleRow]],
    harbor: Holdings,
    rpc: str,
    outside: bool,
) -> None:
    caller = people[CALLERS.get(rpc, "boss")]
    ids = {**harbor.ids(), **({"running_table": harbor.free_table} if outside else {})}
    own: dict[str, object] = {
        name: ids.get(str(value), value) for name, value in CALLS[rpc].items()
    }
    if outside and rpc == "rpc_log_table_buyin_telemetry":
        own |= {"p_outside_session": True, "p_telemetry_kind": "GRIND_BUYIN"}
        own |= {"p_visit_id": None, "p_rating_slip_id": None}
    for name, kind in arguments(admin, rpc).items():
        for value in (*POISON[kind], None):
            values = {**own, name: value}
            given = ", ".join(
                f"{each} => %({each})s" + (f"::{kind}" if each == name else "") for each in values
            )
            answer = undone(caller, f"select to_jsonb(r) from pit.{rpc}({given}) r", values)
            assert (answer.sqlstate or "PT400").startswith("PT4"), (name, value, answer)
            assert not _CONTROL.search(f"{answer.code}{answer.hint}"), (name, value)
            for (row,) in answer.rows:
                assert not _CONTROL.search("".join(map(str, row.values()))), (name, value)
                assert all(" BC" not in str(v) and "infinity" not in str(v) for v in row.values())
                assert len(str(row)) < 10_000, (name, value)


def test_every_kind_of_argument_has_its_poison(admin: Connection[TupleRow]) -> None:
    kinds = {kind for rpc in CALLS for kind in arguments(admin, rpc).values()}
    assert kinds <= set(POISON)
