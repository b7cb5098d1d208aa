"""`pitterm report` from outside: the numbers of a winter day, as the people who may see them."""

import csv
import io
import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pitterm.database.demo import DEMO_PASSWORD
from pitterm.reporting import Report
from pitterm.reporting.layout import PAGE_WIDTH, cells
from tests.command_line import pitterm
from tests.databases import Database
from tests.rules.history import History
from tests.rules.house import House
from tests.rules.winter_day import at

FORMULA = "=cmd|'/c calc'!A1"
SWING = ("--at", "2026-01-15T15:00")


@pytest.fixture
def person(environment: dict[str, str], database: Database) -> dict[str, str]:
    """The auditor, on a database of the test's own."""
    return {
        **environment,
        "PITTERM_DATABASE_URL": database.server.admin_url(database.name),
        "PITTERM_STAFF": "auditor",
        "PITTERM_PASSWORD": DEMO_PASSWORD,
    }


@pytest.fixture
def history(database: Database) -> Iterator[History]:
    """A table that won 500 by 16:00, took in 2,000 more, and opened 100 short of its closer."""
    with database.connect_admin() as connection:
        house = House(database, connection)
        past = History(house)
        pit = house.value("select pit_id from pit.gaming_table where label = 'BJ-01' limit 1")
        house.change("gaming_table", past.table, label=FORMULA, pit_id=pit, spot=90)
        before = past.open(at(7), 2_000_000)
        expected = past.close(before, at(13), 2_010_000)
        session = past.open(at(14, 30), 2_000_000, expected)
        past.buy_in(at(15), 100_000)
        past.count(at(16), 1_950_000, session=session)
        past.buy_in(at(17), 200_000)
        past.buy_in(at(21), 30_000, rated=True)
        past.close(session, at(23), 1_900_000)
        past.buy_in(at(14, 10), 7_500)
        yield past


def as_json(person: dict[str, str], *arguments: str) -> Report:
    asked = pitterm(person, "report", *arguments, "--format", "json")
    assert (asked.returncode, asked.stderr) == (0, "")
    return Report.model_validate_json(asked.stdout)


@pytest.mark.usefixtures("history")
def test_a_shift_names_its_period_its_counts_and_what_is_missing(person: dict[str, str]) -> None:
    asked = pitterm(person, "report", "shift", *SWING)
    assert (asked.returncode, asked.stderr) == (0, "")
    first, second, *_ = asked.stdout.splitlines()
    assert first == "Harbor · Swing shift · 2026-01-15 · ESTIMATE"
    assert second.startswith("Thu 2026-01-15 14:00 PST → Thu 2026-01-15 22:00 PST · as of ")
    assert "▲ +500" in asked.stdout
    assert "14:30 → 16:00" in asked.stdout
    assert re.search(r"Harbor +1 of \d\d +1 of \d\d +0 of \d\d", asked.stdout)
    assert max(cells(line) for line in asked.stdout.splitlines()) <= PAGE_WIDTH


@pytest.mark.usefixtures("history")
def test_the_running_shift_is_so_far_and_knows_nothing(person: dict[str, str]) -> None:
    asked = pitterm(person, "report", "shift")
    assert asked.returncode == 0, asked.stderr
    assert " · so far, as of " in asked.stdout
    assert "nothing logged" in asked.stdout
    assert "$0" not in asked.stdout.split("Tables\n")[1].split("\n\n")[0]


@pytest.mark.usefixtures("history")
def test_sessions_and_what_is_outside_add_up_to_the_tables_row(person: dict[str, str]) -> None:
    swing = as_json(person, "shift", *SWING)
    [table] = [each for each in swing.tables if each.table == FORMULA]
    parts = [each.est_drop.cents for each in table.sessions if each.est_drop]
    assert table.est_drop is not None
    assert sum(parts) == table.est_drop.cents == 337_500
    assert table.outside_sessions is not None
    assert table.outside_sessions.cents == 7_500
    assert table.est_win is not None
    assert table.est_win.cents == 50_000
    assert table.since_count.buyins is not None
    assert table.since_count.buyins.cents == 230_000


