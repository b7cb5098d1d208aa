"""`pitterm podium` and `pitterm demo`: the terminal the pit is run from."""

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pitterm.cli.endings import USAGE
from pitterm.cli.first_run import is_first_run, offers_the_demo, why_nobody
from pitterm.cli.options import data_dir_option, narrate, read_settings
from pitterm.cli.progress import under_way

if TYPE_CHECKING:
    from pitterm.settings import Settings

theme_option = click.option(
    "--theme", default="pit", show_default=True, metavar="NAME", help="Colours of the screen."
)


@click.command()
@data_dir_option
@click.option("--staff", metavar="LOGIN", help="Sign in as this staff login.")
@theme_option
def podium(data_dir: Path | None, staff: str | None, theme: str) -> int:
    """Run the pit: the board, and everything that is done to its tables.

    Without PITTERM_DATABASE_URL it uses the embedded server. With PITTERM_STAFF and
    PITTERM_PASSWORD it signs in by itself. Where there is no database yet it explains the three
    ways to one.
    """
    settings = read_settings(data_dir=data_dir, staff=staff)
    if is_first_run(settings):
        if not offers_the_demo(settings):
            return USAGE
        return _demo(settings, theme, live=False)
    fault = _why_not_here(theme)
    if fault is not None:
        narrate(fault)
        return USAGE
    with contextlib.ExitStack() as stack:
        if settings.database_url is None:
            start_embedded(settings, stack)
            nobody = why_nobody(settings.admin_conninfo())
            if nobody is not None:
                narrate(nobody)
                return USAGE
        return _run(settings, theme)


@click.command()
@click.option("--live", is_flag=True, help="Let colleagues open tables and log buy-ins meanwhile.")
@data_dir_option
@theme_option
def demo(live: bool, data_dir: Path | None, theme: str) -> int:
    """Try pitterm on two invented casinos, with their logins on screen."""
    return _demo(read_settings(data_dir=data_dir, is_embedded=True), theme, live=live)


def _demo(settings: "Settings", theme: str, *, live: bool) -> int:
    fault = _why_not_here(theme)
    if fault is not None:
        narrate(fault)
        return USAGE
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
        return _run(settings, theme, demo_logins=logins, demo_password=DEMO_PASSWORD)


def _why_not_here(theme: str) -> str | None:
    """Why the podium cannot run in this terminal; asked before a server is started for it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "The podium needs a terminal; scripts read pitterm board."
    from pitterm.terminal.theme import why_not_theme

    return why_not_theme(theme)


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
    theme: str,
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
        settings.staff_conninfo(),
        demo_logins=demo_logins,
        demo_password=demo_password,
        sign_in_as=sign_in_as,
        theme=theme,
    )
    app.run()
    forget_job_control()
    return app.return_code or 0
