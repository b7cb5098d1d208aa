"""`pitterm doctor`: what is configured, what is reachable, what is wrong, and the next step."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pitterm.cli.endings import UNEXPECTED, UNREACHABLE, ending_of
from pitterm.cli.options import data_dir_option, read_settings, say

if TYPE_CHECKING:
    from pitterm.checkup.finding import Finding
    from pitterm.settings import Settings


@click.command()
@data_dir_option
def doctor(data_dir: Path | None) -> int:
    """Look at everything pitterm needs, and name the next step for what is wrong.

    ✓ is well, ▲ wants a look, ✕ does not work: then the exit code is 1, and 3 where no database
    can be reached.
    """
    from pitterm.checkup.finding import Verdict
    from pitterm.domain.text import harmless
    from pitterm.podium.rebinding import keymap_of

    settings = read_settings(data_dir=data_dir)
    keymap_of(settings.keys)
    exit_code, steps = 0, {Verdict.WRONG: "", Verdict.LOOK: ""}
    for finding, code in _findings(settings):
        say(harmless(str(finding)))
        if finding.verdict is Verdict.WRONG:
            exit_code = max(exit_code, code)
        if finding.verdict in steps:
            steps[finding.verdict] = steps[finding.verdict] or finding.next_step
    say(f"  next       {steps[Verdict.WRONG] or steps[Verdict.LOOK] or 'pitterm'}")
    return exit_code


def _findings(settings: "Settings") -> "Iterator[tuple[Finding, int]]":
    """Each finding with the exit code it has where it is wrong."""
    from pitterm.checkup.finding import wrong
    from pitterm.checkup.machine import machine

    for finding in machine(settings):
        yield finding, UNEXPECTED
    if settings.database_url is None:
        status = settings.embedded_server().status()
        if not status.running:
            words = (status.problem or "does not run").rstrip(".")
            begin = "pitterm demo" if status.version is None else "pitterm"
            yield wrong("server", words, f"{begin}, or pitterm db start"), UNREACHABLE
            return
    try:
        for finding in _on_the_server(settings):
            yield finding, UNEXPECTED
    except Exception as error:
        sentence, code = ending_of(error)
        what, _, step = sentence.rstrip(".").partition(". ")
        yield wrong("server", what, step), code


def _on_the_server(settings: "Settings") -> "Iterator[Finding]":
    from datetime import UTC, datetime

    import psycopg

    from pitterm.checkup.contents import contents
    from pitterm.checkup.server import CONNECT_SECONDS, server

    conninfo = settings.admin_conninfo()
    with psycopg.connect(conninfo, autocommit=True, connect_timeout=CONNECT_SECONDS) as line:
        yield from server(line, conninfo)
        yield from contents(line, conninfo, today=datetime.now(UTC).date())
