"""What the commands share: the data directory, and the settings behind it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

if TYPE_CHECKING:
    from pitterm.repository.credentials import Credentials
    from pitterm.settings import Settings

P = ParamSpec("P")
R = TypeVar("R")

# libpq reads these behind every address; they were set for another server than the embedded one.
_OF_ANOTHER_SERVER = (
    "PGHOSTADDR",
    "PGPASSWORD",
    "PGSERVICE",
    "PGOPTIONS",
    "PGREQUIREAUTH",
    "PGCHANNELBINDING",
    "PGTARGETSESSIONATTRS",
    "PGCLIENTENCODING",
)

_GLYPHS = "pitterm.glyphs"


def data_dir_option(command: Callable[P, R]) -> Callable[P, R]:
    """`--data-dir`: where the embedded server keeps its files."""
    return click.option(
        "--data-dir",
        type=click.Path(path_type=Path, readable=False),
        metavar="DIR",
        help="Use the embedded server of this directory.",
    )(command)


def read_settings(
    *,
    data_dir: Path | None = None,
    staff: str | None = None,
    is_embedded: bool = False,
    checks_url: bool = True,
) -> "Settings":
    """The settings of this run, with the journal opened as they say.

    A command that is about the embedded server alone has none of the URL; one that paints before
    it connects checks the URL itself.
    """
    from pitterm import journal, settings

    root = click.get_current_context().find_root()
    found = settings.load(
        config=root.params.get("config"),
        log_level=root.params.get("log_level"),
        data_dir=data_dir,
        staff=staff,
        checks_url=checks_url,
    )
    root.meta[_GLYPHS] = found.glyphs
    if is_embedded:
        found = found.model_copy(update={"database_url": None})
    if found.password is not None:
        journal.hide(found.password.get_secret_value())
    journal.open_journal(found.log_file, found.log_level)
    if found.database_url is None:
        for name in _OF_ANOTHER_SERVER:
            os.environ.pop(name, None)
    return found


def say(text: str, *, is_line: bool = True) -> None:
    """Print what was asked for, with signs this terminal has; data for programs goes around it."""
    click.echo(with_signs_of_here(text), nl=is_line)


def with_signs_of_here(text: str) -> str:
    """The text as the setting `glyphs` and the locale have it."""
    if text.isascii():
        return text
    from pitterm.signs import as_said_here

    context = click.get_current_context(silent=True)
    setting = context.find_root().meta.get(_GLYPHS) if context else None
    return as_said_here(text, setting)


def narrate(sentence: str) -> None:
    """Tell a person what happens; stdout is for what was asked for."""
    from pitterm.domain.text import harmless_lines

    click.echo(with_signs_of_here(harmless_lines(sentence)), err=True)


def sign_in_as(settings: "Settings", program: str) -> "Credentials":
    """The person a command without a login screen acts as; what is not set is asked for."""
    from pitterm import journal
    from pitterm.repository.credentials import Credentials

    login = settings.staff or click.prompt("Login", err=True)
    if settings.password is not None:
        password = settings.password.get_secret_value()
    else:
        password = click.prompt("Password", hide_input=True, err=True)
        journal.hide(password)
    return Credentials(settings.staff_conninfo(), login, password, program)
