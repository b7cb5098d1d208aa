"""Importing a floor file into books that are at work, and exporting it again."""

from datetime import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pitterm.database.floor import FloorCasino, FloorError, open_floor, read_floor
from pitterm.database.floor.importing import import_floor, plan_import, without_password
from pitterm.database.floor.model import Floor
from pitterm.database.floor.writing import write_floor
from pitterm.database.provisioning import disable_staff, set_password, staff_roster
from pitterm.domain.board import Snapshot
from pitterm.repository.feed import watch
from tests.database.administrators import Administrator
from tests.database.floors import casinos
from tests.databases import Database


def line_of(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if start in line)


async def test_a_running_podium_sees_a_new_table_and_one_that_moves_while_it_is_open(
    database: Database, administrator: Administrator
) -> None:
    """The session goes on, and the audit has who and what."""
    with database.connect("boss") as boss:
        opened = boss.execute(
            "select id from pit.rpc_open_table_session(%s)", [database.table_id("BJ-01")]
        ).fetchone()
    text = administrator.exported()
    moved = line_of(text, '"BJ-01"')
    there = line_of(text, '"RL-04"')
    added = there.replace("RL-04", "RL-99").replace("spot = 7", "spot = 8")
    changed = moved.replace("spot = 1,", "spot = 9,")
    text = text.replace(moved + "\n", "").replace(there, "\n".join([there, added, changed]))

    feed = watch(database.credentials("floor"))
    before = await anext(feed)
    assert isinstance(before, Snapshot)
    assert administrator.imports(text) == [
        "Harbor (harbor)",
        "+ table RL-99: pit High limit, spot 8, game Roulette, chip set High limit,"
        " min bet $100, max bet $5,000, par $200,000, status active",
        "~ table BJ-01: pit Pit 1 → High limit, spot 1 → 9",
    ]
    async for sighting in feed:
        if isinstance(sighting, Snapshot) and len(sighting.tables) > len(before.tables):
            break
    await feed.aclose()
    assert isinstance(sighting, Snapshot)
    tables = {table.label: table for table in sighting.tables}
    assert tables["RL-99"].pit_name == tables["BJ-01"].pit_name == "High limit"
    assert opened is not None
    assert tables["BJ-01"].session_id == opened[0]
    assert administrator.connection.execute(
        "select login = session_user, function_name, before ->> 'spot', after ->> 'spot'"
        " from pit.audit_entry where kind = 'administration' and logged_at > %s"
        " order by logged_at",
        [before.pulse.as_of],
    ).fetchall() == [
        (True, "insert gaming_table", None, "8"),
        (True, "update gaming_table", "1", "9"),
    ]


def test_the_same_file_again_changes_nothing_and_wakes_nobody(
    database: Database, administrator: Administrator
) -> None:
    text = administrator.exported()
    marks = (
        "select max(updated_at), (select sum(change_number) from pit.casino_change),"
        " (select count(*) from pit.audit_entry) from pit.gaming_table"
    )
    before = administrator.connection.execute(marks.encode()).fetchone()
    assert administrator.imports(text) == []
    assert administrator.connection.execute(marks.encode()).fetchone() == before
    # One change marks one row.
    assert administrator.edits(("undo_seconds = 120", "undo_seconds = 90")) == [
        "Harbor (harbor)",
        "~ settings: undo 120 s → 90 s",
    ]
    after = administrator.connection.execute(marks.encode()).fetchone()
    assert before is not None
    assert after == (before[0], before[1] + 1, before[2] + 1)