@pytest.mark.usefixtures("history")
def test_tables_add_up_to_their_pit_and_pits_to_the_casino(person: dict[str, str]) -> None:
    day = as_json(person, "day", "--date", "2026-01-15")
    casino, *pits = day.sums
    assert casino.tables == sum(pit.tables for pit in pits) == len(day.tables)
    assert casino.est_drop.amount is not None
    found = [pit.est_drop.amount.cents for pit in pits if pit.est_drop.amount]
    assert casino.est_drop.amount.cents == sum(found) == 337_500
    assert casino.est_drop.missing == casino.tables - 1
    assert casino.est_win.amount is None
    assert casino.est_win.missing == casino.tables
    assert casino.hold_percent is None


@pytest.mark.usefixtures("history")
def test_a_figure_nobody_knows_is_null_with_its_reason_and_never_zero(
    person: dict[str, str],
) -> None:
    swing = as_json(person, "shift", *SWING)
    [quiet] = [each for each in swing.tables if each.table == "BJ-01"]
    assert quiet.est_drop is None
    assert quiet.est_drop_missing == "nothing logged"
    assert quiet.est_win is None
    assert quiet.est_win_missing == "no count"
    assert quiet.counted_win is None


@pytest.mark.usefixtures("history")
def test_a_discrepancy_stands_on_its_own_line(person: dict[str, str]) -> None:
    swing = as_json(person, "shift", *SWING)
    [line] = swing.discrepancies
    assert (line.table, line.difference.cents) == (FORMULA, -10_000)
    assert line.is_regulatory
    assert "▼ −100" in pitterm(person, "report", "shift", *SWING).stdout  # noqa: RUF001


@pytest.mark.usefixtures("history")
def test_one_pit_alone_has_its_sums_and_its_tables(person: dict[str, str]) -> None:
    whole = as_json(person, "shift", *SWING)
    name = next(each.pit for each in whole.tables if each.table == "BJ-01")
    assert name is not None
    part = as_json(person, "shift", *SWING, "--pit", name.upper())
    assert part.pit == name
    assert [each.name for each in part.sums] == [name]
    assert {each.pit for each in part.tables} == {name}
    assert part.sums[0] == next(each for each in whole.sums if each.name == name)
    assert part.discrepancies == whole.discrepancies


@pytest.mark.usefixtures("history")
def test_a_table_lists_its_sessions(person: dict[str, str]) -> None:
    asked = pitterm(person, "report", "table", FORMULA, "--day", "2026-01-15")
    assert asked.returncode == 0, asked.stderr
    assert "07:00 → 13:00" in asked.stdout
    assert "14:30 → 23:00" in asked.stdout
    assert "outside any session" in asked.stdout
    of_day = as_json(person, "table", FORMULA, "--day", "2026-01-15")
    assert [each.table for each in of_day.tables] == [FORMULA]
    assert of_day.sums == ()
    of_shift = as_json(person, "table", FORMULA, *SWING)
    assert of_shift.period.name == "Swing shift"


def test_a_closed_session_comes_with_its_rundown(
    person: dict[str, str], database: Database
) -> None:
    from tests.rules.pit import Staff

    staff = Staff(database)
    boss, table = staff["boss"], database.table_id("BJ-01")
    boss.count(table, "open", {"10000": 200})
    session = boss.open(table)
    boss.buy_in(table, 10_000)
    boss.close(session, boss.count(table, "close", {"10000": 199}))
    staff.sign_out()
    [figures] = as_json(person, "table", "BJ-01").tables
    [part] = [each for each in figures.sessions if not each.is_outside]
    assert part.rundown is not None
    assert part.rundown.opener is not None
    assert part.rundown.opener.cents == 2_000_000
    assert part.rundown.est_win is not None
    assert part.rundown.est_win.cents == 0
    assert "Rundowns" in pitterm(person, "report", "table", "bj-01").stdout


