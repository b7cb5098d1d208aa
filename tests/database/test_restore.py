"""Restoring on another server: everything is there once, or nothing is."""

import io
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import sql

from pitterm.database.backup.contents import LoginEntry, LoginList, Manifest
from pitterm.database.backup.file import new_file, opened, write_backup
from pitterm.database.backup.making import back_up
from pitterm.database.backup.restoring import Restored, RestoreRefused, restore
from pitterm.database.backup.script import DumpUnreadable
from pitterm.database.backup.tally import tally
from pitterm.database.drift import differences
from pitterm.database.embedded import EmbeddedServer
from pitterm.database.migration import MigrationRefused
from pitterm.database.provisioning import StaffEntry, enable_staff, set_password, staff_roster
from tests.attack.holdings import Holdings, furnish
from tests.command_line import begun, pitterm, python
from tests.conftest import HASTY
from tests.databases import Database, copied_database, empty_database
from tests.patience import eventually
from tests.servers import make_owner, owner_conninfo


@pytest.fixture(scope="module")
def furnished(server: EmbeddedServer, template: None) -> Iterator[tuple[Database, Holdings]]:
    """Both casinos with a row in every table; the ids of Harbor's."""
    with copied_database(server) as database:
        furnish(database, "lakeside", "boss2")
        holdings = furnish(database, "harbor", "boss")
        with database.connect_admin() as admin:
            admin.execute(
                "update pit.staff s set is_active = false where not exists"
                " (select from pit_private.staff_login l where l.staff_id = s.id)"
            )
        yield database, holdings


