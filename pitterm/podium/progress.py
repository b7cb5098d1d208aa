"""What takes longer than a second says so, with its seconds and what escape does meanwhile."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

PATIENCE_SECONDS = 1.0
"""What is over sooner says nothing but what came of it."""


class Progress:
    """Looks once a second at what is under way, and tells it in the line of answers."""

    def __init__(self, app: "Podium") -> None:
        self._app = app
        self._said = ""

    def tick(self) -> None:
        """Say how long it takes by now, over nothing that somebody still has to read."""
        app, words = self._app, self._words()
        flashed = app.flashed
        is_own = flashed is not None and flashed.sentence == self._said
        is_refusal = flashed is not None and flashed.severity == "refused"
        if words and not is_refusal and not app.flashes.has_unread:
            self._said = words
            app.flash(words, severity="notice")
        elif not words and is_own:
            app.flashed = None

    def _words(self) -> str:
        app = self._app
        sending = app.outgoing.longest(app.monotonic())
        if sending is not None:
            words, seconds = sending
            done = "it is asked for" if app.in_doubt else "it is sent"
            return _said(words, seconds, f"{done}, whatever is pressed")
        waiting = app.conversations.longest(app.monotonic())
        if waiting is not None:
            words, seconds = waiting
            return _said(words, seconds, "esc stops waiting for it")
        return ""


def _said(words: str, seconds: float, about_escape: str) -> str:
    return f"{words}… {seconds:.0f} s · {about_escape}" if seconds >= PATIENCE_SECONDS else ""
