"""The embedded server on a bad day; every hazard is brought about for real."""

import os
import signal
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from pitterm.database.embedded import EmbeddedServer, EmbeddedServerError
from tests.patience import eventually
from tests.postmasters import (
    bystander,
    forge_record,
    leaves,
    postmaster,
    program,
    said,
)


def test_a_killed_server_starts_again_with_what_was_committed(victim: EmbeddedServer) -> None:
    victim.start()
    with psycopg.connect(victim.admin_conninfo(), autocommit=True) as connection:
        connection.execute("create table if not exists survived ()")
        connection.execute("insert into survived default values")
        os.kill(postmaster(victim), signal.SIGKILL)
        victim.start()
    with psycopg.connect(victim.admin_conninfo()) as connection:
        assert connection.execute("select from survived").fetchone() is not None


def test_the_last_words_of_an_orphan_do_not_stop_the_next_start(victim: EmbeddedServer) -> None:
    victim.start()
    with psycopg.connect(victim.admin_conninfo(), autocommit=True) as connection:
        orphan = connection.info.backend_pid
        os.kill(orphan, signal.SIGSTOP)
        os.kill(postmaster(victim), signal.SIGKILL)
        starter = program(victim, "server.start(); print('up', flush=True)")
        try:
            held = victim.data_dir / "postgres/start.log"
            eventually(lambda: "is still in use" in held.read_text())
            for log in (victim.data_dir / "postgres/log").glob("server-*.log"):
                with log.open("a") as words:
                    words.write("FATAL:  terminating connection due to unexpected exit\n")
                os.utime(log, (time.time() + 60, time.time() + 60))
            time.sleep(0.5)
            assert starter.poll() is None
        finally:
            os.kill(orphan, signal.SIGCONT)
        assert said(starter) == "up"
        leaves(starter)


def test_a_killed_server_is_not_called_running(victim: EmbeddedServer) -> None:
    victim.start()
    os.kill(postmaster(victim), signal.SIGKILL)
    eventually(lambda: not victim.status().running)


def test_a_stale_pid_file_never_harms_its_new_owner(victim: EmbeddedServer) -> None:
    sleeper = bystander(victim, "sleep", "600")
    try:
        forge_record(victim, sleeper.pid)
        assert not victim.status().running
        victim.stop()
        assert sleeper.poll() is None
        victim.start()
        assert victim.status().running
        assert postmaster(victim) != sleeper.pid
        victim.stop()
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()


def test_a_zombie_is_not_a_running_server(victim: EmbeddedServer) -> None:
    zombie = bystander(victim, "true")
    stat = Path(f"/proc/{zombie.pid}/stat")
    try:
        if stat.exists():
            eventually(lambda: ") Z " in stat.read_text())
        forge_record(victim, zombie.pid)
        assert not victim.status().running
        victim.start()
        assert victim.status().running
    finally:
        zombie.wait()


def test_a_frozen_server_is_reported_and_not_doubled(victim: EmbeddedServer) -> None:
    victim.start()
    frozen = postmaster(victim)
    os.kill(frozen, signal.SIGSTOP)
    try:
        status = victim.status()
        assert not status.running
        assert status.problem is not None
        assert "does not answer" in status.problem
    finally:
        os.kill(frozen, signal.SIGCONT)
    victim.start()
    assert postmaster(victim) == frozen


def test_a_server_of_another_directory_on_this_socket_is_not_ours(
    victim: EmbeddedServer, server: EmbeddedServer
) -> None:
    ours = victim.data_dir / "socket"
    ours.rename(victim.data_dir / "socket.aside")
    ours.symlink_to(server.data_dir / "socket")
    try:
        assert not victim.status().running
        with pytest.raises(EmbeddedServerError):
            victim.start()
        with pytest.raises(EmbeddedServerError, match="cannot be identified"):
            victim.stop()
        assert server.status().running
    finally:
        ours.unlink()
        (victim.data_dir / "socket.aside").rename(ours)


def initialising(server: EmbeddedServer) -> tuple[subprocess.Popen[str], int]:
    """A program in the middle of initdb, and initdb's process number."""
    starter = program(server, "server.start()")
    unfinished = server.data_dir / "postgres.unfinished"
    eventually((unfinished / "PG_VERSION").exists)
    for proc in Path("/proc").glob("[0-9]*"):
        try:
            if str(unfinished) in (proc / "cmdline").read_bytes().decode().split("=", 1)[-1][:200]:
                return starter, int(proc.name)
        except OSError:
            continue
    raise AssertionError("initdb was not seen")


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds initdb in /proc")
def test_an_initdb_killed_in_the_middle_is_made_again(
    shared_directory: Path, postgres_version: int
) -> None:
    server = EmbeddedServer(shared_directory / "halved", version=postgres_version)
    starter, initdb = initialising(server)
    starter.kill()
    os.kill(initdb, signal.SIGKILL)
    starter.communicate()
    assert not server.status().running
    assert (server.data_dir / "postgres.unfinished").exists()
    server.start()
    server.stop()
    assert not (server.data_dir / "postgres.unfinished").exists()


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds initdb in /proc")
def test_an_orphaned_initdb_is_waited_for(shared_directory: Path, postgres_version: int) -> None:
    server = EmbeddedServer(shared_directory / "orphaned", version=postgres_version)
    starter, initdb = initialising(server)
    os.kill(initdb, signal.SIGSTOP)
    starter.kill()
    starter.communicate()
    later = program(server, "server.start(); print('up', flush=True)")
    time.sleep(0.5)
    assert later.poll() is None
    os.kill(initdb, signal.SIGCONT)
    assert said(later) == "up"
    leaves(later)
    server.stop()


def test_files_pitterm_did_not_make_are_never_swept_away(
    shared_directory: Path, postgres_version: int
) -> None:
    server = EmbeddedServer(shared_directory / "foreign", version=postgres_version)
    treasure = server.data_dir / "postgres" / "treasure"
    treasure.parent.mkdir(parents=True)
    for directory in (server.data_dir, treasure.parent):
        directory.chmod(0o755)
    treasure.write_text("gold")
    if os.geteuid() == 0:
        os.chown(treasure.parent, 65534, 65534)
    with pytest.raises(EmbeddedServerError, match="pitterm did not make it") as refused:
        server.start()
    assert refused.value.exit_code == 2
    assert treasure.read_text() == "gold"


def test_a_file_in_the_place_of_the_data_directory_is_named_as_what_it_is(
    shared_directory: Path,
) -> None:
    (shared_directory / "notes").write_text("mine")
    with pytest.raises(EmbeddedServerError, match="notes is no directory"):
        EmbeddedServer(shared_directory / "notes").start()


def test_a_failing_start_says_what_the_server_said(victim: EmbeddedServer) -> None:
    with pytest.raises(EmbeddedServerError, match="shared_buffers") as failed:
        victim.start(options={"shared_buffers": "nonsense"})
    assert failed.value.exit_code == 3


def test_a_lost_secret_is_named(victim: EmbeddedServer) -> None:
    [passfile] = victim.data_dir.glob("*.pgpass")
    aside = passfile.rename(passfile.with_suffix(".aside"))
    try:
        with pytest.raises(EmbeddedServerError, match="administrator's secret"):
            victim.start()
    finally:
        aside.rename(passfile)
