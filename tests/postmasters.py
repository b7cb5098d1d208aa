"""Other programs around an embedded server, for tests that share one or bring one to harm."""

import os
import subprocess
import sys

from pitterm.database.embedded import EmbeddedServer
from pitterm.database.embedded.account import Account, server_account

STARTS = """
import sys
from pathlib import Path
from pitterm.database.embedded import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]), version=int(sys.argv[2]))
"""


def postmaster(server: EmbeddedServer) -> int:
    """The number the server itself wrote down."""
    return int((server.data_dir / "postgres/postmaster.pid").read_text().split()[0])


def account(server: EmbeddedServer) -> Account:
    return server_account(server.data_dir / "postgres")


def bystander(server: EmbeddedServer, *command: str) -> subprocess.Popen[bytes]:
    """A program of the server's own user that has nothing to do with it."""
    owner = account(server)
    return subprocess.Popen(command, user=owner.uid if owner.switched else None)


def program(server: EmbeddedServer, then: str) -> subprocess.Popen[str]:
    """Another program that shares the data directory."""
    return subprocess.Popen(
        [sys.executable, "-c", STARTS + then, str(server.data_dir), str(server.version)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def leaves(process: subprocess.Popen[str]) -> None:
    process.communicate("\n", timeout=30)
    assert process.returncode == 0


def forge_record(server: EmbeddedServer, number: int) -> None:
    """A record as a crash leaves it, whose number now belongs to someone else."""
    record = server.data_dir / "postgres/postmaster.pid"
    record.write_text(f"{number}\n{record.parent}\n1700000000\n5432\n")
    os.chown(record, account(server).uid, account(server).gid)
