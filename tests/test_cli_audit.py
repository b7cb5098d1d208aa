"""`pitterm report audit` from outside."""

import csv
import io
import json

import pytest

from pitterm.database.demo import DEMO_PASSWORD
from tests.command_line import pitterm
from tests.databases import Database


@pytest.fixture
def person(environment: dict[str, str], database: Database) -> dict[str, str]:
    """The auditor, after the boss has opened a table."""
    with database.connect("boss") as boss:
        table = database.table_id("BJ-01")
        boss.execute("select pit.rpc_open_table_session(%s)", [table])
        boss.execute(
            "select pit.rpc_log_table_buyin_telemetry(%s, 2500, 'GRIND_BUYIN', p_note => '=1+1')",
            [table],
        )
    return {
        **environment,
        "PITTERM_DATABASE_URL": database.server.admin_url(database.name),
        "PITTERM_STAFF": "auditor",
        "PITTERM_PASSWORD": DEMO_PASSWORD,
    }


def test_it_tells_what_was_done_at_a_table(person: dict[str, str]) -> None:
    asked = pitterm(person, "report", "audit", "--table", "bj-01", "--kind", "command")
    assert (asked.returncode, asked.stderr) == (0, "")
    words = " ".join(asked.stdout.split())
    assert words.startswith("Harbor · audit · 2 lines")
    assert "open table session BJ-01" in words
    assert "amount $25" in words


def test_who_asks_is_in_it_with_the_program(person: dict[str, str]) -> None:
    asked = pitterm(person, "report", "audit", "--person", "auditor", "--format", "json")
    (line,) = json.loads(asked.stdout)["lines"]
    assert (line["kind"], line["what"]) == ("sign_in", "rpc_sign_in")
    assert line["terminal"].startswith("pitterm report ")
    assert DEMO_PASSWORD not in asked.stdout


def test_a_spreadsheet_takes_nothing_in_it_for_a_formula(person: dict[str, str]) -> None:
    asked = pitterm(person, "report", "audit", "--person", "boss", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(asked.stdout.removeprefix("\ufeff"), newline="")))
    assert [row["what"] for row in rows] == [
        "rpc_open_table_session",
        "rpc_log_table_buyin_telemetry",
    ]
    assert json.loads(rows[1]["after"])["note"] == "=1+1"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_the_pit_does_not_read_it(person: dict[str, str]) -> None:
    asked = pitterm({**person, "PITTERM_STAFF": "boss"}, "report", "audit")
    assert asked.returncode == 1
    assert asked.stderr.startswith("The role pit boss may not do this.")
    assert asked.stdout == ""


def test_a_day_and_a_shift_at_once_are_a_question(person: dict[str, str]) -> None:
    asked = pitterm(person, "report", "audit", "--date", "2026-01-15", "--at", "2026-01-15T15:00")
    assert asked.returncode == 2
    assert "not both" in asked.stderr
