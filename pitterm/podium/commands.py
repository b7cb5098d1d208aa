"""Everything a key does at the podium, declared once; bindings, footer, palette and help follow."""

from dataclasses import dataclass

from textual.binding import Binding

from pitterm.domain.actions import Action


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the podium does for a key."""

    id: str
    keys: tuple[str, ...]
    """Empty where the command is found by its name alone, in the palette."""
    title: str
    help: str
    footer: str = ""
    """The word in the footer; empty keeps it out."""
    action: Action | None = None
    """The rule of the house that greys the key."""
    everywhere: tuple[str, ...] = ()
    """Keys that work in every dialog too, whatever is typed there."""

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
        if self.id == "jump-to-spot":
            return "0–9"
        return " ".join((*self.keys, *self.everywhere)) or BY_ID["palette"].shown_keys


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
        "Mark the table for a round; o, n and d then walk the marked ones.",
    ),
    Command(
        "mark-pit", ("p",), "Mark pit", "Mark all tables of the pit for a round, or unmark them."
    ),
    Command("filter", ("/",), "Filter", "Show only the tables that match what is typed."),
    Command("sort", ("s",), "Sort", "Sort by spot, status, est. drop or oldest count."),
    Command(
        "jump-to-spot",
        tuple("1234567890"),
        "Jump to spot",
        "Select a spot of this pit; a second digit within 0.6 s makes 12.",
        "spot",
    ),
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
    Command("back", ("escape",), "Back", "One step back, nothing done; clears the filter."),
    Command("help", ("?",), "Help", "All keys and what the signs mean.", "help"),
    Command("palette", ("ctrl+p",), "Commands", "Find a command by its name."),
    Command("quit", ("q",), "Quit", "Leave pitterm; it asks first.", "quit"),
)
BY_ID = {command.id: command for command in COMMANDS}


def board_bindings() -> list[Binding]:
    """The board's keys; the second binding of a key answers when the first is grey."""
    bindings = []
    for command in COMMANDS:
        for key in command.keys:
            deed = f"jump('{key}')" if command.id == "jump-to-spot" else f"command('{command.id}')"
            bindings.append(Binding(key, deed, command.title, id=command.id, tooltip=command.help))
            if command.action is not None:
                bindings.append(Binding(key, f"explain('{command.id}')", show=False))
    return bindings


def everywhere_bindings() -> list[Binding]:
    """The App's own keys, which no dialog and no text field holds back."""
    return [
        Binding(key, f"everywhere('{command.id}')", command.title, show=False, priority=True)
        for command in COMMANDS
        for key in command.everywhere
    ]


def help_rows() -> list[tuple[str, str, str]]:
    """Keys, title and sentence of every command, in the order they are declared."""
    return [(command.shown_keys, command.title, command.help) for command in COMMANDS]


def key_table() -> str:
    """The README's table of keys, as Markdown."""
    lines = ["| key | does |", "|---|---|"]
    for command in COMMANDS:
        keys = " ".join(f"`{key}`" for key in command.shown_keys.split())
        lines.append(f"| {keys} | **{command.title}**: {command.help} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(key_table(), end="")
