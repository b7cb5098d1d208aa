"""The command line. Commands live in modules of their own, so that help loads none of them."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from pitterm import __version__
from pitterm.cli.endings import SIGNALLED, USAGE, Signalled, ending_of
from pitterm.cli.lazy import LazyGroup

_COMMANDS = {
    "board": ("pitterm.cli.board:board", "Print the board once."),
    "completion": ("pitterm.cli.completion:completion", "Complete commands in your shell."),
    "demo": ("pitterm.cli.podium:demo", "Try pitterm on two invented casinos."),
    "doctor": ("pitterm.cli.doctor:doctor", "Say what is wrong here, and the next step."),
    "floor": ("pitterm.cli.floor:floor", "A casino's whole floor as one file."),
    "podium": ("pitterm.cli.podium:podium", "Run the pit. The command when none is named."),
    "report": ("pitterm.cli.report:report", "The numbers of a shift, a day or a table."),
    "simulate": ("pitterm.cli.simulate:simulate", "Play shifts and check every figure."),
    "staff": ("pitterm.cli.staff:staff", "Staff and their logins."),
    "wall": ("pitterm.cli.wall:wall", "The display on the wall, which writes nothing."),
}
_DATABASE_COMMANDS = {
    "backfill": ("pitterm.cli.backfill:backfill", "Bring what finance recorded and the pit lacks."),
    "backup": ("pitterm.cli.backup:backup", "Write the whole database and its logins into a file."),
    "check": ("pitterm.cli.schema:check", "Compare the database with what it should be."),
    "migrate": ("pitterm.cli.schema:migrate", "Bring the database's schema up to date."),
    "retain": ("pitterm.cli.retain:retain", "Forget commands whose time is over."),
    "restore": ("pitterm.cli.backup:restore", "Make an empty database what a backup says."),
    "seed-demo": ("pitterm.cli.schema:seed_demo", "Fill in the two demo casinos."),
    "start": ("pitterm.cli.server:start", "Start the embedded server and print its address."),
    "status": ("pitterm.cli.server:status", "Say whether the embedded server runs."),
    "stop": ("pitterm.cli.server:stop", "Stop the embedded server."),
}


@click.group(
    cls=LazyGroup,
    table=_COMMANDS,
    default="podium",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Settings file.")
@click.option(
    "--log-level",
    type=click.Choice(["debug", "info", "warning", "error"]),
    help="How much goes into the log.",
)
def root(config: Path | None, log_level: str | None) -> None:
    """Run a casino pit from the terminal, on PostgreSQL."""


@root.group(cls=LazyGroup, table=_DATABASE_COMMANDS)
def db() -> None:
    """The database: embedded server, schema, demo casinos."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and end the process with its exit code."""
    if "_PITTERM_COMPLETE" in os.environ:
        root.main(prog_name="pitterm")
    _open_closed_streams()
    _leave_no_core()
    sys.exit(_run(list(sys.argv[1:] if arguments is None else arguments)))


def _leave_no_core() -> None:
    """A password lies in this process's memory, so its memory is never written to a disk."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def _open_closed_streams() -> None:
    """Python has no stream where the starter closed one; whatever is said there goes nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open to the end


def _run(arguments: list[str]) -> int:
    try:
        with _signals_raise(), root.make_context("pitterm", arguments) as context:
            result = root.invoke(context)
            sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, EOFError):
        click.echo("The input ended before everything was answered.", err=True)
        return USAGE
    except Signalled as ending:
        return SIGNALLED + ending.number
    except BrokenPipeError:
        # Python would complain once more while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SIGNALLED + signal.SIGPIPE
    except Exception as error:  # the last guard: no traceback reaches a terminal
        from pitterm.domain.text import harmless_lines
        from pitterm.signs import as_said_here

        sentence, exit_code = ending_of(error)
        click.echo(as_said_here(harmless_lines(sentence)), err=True)
        return exit_code


@contextlib.contextmanager
def _signals_raise() -> Iterator[None]:
    """Let a signal unwind the stack, so that the last program out stops the server."""
    former = {}
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # A signal that the starter had ignored, as nohup does, stays ignored.
        if signal.getsignal(number) is not signal.SIG_IGN:
            former[number] = signal.signal(number, _raise_signal)
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _raise_signal(number: int, frame: FrameType | None) -> None:
    raise Signalled(number)
