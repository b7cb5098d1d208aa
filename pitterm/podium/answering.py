"""Which answer stands in the podium's one line for them, and for how long."""

from typing import TYPE_CHECKING

from pitterm.podium.flashes import Flash, Severity

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

FLASH_SECONDS = 12.0


class Flashes:
    """Says one sentence after the other; one that stays is kept until a key or a click after it."""

    def __init__(self, app: "Podium") -> None:
        self._app = app
        self._unread: list[str] = []
        self._number = 0

    @property
    def has_unread(self) -> bool:
        """Whether something that stays was said since the last key or click."""
        return bool(self._unread)

    def say(self, sentence: str, severity: Severity, *, stays: bool) -> None:
        """Show the sentence; what went well is shown behind what nobody has read yet."""
        if stays:
            self._unread.append(sentence)
        elif severity == "done" and self._unread:
            sentence, severity = f"{' · '.join(self._unread)} · ✓ {sentence}", "refused"
        self._number += 1
        self._app.flashed = Flash(sentence, severity, self._number)
        self._let_fade(self._number)

    def have_been_read(self) -> None:
        """Somebody is at the keys."""
        if self._unread and self._app.flashed is not None:
            self._let_fade(self._app.flashed.number)
        self._unread.clear()

    def _let_fade(self, number: int) -> None:
        self._app.set_timer(FLASH_SECONDS, lambda: self._fade(number))

    def _fade(self, number: int) -> None:
        shown = self._app.flashed
        is_newest = shown is not None and shown.number == number
        if is_newest and not self._unread and not self._app.outgoing.is_busy:
            self._app.flashed = None