def test_what_the_file_leaves_out_is_named_and_left_alone(administrator: Administrator) -> None:
    text = administrator.exported()
    kept = text
    for start in ('label = "BJ-02"', 'name = "Grave"', 'login = "count2"', 'name = "Black", '):
        kept = kept.replace(line_of(kept, start) + "\n", "", 1)
    head, salon = kept.split('\n[[casinos.pits]]\nname = "High limit"\n')
    assert 'label = "RL-04"' in salon
    lines = [line for line in head.splitlines() if 'game = "Baccarat", name' not in line]
    assert administrator.imports("\n".join(lines)) == [
        "Harbor (harbor)",
        "~ mix Blackjack · Green and red: place 3 → 2",
        "~ mix Blackjack · Black: place 2 → none",
        "not in the file, left alone: shifts Grave",
        "not in the file, left alone: pits High limit",
        "not in the file, left alone: tables BJ-02, BA-01, BA-02, BA-03, BA-04, BJ-13, BJ-14,"
        " RL-04",
        "not in the file, left alone: mixes Baccarat · Usual, Baccarat · Flags,"
        " Baccarat · Black and green",
        "not in the file, left alone: staff count2",
    ]
    again = administrator.exported()
    assert 'name = "High limit"' in again
    for start in ('label = "BJ-02"', 'name = "Grave"', 'login = "count2"', 'label = "RL-04"'):
        assert line_of(again, start) == line_of(text, start)


def test_somebody_in_the_file_signs_in_once_they_have_a_password(
    database: Database, administrator: Administrator
) -> None:
    login = f"ada {uuid4().hex[:8]}"
    person = f'  {{ login = "{login}", name = "Ada King", role = "dealer" }},\n'
    try:
        assert administrator.edits(("staff = [\n", "staff = [\n" + person))[1:] == [
            f"+ staff {login}: name Ada King, role dealer, shows money no"
        ]
        file = open_floor(administrator.file)
        assert without_password(administrator.connection, file) == [login]
        with pytest.raises(psycopg.OperationalError):
            database.connect(login, "")
        set_password(administrator.connection, login, "of-her-own")
        assert without_password(administrator.connection, file) == []
        with database.connect(login, "of-her-own") as ada:
            assert ada.execute("select count(*) from pit.rpc_get_pit_board()").fetchone() == (28,)
        assert administrator.edits(("Ada King", "Ada Byron"), ('"dealer" },', '"pit_boss" },')) == [
            "Harbor (harbor)",
            f"~ staff {login}: name Ada King → Ada Byron, role dealer → pit_boss",
        ]
        # Somebody shut out stays so, whatever the file or a password says.
        text = administrator.exported()
        disable_staff(administrator.connection, login)
        assert administrator.imports(text) == []
        set_password(administrator.connection, login, "another")
        [entry] = [one for one in staff_roster(administrator.connection) if one.login == login]
        assert (entry.is_active, entry.may_sign_in) == (False, False)
    finally:
        administrator.connection.execute(f'drop role if exists "{login}"'.encode())


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        ("America/Los_Angeles", "America/Denver", "settings, time_zone: The books are begun"),
        ("06:00:00\nquick", "07:00:00\nquick", "gaming_day_start: The books are begun"),
        ("starts_at = 14:00:00", "starts_at = 15:00:00", "shifts Swing, starts_at: Tables ran in"),
        ("= 40_000_00 }", "= 50_000_00 }", "BJ-01, par_cents: BJ-01 ran in this gaming day, whi"),
        ("cents = 15_00", "cents = 10_00", "BJ-01, min_bet_cents: BJ-01 ran in this gaming day"),
        ('label = "BJ-01", ', 'label = "BJ-1", ', "BJ-1, spot: BJ-01, not in the file, stands on"),
        ('game = "Blackjack", chip', 'game = "Faro", chip', "BJ-01, game: BJ-01 is open, and the"),
        ('chip_set = "Blackjack"', 'chip_set = "Poker"', "chip_set: BJ-01 is open, and the chips"),
        (
            "= 40_000_00 }",
            '= 40_000_00, status = "closed" }',
            "status: BJ-01 is open, and the availabili",
        ),
        ("25_00, 5_00, 2_50, 1_00]", "25_00, 5_00, 1_00]", "BJ-01 is open with chips that this"),
        ('name = "Grave"', 'name = "Night"', "The shift Grave, not in the file, starts then"),
        ('login = "boss"', 'login = "boss2"', "staff boss2, login: boss2 is a login of lakeside"),
        ('login = "boss"', 'login = "postgres"', "The server has a login postgres already"),
        ('currency = "USD"', 'currency = "EUR"', "settings, currency: The books hold amounts"),
        ("gulator_cents = 100_00\n", "gulator_cents = 1_00\n", "It is below discrepancy_report"),
    ],
)
def test_what_the_books_do_not_let_a_file_change_is_refused_whole(
    administrator: Administrator, open_table: None, written: str, instead: str, sentence: str
) -> None:
    before = administrator.exported()
    with pytest.raises(FloorError) as refused:
        administrator.edits((written, instead), ("undo_seconds = 120", "undo_seconds = 99"))
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("harbor.toml, line ")
    assert administrator.exported() == before


