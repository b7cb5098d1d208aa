"""`pitterm podium` and `pitterm demo`: the terminal the pit is run from."""

import contextlib
import gc
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pitterm.cli.endings import USAGE
from pitterm.cli.first_run import is_first_run, offers_the_demo, why_nobody
from pitterm.cli.options import data_dir_option, narrate, read_settings
from pitterm.cli.progress import under_way

if TYPE_CHECKING:
    from pitterm.settings import Settings

theme_option = click.option(
    "--theme", metavar="NAME", help="Colours of the screen, such as pit or pit-light."
)


@contextlib.contextmanager
def _garbage_kept() -> Iterator[None]:
    """Collect nothing until the podium says so: what is loaded stays, and looking through it takes
    a fifth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@click.command()
@data_dir_option
@click.option("--staff", metavar="LOGIN", help="Sign in as this staff login.")
@theme_option
@_garbage_kept()
def podium(data_dir: Path | None, staff: str | None, theme: str | None) -> int:
    """Run the pit: the board, and everything that is done to its tables.

    Without PITTERM_DATABASE_URL it uses the embedded server. With PITTERM_STAFF and
    PITTERM_PASSWORD it signs in by itself. Where there is no database yet it explains the three
    ways to one.
    """
    settings = read_settings(data_dir=data_dir, staff=staff, checks_url=False)
    if is_first_run(settings):
        if not offers_the_demo(settings):
            return USAGE
        return _demo(settings, theme, live=False)
    fault = _why_not_here(theme)
    if fault is not None:
        narrate(fault)
        return USAGE
    look = _look(settings, theme)
    with contextlib.ExitStack() as stack:
        if settings.database_url is None:
            start_embedded(settings, stack)
            nobody = why_nobody(settings.admin_conninfo())
            if nobody is not None:
                narrate(nobody)
                return USAGE
        return _run(settings, look)


@click.command()
@click.option("--live", is_flag=True, help="Let colleagues open tables and log buy-ins meanwhile.")
@data_dir_option
@theme_option
@_garbage_kept()
def demo(live: bool, data_dir: Path | None, theme: str | None) -> int:
    """Try pitterm on two invented casinos, with their logins on screen."""
    return _demo(read_settings(data_dir=data_dir, is_embedded=True), theme, live=live)


def _demo(settings: "Settings", theme: str | None, *, live: bool) -> int:
    fault = _why_not_here(theme)
    if fault is not None:
        narrate(fault)
        return USAGE
    look = _look(settings, theme, is_demo=True)
    from pitterm.database.demo import DEMO_FLOOR, DEMO_PASSWORD, seed_demo
    from pitterm.database.floor import read_floor

    with contextlib.ExitStack() as stack:
        start_embedded(settings, stack)
        seed_demo(settings.admin_conninfo())
        logins = [
            (member.login, f"{member.role.words}, {casino.name}")
            for casino in read_floor(DEMO_FLOOR).casinos
            for member in casino.staff
        ]
        if live:
            from pitterm.simulation.live import colleagues_at_work

            conninfo = settings.staff_conninfo()
            stack.enter_context(colleagues_at_work(conninfo, DEMO_PASSWORD))
        return _run(settings, look, demo_logins=logins, demo_password=DEMO_PASSWORD)


def _why_not_here(theme: str | None) -> str | None:
    """Why the podium cannot run in this terminal; asked before a server is started for it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "The podium needs a terminal; scripts read pitterm board."
    from pitterm.terminal.theme import why_not_theme

    return why_not_theme(theme) if theme is not None else None


def theme_of(settings: "Settings", theme: str | None) -> str:
    """The theme as named here, then as set; one that cannot be shown is an error."""
    from pitterm.settings import SettingsError
    from pitterm.terminal.theme import PIT, why_not_theme

    fault = why_not_theme(settings.theme) if settings.theme and not theme else None
    if fault is not None:
        raise SettingsError("The setting theme cannot be used", fault)
    return theme or settings.theme or PIT.name


def _look(settings: "Settings", theme: str | None, *, is_demo: bool = False) -> dict[str, Any]:
    """How this terminal paints and which keys it has; faults are said before a server starts."""
    from pitterm import places
    from pitterm.podium.manners import Manners
    from pitterm.podium.rebinding import keymap_of
    from pitterm.terminal.kept import kept_theme
    from pitterm.terminal.plain_signs import plain_signs
    from pitterm.terminal.theme import why_not_theme

    kept = kept_theme(places.terminal_file())
    if theme is None and settings.theme is None and kept and why_not_theme(kept) is None:
        theme = kept
    return {
        "theme": theme_of(settings, theme),
        "keymap": keymap_of(settings.keys),
        "manners": Manners(
            plain_signs=plain_signs(settings.glyphs),
            may_copy=settings.clipboard,
            may_picture=settings.screenshots or is_demo,
        ),
    }


def start_embedded(settings: "Settings", stack: contextlib.ExitStack) -> None:
    """Bring the embedded server up and its schema up to date until the stack unwinds."""
    from pitterm.database.migration import migrate

    server = settings.embedded_server()
    narrate(f"Starting PostgreSQL in {server.data_dir} …")
    with under_way("Making it ready …"):
        stack.enter_context(server.occupied())
        migrate(server.admin_conninfo())


def _run(
    settings: "Settings",
    look: dict[str, Any],
    *,
    demo_logins: Sequence[tuple[str, str]] = (),
    demo_password: str = "",
) -> int:
    from pitterm.podium.app import Podium
    from pitterm.terminal.ending import forget_job_control

    sign_in_as = None
    if settings.staff is not None and settings.password is not None:
        sign_in_as = (settings.staff, settings.password.get_secret_value())
    app = Podium(
        settings.staff_conninfo,
        demo_logins=demo_logins,
        demo_password=demo_password,
        sign_in_as=sign_in_as,
        **look,
    )
    app.run()
    forget_job_control()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0
