"""What a person sees of work that takes longer than a moment, and how they stop it."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pitterm.cli.endings import Signalled
from pitterm.cli.options import narrate

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Steps:
    """Where there is no terminal each step is one line, and nothing moves."""

    def __call__(self, sentence: str) -> None:
        """Say which step begins."""
        narrate(sentence)

    def reached(self, share: float, words: str) -> None:
        """Say how far it came, as a share of the whole from 0 to 1."""
        narrate(words)


class _Bar(Steps):
    """One line that moves, and is gone when the work is done."""

    def __init__(self, progress: "Progress", task: "TaskID") -> None:
        self._progress = progress
        self._task = task

    def __call__(self, sentence: str) -> None:
        from pitterm.domain.text import harmless

        self._progress.update(self._task, description=harmless(sentence))

    def reached(self, share: float, words: str) -> None:
        from pitterm.domain.text import harmless

        self._progress.update(self._task, total=1, completed=share, description=harmless(words))


@contextlib.contextmanager
def under_way(title: str, *, if_stopped: Callable[[], str] | None = None) -> Iterator[Steps]:
    """Show that the work goes on; whoever stops it is told what that leaves behind."""
    try:
        with _shown(title) as steps:
            yield steps
    except Signalled:
        if if_stopped is not None:
            narrate(if_stopped())
        raise


@contextlib.contextmanager
def _shown(title: str) -> Iterator[Steps]:
    if not sys.stderr.isatty():
        yield Steps()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
    ) as progress:
        yield _Bar(progress, progress.add_task(title, total=None))
