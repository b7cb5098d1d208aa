"""The embedded server on a good day."""

import os
import stat
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pitterm.database.embedded import EmbeddedServer, EmbeddedServerError


@pytest.fixture
def fresh(shared_directory: Path, postgres_version: int) -> Iterator[EmbeddedServer]:
    """A server that was never started."""
    number = sum(1 for _ in shared_directory.iterdir())
    server = EmbeddedServer(shared_directory / f"fresh {number}", version=postgres_version)
    yield server
    server.stop()


def test_a_running_server_is_left_alone_by_another_start(server: EmbeddedServer) -> None:
    before = server.status()
    server.start()
    assert server.status() == before
    assert before.running


def test_the_server_demands_the_password_from_its_first_second(fresh: EmbeddedServer) -> None:
    fresh.start()
    with pytest.raises(psycopg.OperationalError) as refused:
        psycopg.connect(fresh.conninfo(), user="postgres", passfile=os.devnull)
    assert refused.value.pgconn is not None
    assert refused.value.pgconn.needs_password
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(fresh.conninfo(), user="postgres", password="guessed")


def test_every_entry_of_the_access_list_is_scram(server: EmbeddedServer) -> None:
    with psycopg.connect(server.admin_conninfo()) as connection:
        methods = connection.execute("select distinct auth_method from pg_hba_file_rules")
        assert methods.fetchall() == [("scram-sha-256",)]


def test_only_the_local_socket_listens(server: EmbeddedServer) -> None:
    with psycopg.connect(server.admin_conninfo()) as connection:
        asked = connection.execute(
            "select current_setting('listen_addresses'), inet_server_addr(),"
            " current_setting('max_connections')"
        )
        assert asked.fetchone() == ("", None, "500")


def test_the_database_is_utf8_and_sorts_by_bytes(server: EmbeddedServer) -> None:
    with psycopg.connect(server.admin_conninfo()) as connection:
        asked = connection.execute(
            "select current_setting('server_encoding'), 'B' < 'a', current_setting('TimeZone')"
        )
        assert asked.fetchone() == ("UTF8", True, "UTC")


def test_the_secret_lies_in_a_private_file_and_in_no_address(server: EmbeddedServer) -> None:
    [passfile] = server.data_dir.glob("*.pgpass")
    secret = passfile.read_text().strip().rpartition(":")[2]
    assert stat.S_IMODE(passfile.stat().st_mode) == 0o600
    assert len(secret) > 30
    for address in (server.admin_url(), server.admin_conninfo(), server.conninfo()):
        assert secret not in address


def test_the_printed_url_opens_the_database_for_any_libpq_program(server: EmbeddedServer) -> None:
    printed = subprocess.run(
        [server.program("psql"), "-XAt", server.admin_url(), "-c", "select current_database()"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout == "pitterm\n"


def test_staff_are_told_the_place_and_bring_their_own_name(server: EmbeddedServer) -> None:
    parts = psycopg.conninfo.conninfo_to_dict(server.conninfo())
    assert set(parts) == {"host", "port", "dbname"}


def test_a_stopped_server_starts_again_within_a_second_with_its_data(
    fresh: EmbeddedServer,
) -> None:
    fresh.start()
    with psycopg.connect(fresh.admin_conninfo()) as connection:
        connection.execute("create table kept ()")
    fresh.stop()
    assert not fresh.status().running
    began = time.monotonic()
    fresh.start()
    assert time.monotonic() - began < 1
    with psycopg.connect(fresh.admin_conninfo()) as connection:
        connection.execute("select from kept")


def test_looking_at_a_server_that_never_was_makes_nothing(fresh: EmbeddedServer) -> None:
    status = fresh.status()
    fresh.stop()
    assert (status.running, status.version, status.problem) == (False, None, None)
    assert not fresh.data_dir.exists()


def test_a_path_too_long_for_a_socket_gets_a_short_one(
    shared_directory: Path, postgres_version: int
) -> None:
    deep = EmbeddedServer(shared_directory / ("d" * 60) / ("e" * 60), version=postgres_version)
    deep.start()
    try:
        parts = psycopg.conninfo.conninfo_to_dict(deep.conninfo())
        directory = Path(str(parts["host"]))
        assert len(os.fsencode(directory / ".s.PGSQL.5432")) <= 100
        assert not directory.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        with psycopg.connect(deep.admin_conninfo()):
            pass
    finally:
        deep.stop()
    assert not directory.exists()


def test_a_short_socket_directory_that_others_can_write_to_is_refused(
    shared_directory: Path, postgres_version: int
) -> None:
    deep = EmbeddedServer(shared_directory / ("f" * 60) / ("g" * 60), version=postgres_version)
    directory = Path(str(psycopg.conninfo.conninfo_to_dict(deep.conninfo())["host"]))
    directory.mkdir()
    directory.chmod(0o777)
    try:
        with pytest.raises(EmbeddedServerError, match="not a private directory") as refused:
            deep.start()
    finally:
        directory.rmdir()
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("name", ["dollar $HOME", "quote ' and \" mark", "comma, back\\slash"])
def test_a_path_with_marks_that_a_shell_reads_is_only_a_path(
    shared_directory: Path, postgres_version: int, name: str
) -> None:
    odd = EmbeddedServer(shared_directory / name, version=postgres_version)
    odd.start()
    try:
        with psycopg.connect(odd.admin_url()) as connection:
            connection.execute("select")
    finally:
        odd.stop()


def test_a_directory_of_another_postgresql_is_refused(
    fresh: EmbeddedServer, server: EmbeddedServer
) -> None:
    other = EmbeddedServer(server.data_dir / "postgres", version=fresh.version)
    with pytest.raises(EmbeddedServerError, match="another PostgreSQL") as refused:
        other.start()
    assert refused.value.exit_code == 2


def test_a_cluster_of_another_version_is_refused(server: EmbeddedServer) -> None:
    other = EmbeddedServer(server.data_dir, version=16 if server.version == 18 else 18)
    with pytest.raises(EmbeddedServerError, match=f"holds a PostgreSQL {server.version}"):
        other.start()


def test_a_version_that_is_not_brought_along_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedServerError, match="no embedded PostgreSQL 9"):
        EmbeddedServer(tmp_path, version=9).program("psql")


def test_the_settings_of_one_start_reach_the_server(server: EmbeddedServer) -> None:
    with psycopg.connect(server.admin_conninfo()) as connection:
        assert connection.execute("show fsync").fetchone() == ("off",)


def test_the_environment_of_the_starter_does_not_configure_the_server(
    fresh: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPORT", "7777")
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("LC_ALL", "xx_XX")
    fresh.start()
    assert fresh.status().running
