"""Bringing the postmaster of a cluster up and down, under the lock its callers hold."""

import contextlib
import time
from collections.abc import Mapping

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from pitterm.database.embedded import cluster, liveness
from pitterm.database.embedded.account import Account, server_account
from pitterm.database.embedded.faults import unavailable
from pitterm.database.embedded.layout import PORT, Layout, make_socket_directory
from pitterm.database.embedded.liveness import Answer, Life
from pitterm.database.embedded.programs import reachable_programs

DATABASE = "pitterm"
_SILENCE_SECONDS = 30.0
_ORPHAN_SECONDS = 30.0


def administrator(layout: Layout, dbname: str) -> dict[str, str]:
    """How the administrator connects, in libpq's keywords."""
    return {
        "host": str(layout.sockets),
        "port": str(PORT),
        "dbname": dbname,
        "user": "postgres",
        "passfile": str(layout.passfile),
    }


def bring_up(
    layout: Layout, version: int, account: Account, lock: int, options: Mapping[str, str]
) -> None:
    """Start the server, made if need be, and wait for it; it then has pitterm's database."""
    programs = reachable_programs(version, account)
    silent_until = time.monotonic() + _SILENCE_SECONDS
    orphaned_until = time.monotonic() + _ORPHAN_SECONDS
    while (state := liveness.life(layout)) is not Life.READY:
        if state is Life.ABSENT:
            cluster.initialise(layout, programs, account, lock)
        elif state is Life.STOPPED:
            make_socket_directory(layout, account)
            liveness.disarm_stale_records(layout)
            if not cluster.launch(layout, programs, account, options):
                _explain_failed_launch(layout, may_wait=time.monotonic() < orphaned_until)
                time.sleep(0.2)
        elif state is Life.SILENT and time.monotonic() > silent_until:
            raise unavailable(
                "The server's process is there but does not answer",
                "Run pitterm db stop, or ask your administrator to look at it.",
            )
        else:
            time.sleep(0.05)
    ask(layout)
    _make_database(layout)


def _explain_failed_launch(layout: Layout, *, may_wait: bool) -> None:
    """Another launch may have won, and orphans of a killed server leave within seconds."""
    if liveness.life(layout) is not Life.STOPPED:
        return
    if may_wait and cluster.waits_for_orphans(layout):
        return
    reason = cluster.last_words(layout)
    raise unavailable(
        f"The server does not start: {reason or 'it gave no reason'}",
        f"The rest is in {layout.cluster / 'log'}.",
    )


def bring_down(layout: Layout, version: int) -> None:
    """Stop the server if one runs and its process is proven to be it."""
    state = liveness.life(layout)
    if state in (Life.ABSENT, Life.STOPPED):
        return
    if not liveness.is_proven(layout):
        raise unavailable(
            "The server answers, but its process cannot be identified from here",
            "Stop it where it was started, in the same container.",
        )
    account = server_account(layout.cluster)
    cluster.halt(layout, reachable_programs(version, account), account)
    if layout.sockets.parent != layout.data_dir:
        with contextlib.suppress(OSError):
            layout.sockets.rmdir()


def ask(layout: Layout) -> Answer:
    """Let the server say who it is; another one on this socket is an error."""
    try:
        answer = liveness.ask(layout, cluster.secret(layout))
    except psycopg.OperationalError as error:
        raise unavailable(
            "The server does not let its administrator in",
            f"See whether {layout.passfile} is the one made with it.",
        ) from error
    if answer.cluster.resolve() != layout.cluster:
        raise unavailable(
            f"The server on {layout.socket} serves {answer.cluster}",
            f"Stop that server, or remove {layout.sockets}.",
        )
    return answer


def _make_database(layout: Layout) -> None:
    conninfo = make_conninfo("", **administrator(layout, "postgres"))
    password = cluster.secret(layout)
    with psycopg.connect(conninfo, password=password, autocommit=True) as connection:
        found = connection.execute(
            "select from pg_database where datname = %s", [DATABASE]
        ).fetchone()
        if found is None:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
