"""`pitterm` before there is anything to run it on."""

from pathlib import Path

from pitterm.cli.first_run import why_nobody
from tests.command_line import pitterm
from tests.databases import Database
from tests.terminals import Terminal


def test_with_nothing_configured_it_explains_three_ways_and_makes_nothing(
    environment: dict[str, str], tmp_path: Path
) -> None:
    done = pitterm({**environment, "PITTERM_DATA_DIR": str(tmp_path / "none")})
    assert (done.returncode, done.stdout) == (2, "")
    for way in ("pitterm demo", "pitterm floor import FILE", "PITTERM_DATABASE_URL=postgresql://"):
        assert way in done.stderr
    place = str(tmp_path / "none")
    assert max(map(len, done.stderr.replace(place, "").splitlines())) <= 80
    assert done.stderr.endswith("The podium needs a terminal; scripts read pitterm board.\n")
    terminal = Terminal(environment={"PITTERM_DATA_DIR": str(tmp_path / "none")})
    try:
        terminal.wait_for("Enter starts the demo, q leaves")
        terminal.press("1", "\r")
        terminal.wait_for("1 is neither.")
        terminal.press("q", "\r")
        assert terminal.ends() == 2
    finally:
        terminal.close()
    assert not (tmp_path / "none").exists()


def test_a_pit_where_nobody_can_sign_in_says_so_before_it_shows_a_login(
    database: Database,
) -> None:
    assert why_nobody(database.admin_conninfo) is None
    with database.connect_admin() as admin:
        admin.execute("update pit.staff set is_active = false")
    assert str(why_nobody(database.admin_conninfo)).startswith("Nobody can sign in here yet.")
