"""Several programs around one embedded server: who starts it, who stops it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pitterm.database.embedded import EmbeddedServer
from tests.postmasters import STARTS, leaves, program, said


def test_programs_that_start_at_once_share_one_server(
    shared_directory: Path, postgres_version: int
) -> None:
    server = EmbeddedServer(shared_directory / "raced", version=postgres_version)
    racers = [
        program(server, "server.start(); print(server.status().started_at)") for _ in range(5)
    ]
    try:
        starts = {racer.communicate(timeout=60)[0] for racer in racers}
        assert [racer.returncode for racer in racers] == [0] * 5
        assert starts == {f"{server.status().started_at}\n"}
    finally:
        server.stop()


OCCUPIES = "with server.occupied(): print('in', flush=True); sys.stdin.readline()"


def test_the_last_program_out_stops_the_server(victim: EmbeddedServer) -> None:
    first, second = program(victim, OCCUPIES), program(victim, OCCUPIES)
    assert (said(first), said(second)) == ("in", "in")
    leaves(first)
    assert victim.status().running
    leaves(second)
    assert not victim.status().running


def test_a_killed_program_does_not_count_as_in(victim: EmbeddedServer) -> None:
    killed, other = program(victim, OCCUPIES), program(victim, OCCUPIES)
    assert (said(killed), said(other)) == ("in", "in")
    killed.kill()
    killed.communicate()
    assert victim.status().running
    leaves(other)
    assert not victim.status().running


def test_a_server_whose_only_program_was_killed_serves_the_next_one(
    victim: EmbeddedServer,
) -> None:
    killed = program(victim, OCCUPIES)
    assert said(killed) == "in"
    killed.kill()
    killed.communicate()
    before = victim.status()
    assert before.running
    with victim.occupied():
        assert victim.status() == before
    assert not victim.status().running


def test_a_pinned_server_outlives_its_programs(victim: EmbeddedServer) -> None:
    victim.start(pinned=True)
    with victim.occupied():
        pass
    assert victim.status().pinned
    assert victim.status().running
    victim.stop()
    assert not victim.status().pinned
    assert not victim.status().running


def test_a_server_started_by_a_program_can_be_pinned_while_it_runs(
    victim: EmbeddedServer,
) -> None:
    with victim.occupied():
        victim.start(pinned=True)
    assert victim.status().running


def test_an_error_inside_still_lets_the_last_one_stop_the_server(victim: EmbeddedServer) -> None:
    with pytest.raises(ZeroDivisionError), victim.occupied():
        raise ZeroDivisionError
    assert not victim.status().running


def test_the_server_keeps_no_file_of_its_starter_open(victim: EmbeddedServer) -> None:
    kept, inherited = os.pipe()
    os.set_inheritable(inherited, True)
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTS + "server.start()", victim.data_dir, str(victim.version)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=[inherited],
    )
    os.close(inherited)
    starter.communicate(timeout=20)
    assert os.read(kept, 1) == b""
    os.close(kept)
    assert victim.status().running
