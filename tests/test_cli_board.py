"""`pitterm board` from outside: the picture once, for scripts and screen readers."""

import json
import re

import pytest

from pitterm.database.demo import DEMO_PASSWORD
from pitterm.domain.board import Snapshot
from tests.command_line import pitterm
from tests.databases import Database


@pytest.fixture
def person(environment: dict[str, str], database: Database) -> dict[str, str]:
    """The pit boss, who has opened BJ-01 and logged $25 there."""
    with database.connect("boss") as boss:
        table = [database.table_id("BJ-01")]
        boss.execute("select pit.rpc_open_table_session(%s)", table)
        boss.execute("select pit.rpc_log_table_buyin_telemetry(%s, 2500, 'GRIND_BUYIN')", table)
    url = database.server.admin_url(database.name)
    return {
        **environment,
        "PITTERM_DATABASE_URL": url,
        "PITTERM_STAFF": "boss",
        "PITTERM_PASSWORD": DEMO_PASSWORD,
    }


@pytest.mark.parametrize("arguments", [[], ["--plain"]])
def test_the_board_is_one_line_a_table_under_its_period(
    person: dict[str, str], arguments: list[str]
) -> None:
    asked = pitterm(person, "board", *arguments)
    assert (asked.returncode, asked.stderr) == (0, "")
    period, headings, *lines = asked.stdout.splitlines()
    assert re.fullmatch(r"Gaming day \d{4}-\d\d-\d\d so far, as of .* P[DS]T", period)
    assert re.split(r"  +", headings)[:4] == ["Pit", "Spot", "Table", "Status"]
    assert len(lines) >= 24
    [line] = [line for line in lines if "BJ-01" in line]
    assert re.split(r"  +", line)[3:] == ["● ACTIVE", "0:00", "$25", "rated + unrated", "—"]


def test_the_board_in_ascii_has_no_other_sign(person: dict[str, str]) -> None:
    asked = pitterm({**person, "PITTERM_ASCII": "1"}, "board")
    assert asked.stdout.isascii()
    assert "* ACTIVE" in asked.stdout
    assert pitterm({**person, "LC_ALL": "C"}, "board").stdout.isascii()


def test_the_board_as_json_is_the_whole_picture(person: dict[str, str]) -> None:
    asked = pitterm(person, "board", "--json")
    picture = Snapshot.model_validate(json.loads(asked.stdout))
    [table] = [table for table in picture.tables if table.label == "BJ-01"]
    assert table.day is not None
    assert table.day.est_drop_cents == 2_500


def test_who_counts_or_pays_reads_no_figure(person: dict[str, str]) -> None:
    asked = pitterm(person, "board", "--staff", "cashier")
    assert "● ACTIVE" in asked.stdout
    assert "$" not in asked.stdout


def test_a_wrong_password_exits_4_with_one_sentence(person: dict[str, str]) -> None:
    asked = pitterm({**person, "PITTERM_PASSWORD": "wrong"}, "board")
    assert (asked.returncode, asked.stdout) == (4, "")
    assert asked.stderr.count("\n") == 1


def test_without_a_server_it_exits_3(person: dict[str, str]) -> None:
    nowhere = {**person, "PITTERM_DATABASE_URL": "postgresql:///pitterm?host=/nonexistent"}
    asked = pitterm(nowhere, "board")
    assert (asked.returncode, asked.stdout) == (3, "")
    assert asked.stderr.startswith("The database does not answer. See pitterm db status")
