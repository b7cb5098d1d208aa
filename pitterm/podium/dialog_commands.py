"""The keys of the dialogs; digits, Enter and escape are the same in all of them."""

from pitterm.podium.commands import Command
from pitterm.podium.key_places import Place

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
