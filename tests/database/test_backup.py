"""A backup taken while people work, and the file it is kept in."""

import hashlib
import json
import os
import resource
import signal
import stat
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from pitterm.database.backup.file import NotABackup, NotBackedUp, new_file, opened
from pitterm.database.backup.making import back_up
from pitterm.database.client_programs import ProgramMissing, client_program
from tests.command_line import begun
from tests.databases import Database
from tests.patience import eventually
from tests.servers import owner_conninfo

MEMBERS = ["manifest.json", "logins.json", "pit.dump", "SHA256SUMS"]


def test_the_file_is_whole_and_for_its_owner_alone(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "harbor.pit"
    manifest = back_up(database.admin_conninfo, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]
    with tarfile.open(path) as archive:
        assert archive.getnames() == MEMBERS
        archive.extractall(tmp_path, filter="data")
    summed = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert summed.stdout.splitlines() == [f"{name}: OK" for name in MEMBERS[:3]]
    said = json.loads((tmp_path / "manifest.json").read_text())
    assert said["casinos"] == [
        {"slug": "harbor", "name": "Harbor"},
        {"slug": "lakeside", "name": "Lakeside"},
    ]
    assert (said["format"], said["schema_versions"]) == ("pitterm backup", ["20261121000000"])
    assert manifest.tables["pit.gaming_table"].rows == 36
    assert set(manifest.tables["pit.gaming_table"].sums_cents) == {
        "max_bet_cents", "min_bet_cents", "par_cents",
    }  # fmt: skip


def test_the_list_of_logins_holds_what_proves_a_password_and_no_password(
    database: Database, tmp_path: Path
) -> None:
    back_up(database.admin_conninfo, tmp_path / "all.pit")
    with opened(tmp_path / "all.pit") as backup:
        [boss] = [entry for entry in backup.logins.logins if entry.login == "boss"]
        [wall] = [entry for entry in backup.logins.logins if entry.login == "wall"]
    assert boss.verifier is not None
    assert boss.verifier.startswith("SCRAM-SHA-256$")
    assert (boss.role, boss.is_active, boss.may_sign_in) == ("pit_boss", True, True)
    assert (boss.groups, wall.groups) == (("authenticated",), ("pit_display",))
    assert b"pitterm-demo" not in (tmp_path / "all.pit").read_bytes()


def test_dump_logins_and_sums_are_of_one_moment(database: Database, tmp_path: Path) -> None:
    """A writer logs entries all the while; the dump has as many as the manifest counted."""
    table = database.table_id("BJ-01")
    first, done = threading.Event(), threading.Event()
    logged = 0

    def write() -> None:
        nonlocal logged
        with database.connect("boss") as boss:
            boss.execute("select * from pit.rpc_open_table_session(%s)", [table])
            while not done.is_set():
                boss.execute(
                    "select * from pit.rpc_log_table_buyin_telemetry("
                    "%s, 2500, 'GRIND_BUYIN', p_idempotency_key => %s)",
                    [table, str(uuid4())],
                )
                logged += 1
                first.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert first.wait(20)
        manifest = back_up(database.admin_conninfo, tmp_path / "busy.pit")
        at_the_end = logged
    finally:
        done.set()
        writer.join()
    counted = manifest.tables["pit.table_buyin_telemetry"]
    assert 1 <= counted.rows < at_the_end
    assert counted.sums_cents == {"amount_cents": 2_500 * counted.rows}
    assert dumped_entries(tmp_path / "busy.pit") == counted.rows


def dumped_entries(path: Path) -> int:
    """How many buy-ins the dump itself holds."""
    restorer = client_program("pg_restore", oldest=18)
    with opened(path) as backup:
        argv = [str(restorer.path), "--data-only", "--table=table_buyin_telemetry", "-f", "-"]
        done = subprocess.run([*argv, str(backup.dump)], capture_output=True, text=True, check=True)
    _, _, rows = done.stdout.partition("FROM stdin;\n")
    return rows.partition("\\.\n")[0].count("\n")


def test_a_file_that_is_there_is_never_written_over(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "last week.pit"
    path.write_text("last week")
    with pytest.raises(NotBackedUp, match="is there already"):
        back_up(database.admin_conninfo, path)
    assert path.read_text() == "last week"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_taken_meanwhile_is_not_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "new.pit"
    with pytest.raises(NotBackedUp, match="is there already"), new_file(path):
        path.write_text("theirs")
    assert path.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_without_room_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    most, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, most))
    try:
        with pytest.raises(NotBackedUp, match="cannot be written: File too large"):
            write(tmp_path / "new.pit", bytes(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert list(tmp_path.iterdir()) == []


def write(path: Path, content: bytes) -> None:
    with new_file(path) as file:
        file.write(content)


@pytest.fixture
def clerk(database: Database) -> Iterator[str]:
    """A login that is no superuser; the conninfo it signs in with."""
    name = f"clerk_{uuid4().hex[:8]}"
    with database.connect_admin() as admin:
        admin.execute(
            sql.SQL("create role {} login password 'in-the-test'").format(sql.Identifier(name))
        )
        admin.execute(sql.SQL("grant authenticated to {}").format(sql.Identifier(name)))
    yield name
    with database.connect_admin() as admin:
        admin.execute(sql.SQL("drop owned by {}").format(sql.Identifier(name)))
        admin.execute(sql.SQL("drop role {}").format(sql.Identifier(name)))


def test_who_is_bound_by_row_security_makes_no_backup(
    database: Database, clerk: str, tmp_path: Path
) -> None:
    conninfo = owner_conninfo(database.server, clerk, database.name)
    with pytest.raises(NotBackedUp, match="row security would hide rows from this login"):
        back_up(conninfo, tmp_path / "part.pit")
    assert list(tmp_path.iterdir()) == []


def test_bypassrls_makes_one_without_what_proves_a_password(
    database: Database, clerk: str, tmp_path: Path
) -> None:
    conninfo = owner_conninfo(database.server, clerk, database.name)
    role = sql.Identifier(clerk)
    with database.connect_admin() as admin:
        admin.execute(sql.SQL("alter role {} bypassrls").format(role))
        with pytest.raises(NotBackedUp, match="You may not back up this database: permission"):
            back_up(conninfo, tmp_path / "part.pit")
        admin.execute(sql.SQL("grant pit_owner, pit_identity to {}").format(role))
        admin.execute(sql.SQL("grant usage on schema supabase_migrations to {}").format(role))
        admin.execute(
            sql.SQL("grant select on supabase_migrations.schema_migrations to {}").format(role)
        )
    back_up(conninfo, tmp_path / "all.pit")
    with opened(tmp_path / "all.pit") as backup:
        assert {entry.verifier for entry in backup.logins.logins} == {None}
        assert len(backup.logins.logins) == 13


def test_a_database_without_a_pit_has_no_backup(database: Database, tmp_path: Path) -> None:
    with pytest.raises(NotBackedUp, match="has no pit in it"):
        back_up(database.server.admin_conninfo("postgres"), tmp_path / "none.pit")


def test_a_program_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramMissing, match="pg_dump of PostgreSQL 19 or newer, and PATH has no"):
        client_program("pg_dump", oldest=19)
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "pg_dump (PostgreSQL) 17.2"\n')
    program.chmod(0o755)
    with pytest.raises(ProgramMissing, match="PATH has only pg_dump 17"):
        client_program("pg_dump", oldest=18, needs_tls=True)
    assert client_program("pg_dump", oldest=16, needs_tls=True).path == program


def test_no_child_sees_a_password_among_its_arguments_or_variables(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pg_dump of PATH, asked for because of TLS, writes down what it was started with."""
    program = tmp_path / "pg_dump"
    seen = tmp_path / "seen"
    program.write_text(
        '#!/bin/sh\ncase $1 in --version) echo "pg_dump (PostgreSQL) 99.0"; exit;; esac\n'
        f'echo "$*" > "{seen}"; env >> "{seen}"; echo "pg_dump: error: not today" >&2; exit 1\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr("pitterm.database.client_programs.NEWEST_IN_WHEEL", 1)
    with psycopg.connect(database.admin_conninfo) as admin:
        secret = admin.info.password
    monkeypatch.setenv("PGPASSWORD", secret)
    monkeypatch.setenv("PITTERM_DATABASE_URL", f"password={secret}")
    with pytest.raises(NotBackedUp, match="cannot be dumped: not today"):
        back_up(database.admin_conninfo, tmp_path / "none.pit")
    assert "--snapshot=" in seen.read_text()
    assert secret not in seen.read_text()
    assert not (tmp_path / "none.pit").exists()


def test_a_signal_ends_pg_dump_too_and_leaves_nothing(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    programs, backups = tmp_path / "programs", tmp_path / "backups"
    programs.mkdir()
    backups.mkdir()
    dump, seen = programs / "pg_dump", tmp_path / "seen"
    dump.write_text(
        '#!/bin/sh\ncase $1 in --version) echo "pg_dump (PostgreSQL) 99.0"; exit;; esac\n'
        f'echo half; echo $$ > "{seen}.new"; mv "{seen}.new" "{seen}"; exec sleep 60\n'
    )
    dump.chmod(0o755)
    program = begun(
        {
            **environment,
            "PATH": f"{programs}:{environment['PATH']}",
            "PITTERM_DATABASE_URL": database.server.admin_url(database.name),
        },
        "-c",
        "from pitterm import cli\n"
        "from pitterm.database import client_programs\n"
        "client_programs.NEWEST_IN_WHEEL = 1\n"
        f"cli.main(['db', 'backup', {str(backups / 'new.pit')!r}])",
    )
    eventually(seen.exists)
    program.terminate()
    program.communicate(timeout=30)
    assert program.returncode == 128 + signal.SIGTERM
    assert list(backups.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(int(seen.read_text()), 0)


@pytest.fixture
def whole(database: Database, tmp_path: Path) -> bytes:
    back_up(database.admin_conninfo, tmp_path / "whole.pit")
    return (tmp_path / "whole.pit").read_bytes()


def test_a_torn_file_is_refused_wherever_it_was_torn(whole: bytes, tmp_path: Path) -> None:
    torn = tmp_path / "torn.pit"
    end = whole.rindex(b"  pit.dump\n") + 1
    for length in (0, 1, 511, 512, 700, 5_000, len(whole) // 2, end - 600, end - 100, end):
        torn.write_bytes(whole[:length])
        with pytest.raises(NotABackup, match=r"torn|no backup"), opened(torn):
            pass


def test_a_flipped_bit_is_refused_wherever_it_is(whole: bytes, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pit"
    for place in (b'"rows": ', b"SCRAM-SHA-256$", b"PGDMP", b"  logins.json"):
        at = whole.index(place) + len(place)
        bad.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(NotABackup), opened(bad):
            pass


def test_another_file_is_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.pit"
    foreign.write_bytes(b"PGDMP" + bytes(10_000))
    with pytest.raises(NotABackup, match="no backup of pitterm"), opened(foreign):
        pass
    with tarfile.open(foreign, "w") as archive:
        archive.add(__file__, "notes.txt")
    with pytest.raises(NotABackup, match="no backup of pitterm"), opened(foreign):
        pass
    with pytest.raises(NotABackup, match="cannot be read"), opened(tmp_path / "absent.pit"):
        pass


def test_a_backup_of_a_later_form_is_refused(whole: bytes, tmp_path: Path) -> None:
    later = tmp_path / "later.pit"
    old = whole[whole.index(b"{") : whole.index(b"}\n\0") + 2]
    new = old.replace(b'"format_version": 1', b'"format_version": 9')
    sums = hashlib.sha256(old).hexdigest().encode(), hashlib.sha256(new).hexdigest().encode()
    later.write_bytes(whole.replace(old, new).replace(*sums))
    with pytest.raises(NotABackup, match="a form that this pitterm does not know"), opened(later):
        pass
