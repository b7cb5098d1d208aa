"""What can be wrong with the files of the outbox."""

from pathlib import Path

from pitterm.domain.errors import PitError


class NotKept(PitError):
    """The entry could not be made safe on this terminal, so it counts as never entered."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Nothing was logged: this terminal cannot keep it ({why})", "Write it on paper."
        )
        self.why = why


class Damaged(PitError):
    """A journal that does not say what was written into it; nothing of it is sent."""

    def __init__(self, path: Path, offset: int, what: str) -> None:
        super().__init__(
            f"{path} is damaged at byte {offset}: {what}; nothing in it is sent",
            "Keep the file and show it to your administrator.",
        )
        self.path = path
        self.offset = offset