@pytest.fixture
def open_table(database: Database) -> None:
    with database.connect("boss") as boss:
        boss.execute("select pit.rpc_open_table_session(%s)", [database.table_id("BJ-01")])


def test_before_the_first_session_everything_may_change(administrator: Administrator) -> None:
    assert administrator.edits(
        ("America/Los_Angeles", "America/Denver"),
        ("06:00:00\nquick", "07:00:00\nquick"),
        ("starts_at = 14:00:00", "starts_at = 15:00:00"),
        ('name = "Harbor"', 'name = "Harbour"'),
    ) == [
        "Harbour (harbor)",
        "~ casino: name Harbor → Harbour",
        "~ settings: time zone America/Los_Angeles → America/Denver,"
        " gaming day start 06:00 → 07:00",
        "~ shift Swing: from 14:00 → 15:00",
    ]


def test_books_that_change_between_looking_and_doing_are_refused(
    administrator: Administrator,
) -> None:
    text = administrator.exported().replace("undo_seconds = 120", "undo_seconds = 90")
    administrator.file.write_text(text, encoding="utf-8")
    file = open_floor(administrator.file)
    plans = plan_import(administrator.connection, file)
    administrator.edits(("idle_lock_seconds = 180", "idle_lock_seconds = 60"))
    with pytest.raises(FloorError, match="The books of harbor changed since you looked"):
        import_floor(administrator.connection, file, plans)
    assert "undo_seconds = 120" in administrator.exported()


def test_a_floor_that_was_imported_is_exported_the_same(database: Database, tmp_path: Path) -> None:
    """Whatever it holds, and into books that have another floor of that casino already."""
    slug, login = "mesa", f"mesa {uuid4().hex[:8]}"

    @given(st.lists(casinos(slug, [login]), min_size=2, max_size=2))
    @settings(
        max_examples=4,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def comes_back(floors: list[FloorCasino]) -> None:
        with database.connect_admin() as connection, connection.transaction(force_rollback=True):
            here = Administrator(connection, tmp_path)
            first = write_floor(Floor(casinos=(floors[0],)))
            here.imports(first)
            written = here.exported(slug)
            assert here.imports(written) == here.imports(first) == []
            here.file.write_text(written, encoding="utf-8")
            [found] = read_floor(here.file).casinos
            assert in_any_order(found) == in_any_order(floors[0])

    comes_back()


def in_any_order(casino: FloorCasino) -> FloorCasino:
    """Only pits and mixes have an order in the books; a setting left out has its default there."""

    def by_name(rows: Any) -> tuple[Any, ...]:
        return tuple(sorted(rows, key=repr))

    pits = [pit.model_copy(update={"tables": by_name(pit.tables)}) for pit in casino.pits]
    return casino.model_copy(
        update={
            "settings": (casino.settings.time_zone, casino.settings.gaming_day_start or time(6)),
            "shifts": by_name(casino.shifts),
            "chip_sets": by_name(casino.chip_sets),
            "pits": tuple(pits),
        }
    )
