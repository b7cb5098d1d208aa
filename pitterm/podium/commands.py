"""Everything a key does at the podium, declared once; bindings, footer, palette and help follow."""

from dataclasses import dataclass

from pitterm.domain.actions import Action
from pitterm.podium.key_places import Place

JUMP = "jump-to-spot"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the podium does for a key."""

    id: str
    keys: tuple[str, ...]
    """Empty where the command is found by its name alone, in the palette."""
    title: str
    help: str
    """A sentence; `{count-chips}` in it stands for that command's key."""
    footer: str = ""
    """The word in the footer; empty keeps it out."""
    action: Action | None = None
    """The rule of the house that greys the key."""
    everywhere: tuple[str, ...] = ()
    """Keys that work in every dialog too, whatever is typed there."""
    place: Place | None = None
    """The kind of dialog or the screen it belongs to; None for a command of the board."""
    without_key: str = "ctrl+p"
    """What is shown of a command that has no key: the palette's."""

    @property
    def is_about_table(self) -> bool:
        """Whether it is done to the selected table, so that the table's panel lists it."""
        return self.action is not None and self.action is not Action.PAPER

    @property
    def writes(self) -> bool:
        """Whether it changes anything, so that it is grey while the server is away."""
        return self.action is not None

    @property
    def shown_keys(self) -> str:
        """The keys as the footer, the help and the README print them."""
        if self.id == JUMP:
            return "0–9"
        return " ".join((*self.keys, *self.everywhere)) or self.without_key


COMMANDS = (
    Command(
        Action.OPEN,
        ("o",),
        "Open table",
        "Open the table, or put its opening count into play.",
        "open",
        Action.OPEN,
    ),
    Command(
        Action.RUNDOWN,
        ("r",),
        "Rundown, and back",
        "Begin the closing procedures, or take them back with a reason.",
        "rundown",
        Action.RUNDOWN,
    ),
    Command(
        Action.CLOSE,
        ("c",),
        "Close table",
        "Rundown, closing count, drop box and signature; before the opening count: cancel.",
        "close",
        Action.CLOSE,
    ),
    Command(
        Action.BUY_IN,
        ("b",),
        "Log unrated buy-in",
        "Open the quick bar; one more key logs the amount.",
        "buy-in",
        Action.BUY_IN,
    ),
    Command(
        Action.UNDO,
        ("u",),
        "Undo my last entry",
        "Reverse an own fresh entry at once; any other is named and asked for.",
        "undo",
        Action.UNDO,
    ),
    Command(
        Action.COUNT,
        ("n",),
        "Count chips",
        "Count the tray: opening, spot, shift change or closing follows from the table's state.",
        "count",
        Action.COUNT,
    ),
    Command(
        Action.DROP,
        ("d",),
        "Drop box",
        "Record a drop box taken out, with its seal and witness.",
        "drop",
        Action.DROP,
    ),
    Command(
        Action.FILL,
        ("f",),
        "Request fill",
        "Ask the cage for chips, by denomination, by amount and mix, or up to par.",
        "fill",
        Action.FILL,
    ),
    Command(
        Action.CREDIT,
        ("t",),
        "Request credit",
        "Count chips out for the cage.",
        "credit",
        Action.CREDIT,
    ),
    Command(
        "slips",
        ("v",),
        "Slips in flight",
        "Fills and credits on their way: issue, carry, verify, deposit, withdraw, void.",
        "slips",
    ),
    Command(
        "alerts",
        ("a",),
        "Alerts",
        "Every alert of the casino, custody first; who saw it, and acknowledging it.",
        "alerts",
    ),
    Command(
        Action.RATED,
        ("B",),
        "Log rated buy-in (manual)",
        "Log by hand a buy-in of one of the table's open rating slips.",
        action=Action.RATED,
    ),
    Command(
        "table-detail",
        ("enter",),
        "Table detail",
        "Sessions, counts, slips, entries and corrections of the table, with who and when.",
        "detail",
    ),
    Command(
        "shift",
        ("f2",),
        "Shift screen",
        "The shift's numbers by casino, pit and table, beside earlier shifts; sign-off.",
        "shift",
    ),
    Command(
        "checkpoint",
        ("m",),
        "Checkpoint",
        "Mark this moment; the shift screen shows what came since.",
    ),
    Command(
        "report",
        (),
        "Write a report",
        "Write the numbers of a shift or gaming day into a file: text, CSV or JSON.",
    ),
    Command(
        Action.PAPER,
        ("P",),
        "Enter from paper",
        "Enter what happened while the system was away, each with its own time; again: back to"
        " live.",
        action=Action.PAPER,
    ),
    Command(
        "waiting",
        (),
        "Entries waiting here",
        "Buy-ins kept on this terminal until the database answers, and those it refused.",
    ),
    Command(
        "boxes",
        ("e",),
        "Boxes to count",
        "Drop boxes whose count is not released: enter what was found, or release it.",
    ),
    Command(
        "mark-table",
        ("space",),
        "Mark table",
        "Mark the table for a round; {open-table}, {count-chips} and {drop-box} walk the marked.",
    ),
    Command(
        "mark-pit", ("p",), "Mark pit", "Mark all tables of the pit for a round, or unmark them."
    ),
    Command("filter", ("/",), "Filter", "Show only the tables that match what is typed."),
    Command("sort", ("s",), "Sort", "Sort by spot, status, est. drop or oldest count."),
    Command(
        JUMP,
        tuple("1234567890"),
        "Jump to spot",
        "Select a spot of this pit; a second digit within 0.6 s makes 12.",
        "spot",
    ),
    Command("row-down", ("down",), "Row down", "Select the table below."),
    Command("row-up", ("up",), "Row up", "Select the table above."),
    Command("page-down", ("pagedown",), "Page down", "Go a page of tables down."),
    Command("page-up", ("pageup",), "Page up", "Go a page of tables up."),
    Command("first-row", ("home",), "First row", "Select the first table of the list."),
    Command("last-row", ("end",), "Last row", "Select the last table of the list."),
    Command("previous-pit", ("[",), "Previous pit", "Show the pit before this one.", "pit"),
    Command("next-pit", ("]",), "Next pit", "Show the next pit; after the last come all.", "pit"),
    Command(
        "lock",
        ("x",),
        "Lock",
        "Hide the pit until somebody signs in; what is half typed waits.",
        "lock",
        everywhere=("ctrl+l",),
    ),
    Command(
        "copy",
        ("ctrl+y",),
        "Copy the row",
        "Copy the selected row for another program, where the settings allow it.",
    ),
    Command(
        "save-list",
        ("ctrl+e",),
        "Save this list",
        "Write what this screen lists, as filtered and sorted, into a CSV or text file.",
    ),
    Command(
        "screenshot",
        (),
        "Save a screenshot",
        "Write a picture of the board into an SVG file, where the settings allow it.",
    ),
    Command("theme-dark", (), "Theme: dark", "The house's dark colours, kept on this terminal."),
    Command("theme-light", (), "Theme: light", "The house's light colours, kept here too."),
    Command(
        "theme-terminal",
        (),
        "Theme: 16 colours",
        "Colours as this terminal is set up, kept here too.",
    ),
    Command(
        "back",
        ("escape",),
        "Back",
        "One step back; clears the filter. What was sent is not taken back.",
    ),
    Command("help", ("?",), "Help", "All keys and what the signs mean.", "help"),
    Command("palette", ("ctrl+p",), "Commands", "Find a command by its name."),
    Command("quit", ("q",), "Quit", "Leave pitterm; it asks first.", "quit"),
)
BY_ID = {command.id: command for command in COMMANDS}
