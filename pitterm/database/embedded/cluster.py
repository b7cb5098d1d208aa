"""Making a cluster, and driving it with PostgreSQL's own programs."""

import contextlib
import os
import secrets
import shlex
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from pitterm.database.embedded.account import Account
from pitterm.database.embedded.faults import misconfigured, unavailable
from pitterm.database.embedded.layout import PORT, Layout
from pitterm.database.embedded.liveness import without_links

# Crash recovery may take long on a slow disk; whoever waits can interrupt it.
_START_SECONDS = 3600
_STOP_SECONDS = 120
_START_LOG = "start.log"
_MEMORY_IS_HELD = ") is still in use"
_HAS_BEGUN = "redirecting log output to logging collector"

_SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    # Two for each of two hundred terminals, and room for who reads, counts and backs up.
    "max_connections": "500",
    "log_destination": "stderr",
    "logging_collector": "on",
    "log_directory": "log",
    # A week of files, each overwritten when its day comes round again.
    "log_filename": "server-%a.log",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    # A failed ALTER ROLE would otherwise leave its password in the log.
    "log_min_error_statement": "panic",
}

# glibc raises its thresholds as it learns, and keeps what planning a statement freed: for each
# terminal's feed 4 MB of 16. Below these, a tenth of a read of the board is getting pages back that
# the last one gave away.
_MEMORY = {"MALLOC_TRIM_THRESHOLD_": "524288", "MALLOC_MMAP_THRESHOLD_": "262144"}


def require_version(layout: Layout, version: int) -> None:
    """A cluster can only be served by the PostgreSQL that made it."""
    found = cluster_version(layout)
    if found is not None and found != str(version):
        raise misconfigured(
            f"{layout.data_dir} holds a PostgreSQL {found} cluster, and this is {version}",
            "Back it up with the old pitterm and restore it into a new directory.",
        )


def cluster_version(layout: Layout) -> str | None:
    """The major version of the cluster, or None if there is none."""
    try:
        return (layout.cluster / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        return None


def initialise(layout: Layout, programs: Path, account: Account, lock: int) -> None:
    """Make the cluster beside its place and move it there when it is complete.

    initdb keeps the lock open: if pitterm dies, the next start waits for the orphan to end.
    """
    if layout.cluster.exists():
        raise misconfigured(
            f"{layout.cluster} is no PostgreSQL cluster, and pitterm did not make it",
            "Move it away, or name another directory with --data-dir.",
        )
    if layout.unfinished.exists():
        shutil.rmtree(layout.unfinished)
    layout.unfinished.mkdir(mode=0o700)
    if account.switched:
        os.chown(layout.unfinished, account.uid, account.gid)
    secret = secrets.token_urlsafe(32)
    write_private(layout.passfile, f"*:*:*:postgres:{secret}\n")
    with _password_file(layout, account, secret) as pwfile:
        done = account.run(
            [
                programs / "initdb",
                f"--pgdata={layout.unfinished}",
                "--username=postgres",
                "--auth=scram-sha-256",
                f"--pwfile={pwfile}",
                "--encoding=UTF8",
                "--locale=C",
                # Byte order everywhere, and case folding beyond ASCII where the server has it.
                *(_builtin_locale(programs)),
                "--no-instructions",
            ],
            cwd=layout.data_dir,
            keep=[lock],
        )
    if done.returncode != 0:
        shutil.rmtree(layout.unfinished, ignore_errors=True)
        raise unavailable(
            f"The database could not be made in {layout.data_dir}: {_last_line(done.stderr)}",
            "Make room or name another --data-dir.",
        )
    layout.unfinished.rename(layout.cluster)


def launch(layout: Layout, programs: Path, account: Account, options: Mapping[str, str]) -> bool:
    """Start the postmaster and wait until it is ready; False if it ended instead."""
    directory = str(layout.sockets).replace('"', '""')
    settings = {**_SETTINGS, "unix_socket_directories": f'"{directory}"', **options}
    arguments = ["-D", str(layout.cluster)]
    for name, value in settings.items():
        arguments += ["-c", f"{name}={value}"]
    waiting = ["-s", "-w", "-t", str(_START_SECONDS)]
    done = account.run(
        [programs / "pg_ctl", "start", *waiting, "-l", _START_LOG, "-o", shlex.join(arguments)],
        cwd=layout.cluster,
        # pg_ctl quotes -D for the shell in a way that a dollar sign breaks.
        environment={"PGDATA": str(layout.cluster), **_MEMORY},
    )
    return done.returncode == 0


def halt(layout: Layout, programs: Path, account: Account) -> None:
    """Stop a proven postmaster and wait for its end; sessions are ended, commits are kept."""
    done = account.run(
        [programs / "pg_ctl", "stop", "-s", "-w", "-t", str(_STOP_SECONDS), "-m", "fast"],
        cwd=layout.cluster,
        environment={"PGDATA": str(layout.cluster)},
    )
    if done.returncode != 0:
        raise unavailable(
            f"The server does not stop: {_last_line(done.stderr)}", "Wait a moment and try again."
        )


def last_words(layout: Layout) -> str:
    """The last failure the server wrote down before or after it had its log."""
    logs = [layout.cluster / _START_LOG, *(layout.cluster / "log").glob("server-*.log")]
    for log in sorted((log for log in logs if log.is_file()), key=_changed, reverse=True):
        with open(log, errors="replace", opener=without_links) as file:
            fatal = [line for line in file.readlines()[-40:] if "FATAL:" in line]
        if fatal:
            return fatal[-1].partition("FATAL:")[2].strip()
    return ""


def waits_for_orphans(layout: Layout) -> bool:
    """Whether the last launch ended because processes of a killed server hold its memory.

    They may write their own last words after it, so the newest failure proves nothing.
    """
    try:
        with open(layout.cluster / _START_LOG, errors="replace", opener=without_links) as file:
            text = file.read()
    except OSError:
        return False
    return text.rfind(_MEMORY_IS_HELD) > text.rfind(_HAS_BEGUN)


def secret(layout: Layout) -> str:
    """The administrator's password, for pitterm's own connections."""
    try:
        return layout.passfile.read_text().rstrip("\n").rpartition(":")[2]
    except OSError as error:
        raise misconfigured(
            f"The administrator's secret {layout.passfile} cannot be read ({error.strerror})",
            "Put it back from a backup, or begin in another --data-dir.",
        ) from error


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads; a reader sees the old or the new, never half."""
    draft = path.with_name(f".{path.name}.draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)


@contextlib.contextmanager
def _password_file(layout: Layout, account: Account, secret: str) -> Iterator[Path]:
    """The secret in a file of the server's account, for as long as initdb runs."""
    path = layout.data_dir / ".initdb-password"
    write_private(path, secret + "\n")
    try:
        if account.switched:
            os.chown(path, account.uid, account.gid)
        yield path
    finally:
        path.unlink(missing_ok=True)


def _builtin_locale(programs: Path) -> list[str]:
    if programs.parent.name == "pginstall":
        return []
    return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1].strip() if lines else "no reason given"


def _changed(path: Path) -> float:
    return path.stat().st_mtime
