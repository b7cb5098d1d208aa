"""`pitterm simulate`: whole shifts played through the same RPCs, and the figures checked."""

import asyncio
import contextlib
import secrets
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pitterm.cli.endings import SIGNALLED, UNEXPECTED
from pitterm.cli.options import data_dir_option, narrate, read_settings, say
from pitterm.cli.podium import start_embedded
from pitterm.cli.progress import Steps, under_way

if TYPE_CHECKING:
    from pitterm.settings import Settings
    from pitterm.simulation.run import Outcome
    from pitterm.simulation.shift import Plan, Progress


class _Speed(click.ParamType[float]):
    name = "X"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Simulated seconds in a real one; `max` is as fast as it goes, and 0."""
        if value == "max":
            return 0.0
        return click.FloatRange(min=0, max=1_000_000)(value, param, ctx)


@click.command()
@click.option("--tables", type=click.IntRange(1, 700), default=6, show_default=True, metavar="N")
@click.option("--hours", type=click.FloatRange(0.5, 240), default=8, show_default=True, metavar="H")
@click.option(
    "--speed", type=_Speed(), default="max", show_default=True, help="Simulated seconds a second."
)
@click.option("--seed", type=int, metavar="S", help="Play the same shift again.")
@data_dir_option
def simulate(
    tables: int, hours: float, speed: float, seed: int | None, data_dir: Path | None
) -> int:
    """Play shifts as the demo's staff and hold every figure against what truly happened.

    Tables that somebody else uses are left alone. The password of the demo's logins is taken from
    PITTERM_PASSWORD; the embedded server's is known. Exit code 1 where a figure differs.
    """
    settings = read_settings(data_dir=data_dir)
    from pitterm.simulation.shift import Plan

    plan = Plan(tables, hours, secrets.randbelow(1_000_000) if seed is None else seed, speed)
    with contextlib.ExitStack() as stack:
        if settings.database_url is None:
            start_embedded(settings, stack)
        return _tell(*_played(settings, plan))


def _password(settings: "Settings") -> str:
    from pitterm import journal
    from pitterm.database.demo import DEMO_PASSWORD

    if settings.password is not None:
        return settings.password.get_secret_value()
    if settings.database_url is None:
        return DEMO_PASSWORD
    password: str = click.prompt("Password of the demo's logins", hide_input=True, err=True)
    journal.hide(password)
    return password


def _played(settings: "Settings", plan: "Plan") -> tuple["Outcome", int | None]:
    """The outcome, and the signal that ended the play before its time."""
    from pitterm.domain.errors import LoginRefused
    from pitterm.simulation.run import simulate_shifts

    stopped_by: list[int] = []

    password = _password(settings)

    async def play() -> "Outcome":
        stops = asyncio.Event()
        with (
            under_way("Opening the tables …") as steps,
            _first_signal(stops, stopped_by, steps),
        ):
            return await simulate_shifts(
                settings.staff_conninfo(), password, plan, partial(_tell_progress, steps), stops
            )

    narrate(f"Playing {plan.hours:g} h as the demo's staff; --seed {plan.seed} plays it again.")
    try:
        return asyncio.run(play()), stopped_by[0] if stopped_by else None
    except LoginRefused:
        narrate("The demo's staff are made by pitterm db seed-demo.")
        raise


@contextlib.contextmanager
def _first_signal(stops: asyncio.Event, stopped_by: list[int], steps: Steps) -> Iterator[None]:
    """Let the first signal end the play; any further one ends the program as it always does."""
    loop = asyncio.get_running_loop()
    former = {
        number: handler
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        if (handler := signal.getsignal(number)) is not signal.SIG_IGN
    }

    def give_back() -> None:
        for number, handler in former.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)

    def stop(number: int) -> None:
        steps("Closing the tables; once more ends at once.")
        stopped_by.append(number)
        stops.set()
        give_back()

    for number in former:
        loop.add_signal_handler(number, stop, number)
    try:
        yield
    finally:
        give_back()


def _tell_progress(steps: Steps, progress: "Progress") -> None:
    minutes, seconds = divmod(int(progress.seconds_to_go), 60)
    steps.reached(
        progress.simulated_seconds / progress.whole_seconds,
        f"{_clock(progress.simulated_seconds)} of {_clock(progress.whole_seconds)}"
        f" · {progress.steps_a_second:.0f} happenings a second · {minutes}:{seconds:02d} to go",
    )


def _clock(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds % 3600 // 60:02d}"


def _tell(outcome: "Outcome", stopped_by: int | None) -> int:
    for line in outcome.lines:
        say(line)
    for difference in outcome.differences:
        narrate(str(difference))
    if outcome.differences:
        narrate(f"{len(outcome.differences)} of {outcome.figures} figures differ.")
        return UNEXPECTED
    narrate(f"All {outcome.figures} figures agree to the cent.")
    return SIGNALLED + stopped_by if stopped_by is not None else 0
