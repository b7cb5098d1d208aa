"""Who counts or pays must not know the expected answer: status roles find no figure anywhere."""

from collections.abc import Iterator

import pytest
from psycopg import Connection
from psycopg.rows import TupleRow

from tests.attack.archive import SECRET_CENTS
from tests.attack.attempts import (
    ROLES,
    STATUS_ONLY,
    Answer,
    attempt,
    columns,
    names,
    signed_in,
    tables,
)
from tests.attack.holdings import Holdings
from tests.databases import Database

# What a guest reads off the felt and what the house decided in advance.
OPEN_AMOUNTS = {"min_bet_cents", "max_bet_cents", "denominations_cents"}


@pytest.fixture(scope="module")
def people(attacked: Database, harbor: Holdings) -> Iterator[dict[str, Connection[TupleRow]]]:
    with signed_in(attacked, *ROLES) as connections:
        yield connections


def everything(admin: Connection[TupleRow], me: Connection[TupleRow]) -> str:
    """All that a login can select, table by table, and what its RPCs return."""
    found: list[object] = []
    for table in tables(admin):
        listed = ", ".join(columns(admin, table))
        found.append(attempt(me, f"select {listed} from {table}").rows)
    found.append(attempt(me, "select * from pit.rpc_get_pit_board()").rows)
    found.append(attempt(me, "select * from pit.rpc_get_heartbeat()").rows)
    found.extend(
        attempt(me, "select * from pit.rpc_get_current_table_session(%s)", [table]).rows
        for table in names(admin, "select id from pit.gaming_table")
    )
    return repr(found)


@pytest.mark.parametrize("login", STATUS_ONLY)
def test_a_status_role_reads_no_figure(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]], login: str
) -> None:
    assert str(SECRET_CENTS) not in everything(admin, people[login])


@pytest.mark.parametrize("login", ["dealer", "floor", "boss", "shift", "auditor", "admin"])
def test_the_others_do_read_them(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]], login: str
) -> None:
    assert str(SECRET_CENTS) in everything(admin, people[login])


@pytest.mark.parametrize("login", STATUS_ONLY)
def test_the_board_of_a_status_role_has_every_figure_empty(
    people: dict[str, Connection[TupleRow]], login: str
) -> None:
    board = people[login].execute("select * from pit.rpc_get_pit_board()")
    assert board.description is not None
    titles = [column.name for column in board.description]
    rows = board.fetchall()
    figures = {
        title
        for title in titles
        if title not in OPEN_AMOUNTS
        and (title.endswith("_cents") or title in ("day", "shift", "session", "recent_entries"))
    }
    assert len(figures) == 8
    for row in rows:
        shown = {title for title, value in zip(titles, row, strict=True) if value is not None}
        assert not figures & shown
    assert any(row[titles.index("session_status")] for row in rows)


@pytest.mark.parametrize("login", STATUS_ONLY)
def test_a_status_role_cannot_ask_for_the_par(
    people: dict[str, Connection[TupleRow]], login: str
) -> None:
    for statement in (
        "select par_cents from pit.gaming_table",
        "select * from pit.gaming_table",
        "select t from pit.gaming_table t",
        "select to_jsonb(t) from pit.gaming_table t",
        "select from pit.gaming_table where par_cents > 1",
        "select count(*) from pit.gaming_table order by max(par_cents)",
    ):
        assert attempt(people[login], statement).sqlstate == "42501", statement


def test_a_display_without_money_is_given_none(
    attacked: Database, admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]]
) -> None:
    wall = people["wall"]
    assert str(SECRET_CENTS) in everything(admin, wall)
    shows = "select pit_private.set_staff_role('wall', 'display', %s)"
    admin.execute(shows, [False])
    try:
        assert str(SECRET_CENTS) not in everything(admin, wall)
    finally:
        admin.execute(shows, [True])


@pytest.mark.parametrize("shows_money", [True, False])
def test_a_display_is_given_no_names_and_no_entries(
    admin: Connection[TupleRow], people: dict[str, Connection[TupleRow]], shows_money: bool
) -> None:
    shows = "select pit_private.set_staff_role('wall', 'display', %s)"
    admin.execute(shows, [shows_money])
    board = attempt(
        people["wall"],
        "select distinct opened_by_name, recent_entries::text from pit.rpc_get_pit_board()",
    )
    admin.execute(shows, [True])
    assert board == Answer(rows=((None, None),))
    (name,) = names(admin, "select name::text from pit.staff where role = 'pit_boss' limit 1")
    assert name not in everything(admin, people["wall"])


def test_the_count_room_reads_no_slip(people: dict[str, Connection[TupleRow]]) -> None:
    slips = "select from pit.fill_credit_slip"
    assert people["cashier"].execute(slips).fetchall() != []
    assert people["count"].execute(slips).fetchall() == []
