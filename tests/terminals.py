"""Real programs in pseudo-terminals, with the screen a person would see."""

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping

import pexpect
import pyte

PATIENCE_SECONDS = 20.0


def _hears_ctrl_c() -> None:
    """A shell that runs the tests in its background has them ignore it, and so their children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """One program on a terminal of its own; `wait_for` reads until the screen shows a text."""

    def __init__(
        self,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        columns: int = 120,
        rows: int = 36,
        program: tuple[str, ...] = (sys.executable, "-m", "pitterm"),
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            env={**os.environ, "TERM": "xterm-256color", **(environment or {})},
            dimensions=(rows, columns),
            timeout=PATIENCE_SECONDS,
            encoding="utf-8",
            preexec_fn=_hears_ctrl_c,
        )

    def text(self) -> str:
        """What stands on the screen now."""
        return "\n".join(self.screen.display)

    def wait_for(self, wanted: str | Callable[[str], bool]) -> str:
        """The screen once it shows the text, or satisfies the question."""
        shows = wanted if callable(wanted) else lambda text: wanted in text
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not shows(self.text()):
            if time.monotonic() > deadline:
                raise AssertionError(f"never saw {wanted!r}; the screen shows\n{self.text()}")
            self._read()
        return self.text()

    def wait_for_deafness_to_end(self) -> None:
        """Let the time pass in which a question takes no yes."""
        deadline = time.monotonic() + 0.5
        while time.monotonic() < deadline:
            self._read()

    def press(self, *keys: str) -> None:
        """Type each key as its own press."""
        for key in keys:
            self.child.send(key)

    def ends(self) -> int:
        """Wait for the end of the program; its exit code, 128+n where a signal ended it."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.child.isalive() and time.monotonic() < deadline:
            self._read()
        self.child.close()
        if self.child.signalstatus is not None:
            return 128 + int(self.child.signalstatus)
        assert self.child.exitstatus is not None
        return int(self.child.exitstatus)

    def close(self) -> None:
        """End the program, whatever it does."""
        self.child.close(force=True)

    def _read(self) -> None:
        try:
            self._stream.feed(self.child.read_nonblocking(65536, timeout=0.1))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            time.sleep(0.05)
