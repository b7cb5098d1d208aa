"""`pitterm report` from outside: the numbers of a winter day as text, CSV and JSON."""

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
from tests.reporting.past import FORMULA, a_played_day
from tests.rules.history import History

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
def past(database: Database) -> Iterator[History]:
    """A winter day of one table."""
    with a_played_day(database) as past:
        yield past


@pytest.mark.usefixtures("past")
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


def test_the_running_shift_is_so_far_and_knows_nothing(person: dict[str, str]) -> None:
    asked = pitterm(person, "report", "shift", "--pit", "high limit")
    assert asked.returncode == 0, asked.stderr
    assert " · High limit · " in asked.stdout.splitlines()[0]
    assert " · so far, as of " in asked.stdout
    tables = asked.stdout.split("\nTables\n")[1].split("\n\n")[0]
    assert "nothing logged" in tables
    assert "$" not in tables


@pytest.mark.usefixtures("past")
def test_a_table_lists_its_sessions(person: dict[str, str]) -> None:
    asked = pitterm(person, "report", "table", FORMULA, "--day", "2026-01-15")
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.startswith(f"Harbor · {FORMULA} · gaming day · 2026-01-15")
    assert "07:00 → 13:00 · nothing logged" in asked.stdout
    assert "14:30 → 23:00" in asked.stdout
    assert "outside any session" in asked.stdout
    assert "BJ-01" not in asked.stdout


@pytest.mark.usefixtures("past")
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


def test_a_file_is_new_and_for_its_owner_alone(person: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "day.json"
    asked = pitterm(person, "report", "day", "--format", "json", "--output", str(path))
    assert (asked.returncode, asked.stdout) == (0, "")
    assert str(path) in asked.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    written = path.read_text(encoding="utf-8")
    assert Report.model_validate(json.loads(written)).kind == "day"
    again = pitterm(person, "report", "day", "--output", str(path))
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert path.read_text(encoding="utf-8") == written


def test_who_counts_or_pays_is_refused_with_a_sentence(person: dict[str, str]) -> None:
    asked = pitterm(person, "report", "shift", "--staff", "cashier")
    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr.count("\n") == 1
    assert "role" in asked.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["shift", "--at", "2026-11-01T01:30"], "Put -07:00 or -08:00 behind it."),
        (["shift", "--pit", "Hihg limit"], "Did you mean High limit?"),
        (["table", "BJ-001"], "Did you mean BJ-01?"),
        (["day", "--date", "2026-02-30"], "is no date"),
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
