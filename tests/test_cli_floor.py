"""`pitterm floor import | export` from outside."""

from pathlib import Path
from uuid import uuid4

from pitterm.database.floor import Floor
from pitterm.database.floor.books import read_floor_of
from pitterm.database.floor.writing import write_floor
from tests.command_line import pitterm
from tests.databases import Database
from tests.patience import eventually
from tests.terminals import Terminal


def test_a_floor_goes_out_into_a_file_and_comes_back_changed(
    environment: dict[str, str], database: Database, tmp_path: Path
) -> None:
    on = {**environment, "PITTERM_DATABASE_URL": database.admin_conninfo}
    file = tmp_path / "lake.toml"
    done = pitterm(on, "floor", "export", "--casino", "lakeside", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"Written to {file}.\n")
    again = pitterm(on, "floor", "export", str(file))
    assert (again.returncode, again.stderr) == (
        2,
        f"{file} is there already. Choose another name.\n",
    )

    login = f"eve {uuid4().hex[:8]}"
    person = f'staff = [\n  {{ login = "{login}", name = "Eve Lund", role = "dealer" }},\n'
    text = file.read_text(encoding="utf-8").replace("staff = [\n", person)
    file.write_text(text.replace('name = "Lakeside"\n', 'name = "Lakeshore"\n'), encoding="utf-8")
    difference = [
        "Lakeshore (lakeside)",
        "  ~ casino: name Lakeside → Lakeshore",
        f"  + staff {login}: name Eve Lund, role dealer, shows money no",
    ]
    tried = pitterm(on, "floor", "import", str(file), "--dry-run")
    assert (tried.returncode, tried.stdout.splitlines()) == (0, difference)
    assert tried.stderr == "Nothing was changed.\n"
    try:
        done = pitterm(on, "floor", "import", str(file))
        assert (done.returncode, done.stdout.splitlines()) == (0, difference)
        assert f"pitterm staff set-password '{login}'" in done.stderr
    finally:
        with database.connect_admin() as admin:
            admin.execute(f'drop role if exists "{login}"'.encode())

    file.write_text(text.replace('name = "Lakeside"', 'nmae = "Lakeside"', 1), encoding="utf-8")
    refused = pitterm(on, "floor", "import", str(file))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "lake.toml, line 5, casinos lakeside, nmae: there is no such key. Mean name?\n"
    )


def test_an_import_that_is_stopped_half_way_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    """It waits for a table that somebody works on, and hears ctrl+c meanwhile."""
    file = tmp_path / "floor.toml"
    written = write_floor(floor_of(database))
    file.write_text(written.replace("undo_seconds = 120", "undo_seconds = 90"), encoding="utf-8")
    with database.connect_admin() as admin, admin.transaction():
        admin.execute("select from pit.gaming_table for update")
        on = {"PITTERM_DATABASE_URL": database.admin_conninfo}
        terminal = Terminal("floor", "import", str(file), environment=on)
        try:
            terminal.wait_for("Change the books so? [y/N]")
            terminal.press("y", "\r")
            eventually(lambda: _waits_for_a_table(database))
            terminal.press("\x03")
            terminal.wait_for("Stopped. All of it was done or nothing")
            assert terminal.ends() == 130
        finally:
            terminal.close()
    assert write_floor(floor_of(database)) == written


def _waits_for_a_table(database: Database) -> bool:
    with database.connect_admin() as admin:
        row = admin.execute(
            "select exists (select from pg_stat_activity a where a.datname = current_database()"
            " and cardinality(pg_blocking_pids(a.pid)) > 0)"
        ).fetchone()
    return row == (True,)


def floor_of(database: Database) -> Floor:
    with database.connect_admin() as admin:
        return read_floor_of(admin, ["harbor"])[0]
