"""Where a key is pressed that is not the board's, which decides what it may clash with."""

from enum import StrEnum


class Place(StrEnum):
    """A kind of dialog or a screen, by the name it has in a sentence."""

    QUESTION = "question"
    CLOSE = "close dialog"
    CHIPS = "chip form"
    """Where pieces and amounts are typed."""
    ANY = "dialog"
    """In every one, whatever is typed there."""
    ALERTS = "list of alerts"
    BOXES = "list of boxes"
    DETAIL = "table's detail"
    SHIFT = "shift screen"
    SIGN_OFF = "sign-off"
    SLIPS = "list of slips"

    @property
    def is_screen(self) -> bool:
        """Whether it is a screen beside the board, which has no line to type in."""
        return self in SCREENS


SCREENS = {Place.ALERTS, Place.BOXES, Place.DETAIL, Place.SHIFT, Place.SIGN_OFF, Place.SLIPS}
