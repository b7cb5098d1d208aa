"""This machine: settings file, terminal, log, what waits here, and room on the disk."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from pitterm import places
from pitterm.checkup.finding import Finding, good, look, wrong
from pitterm.least_size import LEAST_HEIGHT, LEAST_WIDTH
from pitterm.outbox.box import look as look_into
from pitterm.settings import Settings

ENOUGH_ROOM = 2**30
TOO_LITTLE_ROOM = 100 * 2**20


def machine(settings: Settings, environment: Mapping[str, str] | None = None) -> Iterator[Finding]:
    """Everything that can be told without the server."""
    file = settings.config or places.config_file()
    there = file.is_file()
    yield good("settings", str(file) if there else "no file; environment and defaults")
    if settings.database_url is None:
        yield good("database", f"embedded server in {settings.data_dir}")
    else:
        yield good("database", "the server that PITTERM_DATABASE_URL or the settings file names")
    size = shutil.get_terminal_size() if sys.stdout.isatty() else None
    yield from terminal(size, os.environ if environment is None else environment, _is_utf8())
    yield from _log(settings.log_file)
    yield from _outbox()
    is_embedded = settings.database_url is None
    yield from _room([settings.log_file, *([settings.data_dir] if is_embedded else [])])


def _is_utf8() -> bool:
    return (sys.stdout.encoding or "").replace("-", "").lower() == "utf8"


def terminal(
    size: tuple[int, int] | None, environment: Mapping[str, str], is_utf8: bool
) -> Iterator[Finding]:
    """Whether the podium can be read here; a script's output is no terminal."""
    if not is_utf8:
        yield look("terminal", "it does not speak UTF-8", "set LANG=C.UTF-8 or your own language")
    if size is None:
        yield good("terminal", "none here; the podium and the wall need one")
        return
    columns, rows = size
    if columns < LEAST_WIDTH or rows < LEAST_HEIGHT:
        step = f"make it {LEAST_WIDTH}×{LEAST_HEIGHT} or larger"
        yield look("terminal", f"{columns}×{rows} is too small", step)
    name = environment.get("TERM", "")
    if name in ("", "dumb"):
        yield look("terminal", f"TERM is {name or 'not set'}", "set TERM to what your terminal is")
        return
    yield good("terminal", f"{columns}×{rows}, {_colours(environment)}")


def _colours(environment: Mapping[str, str]) -> str:
    if environment.get("NO_COLOR"):
        return "no colours, as NO_COLOR asks"
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return "all colours"
    return "256 colours" if "256" in environment.get("TERM", "") else "16 colours"


def _log(file: Path) -> Iterator[Finding]:
    try:
        seen = file.stat()
    except FileNotFoundError:
        yield good("log", f"{file}, empty yet")
        return
    except OSError as error:
        yield look("log", f"{file}: {error.strerror}", "name another one in PITTERM_LOG_FILE")
        return
    if not os.access(file, os.W_OK):
        yield look("log", f"{file} cannot be written", "name another one in PITTERM_LOG_FILE")
    elif stat.S_ISREG(seen.st_mode) and seen.st_mode & 0o077:
        yield look("log", f"others may read {file}", f"chmod 600 {file}")
    else:
        yield good("log", str(file))


def _outbox() -> Iterator[Finding]:
    """Buy-ins this terminal keeps until their author signs in, and files nobody can read."""
    entries, faults = look_into(places.outbox_directory())
    if entries:
        are = "1 entry waits" if entries == 1 else f"{entries} entries wait"
        words = f"{are} for the database or their author"
        yield look("outbox", words, "their author signs in at the podium here")
    else:
        yield good("outbox", "empty")
    for fault in faults:
        yield wrong("outbox", fault.rstrip("."), "keep the file and ask for help")


def _room(paths: list[Path]) -> Iterator[Finding]:
    """Room where pitterm writes; one line for each disk."""
    disks: dict[int, Path] = {}
    for path in paths:
        there = next((parent for parent in (path, *path.parents) if parent.exists()), Path("/"))
        disks.setdefault(there.stat().st_dev, there)
    for place in disks.values():
        free = shutil.disk_usage(place).free
        words = f"{free / 2**30:.1f} GB free at {place}"
        if free < TOO_LITTLE_ROOM:
            yield wrong("disk", words, "make room")
        elif free < ENOUGH_ROOM:
            yield look("disk", words, "make room soon")
        else:
            yield good("disk", words)
