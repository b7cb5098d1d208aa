"""The keys of screens beside the board; Enter, arrows and escape are the same on all of them."""

from pitterm.domain.slip_steps import SlipStep
from pitterm.podium.commands import COMMANDS, Command
from pitterm.podium.dialog_commands import DIALOG_COMMANDS
from pitterm.podium.key_places import Place

_IN_SLIPS = "Slips in flight: "
_IN_DETAIL = "Table's detail: "
_ON_SHIFT = "Shift screen: "
_ON_SHEET = "Sign-off: "
_HANDED_OVER = "; the capital: somebody else signs here."

STEPS: dict[SlipStep, str] = {
    SlipStep.ISSUE: "issue-slip",
    SlipStep.CARRY: "carry-slip",
    SlipStep.VERIFY: "verify-slip",
    SlipStep.DEPOSIT: "deposit-slip",
    SlipStep.WITHDRAW: "withdraw-slip",
    SlipStep.VOID: "void-slip",
}
"""The command of each step, in the order of the last line."""
_STEP_KEYS = {
    SlipStep.ISSUE: ("i", "the cage issues it"),
    SlipStep.CARRY: ("k", "the runner carries it"),
    SlipStep.VERIFY: ("v", "whoever receives the chips verifies it"),
    SlipStep.DEPOSIT: ("d", "it goes into the drop box"),
    SlipStep.WITHDRAW: ("w", "the request is taken back"),
    SlipStep.VOID: ("z", "it is void"),
}

SCREEN_COMMANDS = (
    *(
        Command(
            STEPS[step],
            (_STEP_KEYS[step][0],),
            f"{step.capitalize()} the slip",
            f"{_IN_SLIPS}{_STEP_KEYS[step][1]}{_HANDED_OVER}",
            place=Place.SLIPS,
        )
        for step in STEPS
    ),
    Command(
        "acknowledge-alert",
        ("k",),
        "Acknowledge",
        "Alerts: acknowledge the selected one with a note, as Enter does.",
        place=Place.ALERTS,
    ),
    Command(
        "release-box",
        ("r",),
        "Release the box",
        "Boxes to count: release what two people found.",
        place=Place.BOXES,
    ),
    Command(
        "void-record",
        ("w",),
        "Void a record",
        f"{_IN_DETAIL}void the selected count or drop record and enter it again.",
        place=Place.DETAIL,
    ),
    Command(
        "reverse-entry",
        ("u",),
        "Reverse an entry",
        f"{_IN_DETAIL}reverse the selected entry, with a reason.",
        place=Place.DETAIL,
    ),
    Command(
        "make-final",
        ("z",),
        "Make final",
        f"{_IN_DETAIL}make the figures of the session final.",
        place=Place.DETAIL,
    ),
    Command(
        "previous-period",
        ("[",),
        "Previous period",
        f"{_ON_SHIFT}show the period before it, as ← does.",
        place=Place.SHIFT,
    ),
    Command(
        "next-period",
        ("]",),
        "Next period",
        f"{_ON_SHIFT}show the period after it, as → does.",
        place=Place.SHIFT,
    ),
    Command(
        "mark-moment",
        ("m",),
        "Checkpoint here",
        f"{_ON_SHIFT}mark this moment.",
        place=Place.SHIFT,
    ),
    Command(
        "choose-checkpoint",
        ("k",),
        "Since a checkpoint",
        f"{_ON_SHIFT}show what came since a checkpoint.",
        place=Place.SHIFT,
    ),
    Command(
        "open-sign-off",
        ("g",),
        "Sign-off",
        f"{_ON_SHIFT}open the sheet that is signed over.",
        place=Place.SHIFT,
    ),
    Command(
        "sign-as-outgoing",
        ("s",),
        "Sign off",
        f"{_ON_SHEET}the one who goes signs.",
        place=Place.SIGN_OFF,
    ),
    Command(
        "sign-as-incoming",
        ("i",),
        "Incoming signs",
        f"{_ON_SHEET}the one who comes signs.",
        place=Place.SIGN_OFF,
    ),
    Command(
        "write-sheet",
        ("w",),
        "Write the sheet",
        f"{_ON_SHEET}write the sheet to a file.",
        place=Place.SIGN_OFF,
    ),
)
ELSEWHERE = (*DIALOG_COMMANDS, *SCREEN_COMMANDS)
"""Every command that is not the board's."""
EVERY = (*COMMANDS, *ELSEWHERE)
ALL_BY_ID = {command.id: command for command in EVERY}
"""What `[keys]` of a settings file may name."""