@pytest.mark.usefixtures("history")
def test_a_spreadsheet_reads_the_csv_back_and_obeys_nothing_in_it(person: dict[str, str]) -> None:
    asked = pitterm(person, "report", "shift", *SWING, "--format", "csv")
    assert asked.stdout.startswith("\ufeffrow,")
    rows = list(csv.DictReader(io.StringIO(asked.stdout[1:], newline="")))
    [table] = [row for row in rows if row["row"] == "table" and row["est_win_cents"]]
    assert table["table"] == f"'{FORMULA}"
    assert table["est_win_cents"] == "50000"
    assert table["period_start"] == "2026-01-15T14:00:00-08:00"
    [line] = [row for row in rows if row["row"] == "discrepancy"]
    assert line["discrepancy_cents"] == "-10000"


@pytest.mark.parametrize("login", ["auditor", "shift", "boss", "dealer"])
def test_who_may_see_figures_gets_the_report(person: dict[str, str], login: str) -> None:
    asked = pitterm(person, "report", "day", "--staff", login)
    assert asked.returncode == 0, asked.stderr


@pytest.mark.parametrize("login", ["cashier", "count", "security"])
def test_who_counts_or_pays_is_refused_with_a_sentence(person: dict[str, str], login: str) -> None:
    asked = pitterm(person, "report", "shift", "--staff", login)
    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr.count("\n") == 1
    assert "role" in asked.stderr


def test_another_casino_is_not_in_it(person: dict[str, str]) -> None:
    asked = pitterm(person, "report", "day", "--staff", "boss2")
    assert asked.stdout.startswith("Lakeside · ")
    assert "Harbor" not in asked.stdout


def test_a_file_is_new_and_for_its_owner_alone(person: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "day.json"
    asked = pitterm(person, "report", "day", "--format", "json", "--output", str(path))
    assert (asked.returncode, asked.stdout) == (0, "")
    assert str(path) in asked.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text(encoding="utf-8"))["kind"] == "day"
    again = pitterm(person, "report", "day", "--output", str(path))
    assert again.returncode == 2
    assert "there already" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["shift", "--at", "2026-11-01T01:30"], "Put -07:00 or -08:00 behind it."),
        (["shift", "--pit", "Hihg limit"], "Did you mean High limit?"),
        (["day", "--date", "2026-02-30"], "is no date"),
        (["day", "--date", "2199-01-01"], "has not begun"),
        (["table", "BJ-001"], "Did you mean BJ-01?"),
        (["table", "BJ-01", "--day", "2026-01-15", "--at", "2026-01-15T10:00"], "not both"),
        (["shift", "--format", "pdf"], "pdf"),
    ],
)
def test_what_cannot_be_asked_exits_2_with_the_next_step(
    person: dict[str, str], arguments: list[str], said: str
) -> None:
    asked = pitterm(person, "report", *arguments)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert said in asked.stderr


def test_a_wrong_password_exits_4_and_no_server_3(person: dict[str, str]) -> None:
    assert pitterm({**person, "PITTERM_PASSWORD": "wrong"}, "report", "day").returncode == 4
    nowhere = {**person, "PITTERM_DATABASE_URL": "postgresql:///pitterm?host=/nonexistent"}
    assert pitterm(nowhere, "report", "day").returncode == 3


def test_an_hour_that_comes_twice_is_told_apart_by_its_offset(person: dict[str, str]) -> None:
    night = as_json(person, "day", "--date", "2026-10-31")
    assert (night.period.end - night.period.start).total_seconds() == 25 * 3600
    shift = as_json(person, "shift", "--at", "2026-11-01T01:30-08:00")
    assert shift.period.gaming_day.isoformat() == "2026-10-31"
