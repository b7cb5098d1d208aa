"""The demo's colleagues, and the doctor."""

import time
from pathlib import Path

from pitterm.database.demo import DEMO_PASSWORD
from pitterm.outbox.box import Outbox
from pitterm.simulation.live import colleagues_at_work
from tests.command_line import pitterm
from tests.databases import Database
from tests.outbox.kept import make_kept


def test_colleagues_open_tables_and_leave_the_readers_alone(database: Database) -> None:
    with colleagues_at_work(database.conninfo, DEMO_PASSWORD, 0.02):
        deadline = time.monotonic() + 20
        with database.connect_admin() as admin:
            while time.monotonic() < deadline:
                rows = admin.execute("select gaming_table_id from pit.table_session").fetchall()
                if len(rows) >= 3:
                    break
    assert len(rows) >= 3
    assert (database.table_id("BJ-01"),) not in rows


def test_the_doctor_says_that_no_server_runs(environment: dict[str, str], tmp_path: Path) -> None:
    done = pitterm({**environment, "PITTERM_DATA_DIR": str(tmp_path / "d")}, "doctor")
    assert done.returncode == 3
    assert "pitterm db start" in done.stdout


def test_the_doctor_finds_a_sound_database(environment: dict[str, str], database: Database) -> None:
    done = pitterm({**environment, "PITTERM_DATABASE_URL": database.admin_conninfo}, "doctor")
    assert "schema     as it should be" in done.stdout
    assert done.returncode == 0


def test_the_doctor_says_what_waits_on_this_terminal(
    environment: dict[str, str], tmp_path: Path
) -> None:
    variables = {
        **environment,
        "XDG_STATE_HOME": str(tmp_path),
        "PITTERM_DATA_DIR": str(tmp_path / "d"),
    }
    assert "outbox     empty" in pitterm(variables, "doctor").stdout
    directory = tmp_path / "pitterm/outbox"
    box = Outbox(directory)
    box.keep(make_kept(1))
    box.keep(make_kept(2))
    assert "outbox     2 entries wait" in pitterm(variables, "doctor").stdout
    (directory / "0.journal").write_text("a poem\n")
    assert "0.journal is damaged at byte 0" in pitterm(variables, "doctor").stdout
