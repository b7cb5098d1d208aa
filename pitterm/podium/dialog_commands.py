"""The keys of the dialogs; digits, Enter and escape are the same in all of them."""

from enum import StrEnum

from pitterm.podium.commands import Command


class Place(StrEnum):
    """Where a key that is not the board's is pressed, which decides what it may clash with."""

    QUESTION = "question"
    CLOSE = "close dialog"
    CHIPS = "chip form"
    """Where pieces and amounts are typed."""
    ANY = "dialog"
    """In every one, whatever is typed there."""
    ALERTS = "alerts"
    BOXES = "boxes to count"
    DETAIL = "table's detail"
    SHIFT = "shift screen"
    SIGN_OFF = "sign-off"
    SLIPS = "slips"

    @property
    def is_screen(self) -> bool:
        """Whether it is a screen beside the board, which has no line to type in."""
        return self in _SCREENS


_SCREENS = {Place.ALERTS, Place.BOXES, Place.DETAIL, Place.SHIFT, Place.SIGN_OFF, Place.SLIPS}


DIALOG_COMMANDS = (
    Command(
        "answer-yes",
        ("y", "Y"),
        "Yes",
        "In a question: yes, once every key was let go. Enter and {answer-no} are no.",
        place=Place.QUESTION,
    ),
    Command("answer-no", ("n", "N"), "No", "In a question: no.", place=Place.QUESTION),
    Command(
        "take-count",
        ("n",),
        "Closing count now",
        "While closing a table, in its lists: take a closing count and come back.",
        place=Place.CLOSE,
    ),
    Command(
        "record-drop",
        ("d",),
        "Drop box now",
        "While closing a table, in its lists: record a drop box and come back.",
        place=Place.CLOSE,
    ),
    Command(
        "as-expected",
        ("=",),
        "As expected",
        "Where chips are typed: the row, or the whole tray, is as expected; up to par.",
        place=Place.CHIPS,
    ),
    Command(
        "change-time",
        ("ctrl+t",),
        "Time of the form",
        "While entering from paper: change when it happened, or the form's number.",
        place=Place.ANY,
    ),
)
