"""`pitterm wall`: the display supervisors look up at."""

import contextlib
import os
import sys
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pitterm.cli.endings import USAGE
from pitterm.cli.options import data_dir_option, narrate, read_settings, sign_in_as
from pitterm.cli.podium import start_embedded, theme_of, theme_option

if TYPE_CHECKING:
    from pitterm.repository.feed import Sighting
    from pitterm.wall.app import Wall

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@data_dir_option
@click.option("--staff", metavar="LOGIN", help="Sign in as this staff login.")
@click.option("--pit", metavar="PIT", help="Show the tables of this pit alone.")
@click.option(
    "--page-seconds",
    type=click.FloatRange(min=1, max=3600),
    default=10.0,
    show_default=True,
    metavar="N",
    help="How long a page stands.",
)
@click.option("--mask-money", is_flag=True, help="Show no amounts, even where the login may.")
@click.option(
    "--panel-inches",
    type=click.FloatRange(min=1, max=1000),
    default=55.0,
    show_default=True,
    metavar="N",
    help="Diagonal of the 16:9 panel, for the reading distance.",
)
@click.option(
    "--panel-height",
    type=click.FloatRange(min=1, max=2000),
    metavar="CM",
    help="Height of a panel of another shape.",
)
@click.option("--record", type=_FILE, metavar="FILE", help="Write what is shown into a file.")
@click.option("--replay", type=_FILE, metavar="FILE", help="Show a recording; no database.")
@click.option(
    "--speed",
    type=click.FloatRange(min=0.01, max=1000),
    metavar="X",
    help="Replay so many times as fast.",
)
@theme_option
def wall(
    data_dir: Path | None,
    staff: str | None,
    page_seconds: float,
    panel_inches: float,
    panel_height: float | None,
    record: Path | None,
    replay: Path | None,
    speed: float | None,
    theme: str | None,
    **shown: Any,
) -> int:
    """Show the floor to whoever looks up: read-only, for weeks.

    Signs in with PITTERM_STAFF and PITTERM_PASSWORD, or asks; a display login is enough. q leaves.
    """
    fault = _why_not_here(theme, record, replay, speed)
    if fault is not None:
        narrate(fault)
        return USAGE
    from pitterm.terminal.plain_signs import plain_signs
    from pitterm.wall.distance import panel_height_cm

    shown |= {
        "page_seconds": page_seconds,
        "height_cm": panel_height or panel_height_cm(panel_inches),
    }
    settings = read_settings(data_dir=data_dir, staff=staff)
    shown["theme"] = theme_of(settings, theme)
    shown["plain_signs"] = plain_signs(settings.glyphs)
    if replay is not None:
        return _run(_replaying(replay, speed or 1.0, **shown))
    credentials = sign_in_as(settings, "wall").for_reading()
    from pitterm.repository.feed import watch
    from pitterm.wall.app import Wall
    from pitterm.wall.recording import Recorder

    with contextlib.ExitStack() as stack:
        recorder = Recorder(record) if record is not None else None
        if settings.database_url is None:
            start_embedded(settings, stack)
        return _run(Wall(lambda: watch(credentials, is_sign_in=True), recorder=recorder, **shown))


def _why_not_here(
    theme: str | None, record: Path | None, replay: Path | None, speed: float | None
) -> str | None:
    """Why the wall cannot run like this; asked before anything is started for it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "The wall needs a terminal; scripts read pitterm board."
    if record is not None and replay is not None:
        return "A replay is not recorded again; leave --record or --replay out."
    if speed is not None and replay is None:
        return "Only a replay has a speed; name the recording with --replay FILE."
    from pitterm.terminal.theme import why_not_theme

    return why_not_theme(theme) if theme is not None else None


def _replaying(path: Path, speed: float, **shown: Any) -> "Wall":
    from pitterm.wall import recording
    from pitterm.wall.app import Wall

    recording.check_recording(path)

    def watch() -> "AsyncGenerator[Sighting, None]":
        return recording.replay(path, speed)

    return Wall(watch, replay_speed=speed, **shown)


def _run(app: "Wall") -> int:
    from pitterm.terminal.ending import forget_job_control

    # Exported by some shells; they outweigh the terminal's own size, and never change with it.
    for frozen in ("COLUMNS", "LINES"):
        os.environ.pop(frozen, None)
    try:
        app.run(mouse=False)
    finally:
        app.departure.end()
        forget_job_control()
    return app.return_code or 0
