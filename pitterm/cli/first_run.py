"""`pitterm` where there is no database yet, or nobody who could sign in."""

import sys
from typing import TYPE_CHECKING

import click

from pitterm.cli.options import narrate

if TYPE_CHECKING:
    from pitterm.settings import Settings

_WAYS = """\
There is no database here yet. Three ways on:

  1  Try it         pitterm demo
     Two invented casinos on this machine, with nothing to install or configure.

  2  One podium     pitterm floor import FILE
     Your own floor, on the PostgreSQL that comes with pitterm, in
     {place}.
     pitterm staff set-password LOGIN lets each person in; then run pitterm.

  3  A whole pit    pitterm db migrate
     Several terminals on a PostgreSQL server of your own, which
     PITTERM_DATABASE_URL=postgresql://HOST/pitterm?sslmode=verify-full names.
     Then floor import, staff set-password and pitterm, as above.

pitterm doctor says what is configured, and docs/floor.md what a floor file
holds.
"""
_NOBODY = """\
Nobody can sign in here yet. pitterm floor import FILE sets a casino up with its staff, and
pitterm staff set-password LOGIN lets each of them in. pitterm demo makes two invented casinos.\
"""


def is_first_run(settings: "Settings") -> bool:
    """Whether no server is named and none was ever made in the data directory."""
    if settings.database_url is not None:
        return False
    status = settings.embedded_server().status()
    return status.version is None and status.problem is None


def offers_the_demo(settings: "Settings") -> bool:
    """Explain the three ways; whether somebody at this terminal chose the first."""
    narrate(_WAYS.format(place=settings.data_dir))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        narrate("The podium needs a terminal; scripts read pitterm board.")
        return False
    while (typed := _answer()) not in ("", "q"):
        narrate(f"{typed} is neither.")
    return not typed


def _answer() -> str:
    typed: str = click.prompt(
        "Enter starts the demo, q leaves", default="", show_default=False, err=True
    )
    return typed.strip().lower()


def why_nobody(conninfo: str) -> str | None:
    """Why the login screen would let nobody in; None where it would."""
    import psycopg

    from pitterm.database.provisioning import staff_roster

    with psycopg.connect(conninfo, autocommit=True) as connection:
        if any(entry.is_active and entry.may_sign_in for entry in staff_roster(connection)):
            return None
    return _NOBODY