@pytest.fixture(scope="module")
def whole(furnished: tuple[Database, Holdings], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("backups") / "whole.pit"
    back_up(furnished[0].admin_conninfo, path)
    return path


@pytest.fixture(scope="module")
def elsewhere(shared_directory: Path, postgres_version: int) -> Iterator[EmbeddedServer]:
    """A second server, which knows nobody."""
    server = EmbeddedServer(shared_directory / "elsewhere", version=postgres_version)
    server.start(options=HASTY)
    yield server
    server.stop()


@pytest.fixture
def target(elsewhere: EmbeddedServer) -> Iterator[Database]:
    """An empty database there; the logins a test makes are gone after it."""
    with empty_database(elsewhere) as database:
        yield database
    with psycopg.connect(elsewhere.admin_conninfo("postgres"), autocommit=True) as admin:
        for name in logins_of(admin):
            admin.execute(sql.SQL("drop role {}").format(sql.Identifier(name)))


def logins_of(admin: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    rows = admin.execute(
        "select rolname from pg_roles where rolname !~ '^pg_' and rolname not in"
        " ('postgres', 'pit_owner', 'pit_identity', 'authenticated', 'pit_display')"
    )
    return sorted(str(name) for (name,) in rows.fetchall())


def restored(target: Database, path: Path) -> Restored:
    return restore(target.admin_conninfo, path, lambda sentence: None)


def is_empty(target: Database) -> bool:
    """Whether neither a schema nor a login was left there."""
    with target.connect_admin() as admin:
        schemas = admin.execute("select to_regnamespace('pit'), to_regnamespace('pit_private')")
        return schemas.fetchone() == (None, None) and logins_of(admin) == []


def changed(
    path: Path,
    new: Path,
    manifest: Callable[[Manifest], Manifest] = lambda same: same,
    login: Callable[[LoginEntry], LoginEntry] = lambda same: same,
) -> Path:
    """The same backup with another manifest or list of logins, its sums right again."""
    with opened(path) as backup, new_file(new) as file, backup.dump.open("rb") as dump:
        logins = LoginList(logins=tuple(map(login, backup.logins.logins)))
        write_backup(file, manifest(backup.manifest), logins, dump)
    return new


def test_every_row_and_cent_is_there_once(
    furnished: tuple[Database, Holdings], whole: Path, target: Database
) -> None:
    there = restored(target, whole)
    with furnished[0].connect_admin() as before, target.connect_admin() as after:
        after.execute("set session_replication_role = replica")  # or no line could be taken out
        restore_lines = after.execute(
            "delete from pit.audit_entry where function_name = 'restore'"
            " returning login, terminal, arguments ->> 'made_at'"
        ).fetchall()
        assert tally(before) == tally(after) == there.manifest.tables
    made_at = there.manifest.made_at.isoformat()
    assert restore_lines == [("postgres", "pitterm restore", made_at)] * 2
    empty = {name for name, table in there.manifest.tables.items() if table.rows == 0}
    assert empty <= {"pit_private.backfill_place"}
    assert differences(target.admin_conninfo) == []


def test_whoever_signed_in_signs_in_there_and_works_on(
    furnished: tuple[Database, Holdings], whole: Path, target: Database
) -> None:
    assert restored(target, whole).logins == [
        "Made, with their passwords: admin, auditor, boss, boss2, cashier, count, count2, dealer,"
        " floor, security, shift, wall, wall2."
    ]
    harbor = furnished[1]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        target.connect("boss", "guessed")
    with target.connect("boss") as boss, target.connect("boss2") as boss2:
        assert entry_logged(boss, harbor.running_table) == 2_500
        with pytest.raises(psycopg.Error, match="table_not_found"):
            entry_logged(boss2, harbor.running_table)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            boss.execute("update pit.table_buyin_telemetry set amount_cents = 1")
    with target.connect("wall") as wall:
        assert wall.execute("select count(*) from pit.rpc_get_pit_board()").fetchone() == (28,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            wall.execute("select from pit.staff")
    with target.connect_admin() as admin, pytest.raises(psycopg.Error, match="append-only"):
        admin.execute("update pit.table_buyin_telemetry set amount_cents = 1")


def entry_logged(boss: psycopg.Connection[tuple[object, ...]], table: UUID) -> object:
    [(amount,)] = boss.execute(
        "select amount_cents from pit.rpc_log_table_buyin_telemetry("
        "%s, 2500, 'GRIND_BUYIN', p_idempotency_key => %s)",
        [table, str(uuid4())],
    ).fetchall()
    return amount


def test_a_command_of_before_is_answered_as_it_was(
    furnished: tuple[Database, Holdings], whole: Path, target: Database
) -> None:
    """The keys came along, so that nothing sent before the backup applies twice after it."""
    restored(target, whole)
    with furnished[0].connect("boss") as here, target.connect("boss") as there:
        resolve = "select to_jsonb(r) from pit.rpc_resolve_command(%s) r"
        key = [furnished[1].key]
        assert here.execute(resolve, key).fetchone() == there.execute(resolve, key).fetchone()


def test_what_hides_from_its_own_transaction_hides_from_none_of_the_new_server(
    whole: Path, target: Database
) -> None:
    restored(target, whole)
    with target.connect_admin() as admin:
        assert admin.execute(
            "select released_in::text from pit.drop_count"
            " union select computed_in::text from pit.table_rundown"
        ).fetchall() == [("2",)]


def test_a_login_that_is_there_stays_as_it_is(whole: Path, target: Database) -> None:
    with target.connect_admin() as admin:
        admin.execute("create role boss login password 'another'")
        admin.execute("create role floor nologin")
    said = restored(target, whole).logins
    assert "There already, left as they are: boss, floor." in said
    assert not any("boss," in line for line in said if line.startswith("Made"))
    with pytest.raises(psycopg.OperationalError):
        target.connect("boss")
    with pytest.raises(psycopg.OperationalError):
        target.connect("floor")
    assert differences(target.admin_conninfo) == [
        "differs: boss is in no group, not in authenticated alone",
        "missing: LOGIN of floor, whose staff member is active",
        "differs: floor is in no group, not in authenticated alone",
    ]
    with target.connect_admin() as admin:
        admin.execute("grant authenticated to boss")
    with target.connect("boss", "another") as boss:
        boss.execute("select * from pit.rpc_get_heartbeat()")


def test_a_login_without_what_proves_its_password_is_named_and_does_not_sign_in(
    whole: Path, target: Database, tmp_path: Path
) -> None:
    def forget(entry: LoginEntry) -> LoginEntry:
        mute = entry.login in ("boss", "dealer")
        return entry.model_copy(update={"verifier": None}) if mute else entry

    said = restored(target, changed(whole, tmp_path / "mute.pit", login=forget)).logins
    named = "Made without a password, may not sign in until set-password: boss, dealer."
    assert named in said
    with pytest.raises(psycopg.OperationalError):
        target.connect("boss")
    with target.connect_admin() as admin:
        set_password(admin, "boss", "chosen anew")
        enable_staff(admin, "boss")
    with target.connect("boss", "chosen anew") as boss:
        boss.execute("select * from pit.rpc_get_heartbeat()")


def test_a_login_that_was_shut_out_stays_shut_out(
    whole: Path, target: Database, tmp_path: Path
) -> None:
    def shut(entry: LoginEntry) -> LoginEntry:
        return entry.model_copy(update={"may_sign_in": entry.login != "boss"})

    restored(target, changed(whole, tmp_path / "shut.pit", login=shut))
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        target.connect("boss")


def test_a_login_that_was_dropped_is_nobody_elses_there(
    server: EmbeddedServer, template: None, target: Database, tmp_path: Path
) -> None:
    """A dump would write the dropped login's number, which is somebody else's on this server."""
    with copied_database(server) as database:
        with target.connect_admin() as there, database.connect_admin() as here:
            stranger = number_of_a_stranger(there, here)
            here.execute(
                "update pit_private.staff_login set login = %s::oid::regrole"
                " where login = 'boss'::regrole",
                [stranger],
            )
        back_up(database.admin_conninfo, tmp_path / "dropped.pit")
    said = restored(target, tmp_path / "dropped.pit").logins
    [name] = [entry.name for entry in roster(target) if entry.login is None]
    assert f"Their login was gone when this was backed up: {name}." in said
    assert differences(target.admin_conninfo) == [f"missing: the login of {name}"]
    with target.connect_admin() as admin:
        admin.execute("grant authenticated to stranger")
        admin.execute("create role boss login password 'again' in role authenticated")
    for login, password in (("stranger", "in-the-test"), ("boss", "again")):
        with target.connect(login, password) as person:
            with pytest.raises(psycopg.Error, match="forbidden"):
                person.execute("select * from pit.rpc_get_heartbeat()")
            assert person.execute("select count(*) from pit.staff").fetchone() == (0,)


def number_of_a_stranger(
    there: psycopg.Connection[tuple[object, ...]], here: psycopg.Connection[tuple[object, ...]]
) -> object:
    """The OID of a login there that is nobody's here."""
    while True:
        there.execute("drop role if exists stranger")
        there.execute("create role stranger login password 'in-the-test'")
        [(number,)] = there.execute("select 'stranger'::regrole::oid").fetchall()
        if here.execute("select from pg_roles where oid = %s", [number]).fetchone() is None:
            return number


def roster(target: Database) -> list[StaffEntry]:
    with target.connect_admin() as admin:
        return staff_roster(admin)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("create table theirs (id int)", "public.theirs"),
        ("create function theirs() returns int language sql as 'select 1'", "public.theirs"),
        ("create schema theirs", "the schema theirs"),
    ],
)
def test_a_database_that_is_not_empty_is_refused(
    whole: Path, target: Database, statement: str, what: str
) -> None:
    with target.connect_admin() as admin:
        admin.execute(statement.encode())
    with pytest.raises(RestoreRefused, match=f"is not empty: it has {what}"):
        restored(target, whole)
    assert is_empty(target)


def test_who_is_bound_by_row_security_restores_nothing(
    whole: Path, target: Database, elsewhere: EmbeddedServer
) -> None:
    make_owner(elsewhere, "keeper")
    conninfo = owner_conninfo(elsewhere, "keeper", target.name)
    with pytest.raises(RestoreRefused, match="row security would hide rows"):
        restore(conninfo, whole, lambda sentence: None)
    with target.connect_admin() as admin:
        admin.execute("alter role keeper bypassrls")
    with pytest.raises(MigrationRefused, match="belongs to postgres"):
        restore(conninfo, whole, lambda sentence: None)


def test_an_owner_with_bypassrls_restores_as_a_superuser_does(
    whole: Path, postgres_version: int, shared_directory: Path
) -> None:
    """On a server of its own: the four roles belong to whoever installs first."""
    server = EmbeddedServer(shared_directory / "managed-elsewhere", version=postgres_version)
    server.start(options=HASTY)
    try:
        make_owner(server, "installer", "main")
        with psycopg.connect(server.admin_conninfo("postgres"), autocommit=True) as admin:
            admin.execute("alter role installer bypassrls")
        owner = owner_conninfo(server, "installer", "main")
        restore(owner, whole, lambda sentence: None)
        assert differences(owner) == []
        with Database(server, "main").connect("boss") as boss:
            boss.execute("select * from pit.rpc_get_heartbeat()")
    finally:
        server.stop()


def test_what_does_not_add_up_is_not_kept(whole: Path, target: Database, tmp_path: Path) -> None:
    def one_cent_more(manifest: Manifest) -> Manifest:
        tables = dict(manifest.tables)
        entries = tables["pit.table_buyin_telemetry"]
        sums = {"amount_cents": entries.sums_cents["amount_cents"] + 1}
        tables["pit.table_buyin_telemetry"] = entries.model_copy(update={"sums_cents": sums})
        return manifest.model_copy(update={"tables": tables})

    path = changed(whole, tmp_path / "more.pit", manifest=one_cent_more)
    with pytest.raises(RestoreRefused, match=r"pit\.table_buyin_telemetry does not add up"):
        restored(target, path)
    assert is_empty(target)


def test_a_backup_of_a_newer_pitterm_is_refused(
    whole: Path, target: Database, tmp_path: Path
) -> None:
    def newer(manifest: Manifest) -> Manifest:
        versions = (*manifest.schema_versions, "20990101000000")
        return manifest.model_copy(update={"schema_versions": versions})

    path = changed(whole, tmp_path / "newer.pit", manifest=newer)
    with pytest.raises(RestoreRefused, match="20990101000000, which this pitterm does not know"):
        restored(target, path)
    assert is_empty(target)


def test_a_dump_that_ends_too_soon_takes_everything_back(
    whole: Path, target: Database, tmp_path: Path
) -> None:
    """The sums are those of the short dump, so that only its end tells."""
    path = tmp_path / "short.pit"
    with opened(whole) as backup, new_file(path) as file:
        half = io.BytesIO(backup.dump.read_bytes()[:-2_000])
        write_backup(file, backup.manifest, backup.logins, half)
    with pytest.raises(DumpUnreadable, match="Nothing was changed"):
        restored(target, path)
    assert is_empty(target)


def test_an_error_in_the_middle_takes_everything_back(
    whole: Path, target: Database, tmp_path: Path
) -> None:
    def twice(entry: LoginEntry) -> LoginEntry:
        return entry.model_copy(update={"staff_id": uuid4()}) if entry.login == "boss" else entry

    path = changed(whole, tmp_path / "wrong.pit", login=twice)
    with pytest.raises(RestoreRefused, match=r"foreign key .* Nothing was changed"):
        restored(target, path)
    assert is_empty(target)


def test_a_restore_that_is_killed_leaves_the_database_empty(
    whole: Path, target: Database, environment: dict[str, str]
) -> None:
    """It waits for the database's own row with every table restored when it is killed."""
    url = target.server.admin_url(target.name)
    with psycopg.connect(target.server.admin_conninfo("postgres")) as holder:
        shut = sql.SQL("revoke temporary on database {} from public")
        holder.execute(shut.format(sql.Identifier(target.name)))
        program = begun(
            {**environment, "PITTERM_DATABASE_URL": url},
            "-m",
            "pitterm",
            "db",
            "restore",
            str(whole),
        )
        try:
            eventually(lambda: waiting(target) == 1)
        finally:
            program.send_signal(signal.SIGKILL)
            program.communicate()
        holder.rollback()
    eventually(lambda: not sessions(target))
    assert is_empty(target)
    assert restored(target, whole).manifest.schema_versions == ("20261121000000",)


def waiting(target: Database) -> int:
    return sum(is_waiting for is_waiting in sessions(target))


def sessions(target: Database) -> list[bool]:
    """Of each restore into this database, whether it waits for a lock."""
    with psycopg.connect(target.server.admin_conninfo("postgres"), autocommit=True) as admin:
        rows = admin.execute(
            "select coalesce(wait_event_type = 'Lock', false) from pg_stat_activity"
            " where datname = %s and application_name = 'pitterm restore'",
            [target.name],
        )
        return [bool(is_waiting) for (is_waiting,) in rows.fetchall()]


def test_books_that_cannot_be_checked_are_there_all_the_same(
    whole: Path, target: Database, environment: dict[str, str]
) -> None:
    restored = python(
        {**environment, "PITTERM_DATABASE_URL": target.server.admin_url(target.name)},
        "-c",
        "from pathlib import Path\n"
        "from pitterm import cli\n"
        "from pitterm.database import schema_dump\n"
        "schema_dump._program = lambda connection: Path('/bin/false')\n"
        f"cli.main(['db', 'restore', {str(whole)!r}])",
    )
    assert restored.returncode == 1
    last = restored.stderr.splitlines()[-1]
    assert last.startswith("Every row and cent is there. Not checked: The schema cannot be read: ")


def test_from_the_command_line(
    furnished: tuple[Database, Holdings],
    target: Database,
    environment: dict[str, str],
    tmp_path: Path,
) -> None:
    here, path = furnished[0], str(tmp_path / "all.pit")
    source = {**environment, "PITTERM_DATABASE_URL": here.server.admin_url(here.name)}
    made = pitterm(source, "db", "backup", path)
    assert (made.returncode, made.stdout) == (0, "")
    assert made.stderr.startswith("Harbor and Lakeside: ")
    again = pitterm(source, "db", "backup", path)
    assert (again.returncode, again.stderr) == (
        2,
        f"{path} is there already. Choose another name.\n",
    )
    there = {**environment, "PITTERM_DATABASE_URL": target.server.admin_url(target.name)}
    done = pitterm(there, "db", "restore", path)
    assert done.returncode == 0
    assert done.stdout.startswith("Made, with their passwords: admin, auditor, boss, ")
    assert done.stderr.endswith(
        "Every row and cent is there, and the database is as it should be.\n"
    )
    twice = pitterm(there, "db", "restore", path)
    assert twice.returncode == 2
    assert "is not empty: it has the schema pit" in twice.stderr
    staff = f"{here.conninfo} user=boss password=pitterm-demo"
    nobody = {**environment, "PITTERM_DATABASE_URL": staff}
    refused = pitterm(nobody, "db", "backup", str(tmp_path / "boss.pit"))
    assert refused.returncode == 2
    assert refused.stderr.startswith("You may not back up this database: row security would hide")
