"""What a display is given: no player, no name, no note, and no money unless it may show it."""

from collections.abc import Iterator

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow, dict_row

from pitterm.database.provisioning import set_role
from tests.attack.archive import SECRET_CENTS
from tests.attack.attempts import names
from tests.attack.holdings import Holdings
from tests.attack.test_figures import OPEN_AMOUNTS
from tests.databases import Database

ABOUT_PLAYERS = ("visit", "rating_slip", "player_financial_transaction", "table_buyin_telemetry")
NOT_ITS_OWN = {"casino_id", "gaming_table_id", "table_session_id", "pit_id"}
"""Columns of such a row that say where it happened, not to whom."""


@pytest.fixture(params=[True, False], ids=["show-money", "hide-money"])
def shows_money(
    request: pytest.FixtureRequest, admin: Connection[TupleRow], harbor: Holdings
) -> Iterator[bool]:
    """The wall's login as `staff set-role --show-money` or `--hide-money` leaves it."""
    set_role(admin, "wall", shows_money=request.param)
    yield request.param
    set_role(admin, "wall", shows_money=True)


@pytest.fixture
def given(
    attacked: Database, admin: Connection[TupleRow], shows_money: bool
) -> list[dict[str, object]]:
    """Every row of everything the real login may execute, pit by pit and at large."""
    functions = admin.execute(
        "select p.proname::text, p.pronargs::int from pg_proc p"
        " where p.pronamespace in ('pit'::regnamespace, 'pit_private'::regnamespace)"
        " and has_schema_privilege('wall', p.pronamespace, 'usage')"
        " and has_function_privilege('wall', p.oid, 'execute')"
    ).fetchall()
    assert functions
    rows: list[dict[str, object]] = []
    arguments = [None, *names(admin, "select name from pit.pit")]
    with attacked.connect("wall") as wall, wall.cursor(row_factory=dict_row) as cursor:
        cursor.execute("set default_transaction_read_only = off")
        for name, count in functions:
            for argument in arguments if count else [None]:
                call = f"select * from pit.{name}({', '.join(['%s'] * count)})"
                given = [argument, *[None] * (count - 1)][:count]
                rows += cursor.execute(call.encode(), given).fetchall()
    assert len(rows) > len(arguments)
    return rows


def test_no_row_tells_of_a_player(
    admin: Connection[TupleRow], given: list[dict[str, object]]
) -> None:
    secrets = {secret for table in ABOUT_PLAYERS for secret in _own_values(admin, table)}
    assert "Player 7" in secrets
    told = repr(given)
    assert not [secret for secret in secrets if secret in told]


def test_no_row_names_a_colleague_or_repeats_a_note(
    admin: Connection[TupleRow], given: list[dict[str, object]]
) -> None:
    people = set(names(admin, "select name::text from pit.staff where role <> 'display'"))
    notes = {
        note
        for table, column in admin.execute(
            "select attrelid::regclass::text, attname::text from pg_attribute a"
            " join pg_class c on c.oid = attrelid"
            " where c.relnamespace = 'pit'::regnamespace and c.relkind = 'r' and attnum > 0"
            " and attname ~ '(note|reason)s?$' and atttypid::regtype::text in ('text', 'pit.note')"
        ).fetchall()
        for note in names(admin, f"select {column}::text from {table} where {column} is not null")
        if " " in note
    }
    assert people
    assert notes
    told = repr(given)
    assert not [secret for secret in people | notes if secret in told]


def test_money_is_in_every_row_or_in_none(
    given: list[dict[str, object]], shows_money: bool
) -> None:
    amounts = [amount for row in given for amount in _amounts(row)]
    assert bool(amounts) is shows_money
    assert (str(SECRET_CENTS) in repr(given)) is shows_money


def _own_values(admin: Connection[TupleRow], table: str) -> set[str]:
    """Keys and words of these rows that are nobody else's."""
    found: set[str] = set()
    with admin.cursor(row_factory=dict_row) as cursor:
        for row in cursor.execute(f"select * from pit.{table}".encode()).fetchall():
            for column, value in row.items():
                is_key = column == "id" or column.endswith("_id")
                is_note = isinstance(value, str) and " " in value
                if value is not None and column not in NOT_ITS_OWN and (is_key or is_note):
                    found.add(str(value))
    return found


def _amounts(value: object, title: str = "") -> list[object]:
    """Whatever is money in a row, however deep."""
    if isinstance(value, dict):
        return [each for key, inner in value.items() for each in _amounts(inner, key)]
    if isinstance(value, list) and title not in OPEN_AMOUNTS:
        return [each for inner in value for each in _amounts(inner, title)]
    is_money = title.endswith("_cents") and title not in OPEN_AMOUNTS
    return [value] if is_money and value is not None else []
