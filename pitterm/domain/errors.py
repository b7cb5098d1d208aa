"""Everything the pit refuses, as codes with an HTTP-like status and sentences with a next step."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One code of the catalogue: its status and what it tells a person."""

    status: int
    title: str
    next_step: str


CATALOGUE: dict[str, Refusal] = {
    "forbidden": Refusal(403, "Your role may not do this", "Ask a pit boss or your manager."),
    "same_person": Refusal(
        403, "The second person must be someone else", "Choose a colleague who took no part."
    ),
    "table_not_found": Refusal(404, "There is no such table", "Look at the board again."),
    "session_not_found": Refusal(404, "There is no such session", "Look at the board again."),
    "artifact_not_found": Refusal(
        404, "That count or drop does not belong to this table", "Choose one from the list."
    ),
    "entry_not_found": Refusal(404, "There is no such entry", "Look at the table again."),
    "slip_not_found": Refusal(404, "There is no such slip", "Look at the list again."),
    "active_session_exists": Refusal(
        409, "The table is already open", "Work with the running session."
    ),
    "idempotency_conflict": Refusal(
        409, "This entry's key was used for something else", "Enter it again."
    ),
    "already_reversed": Refusal(409, "The entry was already reversed", "Nothing is left to undo."),
    "artifact_already_used": Refusal(
        409,
        "That count or drop already closed a session",
        "Look again and take another.",
    ),
    "table_not_available": Refusal(
        409, "The table is not on the floor", "Ask for it to be put into service."
    ),
    "session_not_empty": Refusal(
        409, "Something was recorded in this session", "Run it down and close it instead."
    ),
    "no_live_session": Refusal(409, "The table has no running session", "Open the table first."),
    "slips_in_flight": Refusal(
        409, "A fill or credit is still on its way", "Verify and deposit it first."
    ),
    "already_final": Refusal(409, "The figures are final", "Tell the auditor."),
    "stale_version": Refusal(412, "The table has moved on", "Look again, then decide."),
    "invalid_state_transition": Refusal(
        422, "The table's session does not allow this now", "Look at the status again."
    ),
    "missing_closing_artifact": Refusal(
        400, "A session closes with a closing count or a drop", "Count the tray or pull the box."
    ),
    "missing_opening_count": Refusal(400, "The opening count is missing", "Count the tray first."),
    "missing_argument": Refusal(400, "Something is not filled in", "Fill it in and send again."),
    "reason_required": Refusal(400, "A reason is needed", "Say in a few words why."),
    "invalid_amount": Refusal(
        400, "That amount cannot be recorded", "Enter one above zero that an entry may carry."
    ),
    "invalid_chipset": Refusal(400, "That count cannot be recorded", "Check the denominations."),
    "invalid_linkage": Refusal(
        400, "The visit and slip do not belong to this entry", "Choose the player's open slip."
    ),
    "invalid_window": Refusal(400, "That period does not exist", "Give a start before its end."),
    "invalid_argument": Refusal(400, "One of the values is not allowed", "Correct it."),
    "notes_too_long": Refusal(400, "The note is too long", "Keep it to 1,000 characters."),
    "invalid_text": Refusal(
        400, "The text has characters that cannot be kept", "Type it again in plain letters."
    ),
}


class PitError(Exception):
    """What the pit tells a person instead of doing what was asked: a sentence and a next step."""

    def __init__(self, title: str, next_step: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.title}. {self.next_step}".strip()


class Refused(PitError):
    """The server said no; nothing was changed."""

    def __init__(self, code: str, hint: str = "") -> None:
        refusal = CATALOGUE[code]
        super().__init__(hint.rstrip(".") or refusal.title, refusal.next_step)
        self.code = code
        self.status = refusal.status


class Busy(PitError):
    """Someone else holds the row; nothing was changed, and the same key may be sent again."""

    def __init__(self) -> None:
        super().__init__("The table is busy, nothing was recorded", "Try again in a moment.")


class OutOfRoom(Busy):
    """The server's disk or memory is full; nothing was changed, and the key may be sent again."""

    def __init__(self) -> None:
        PitError.__init__(
            self, "The server has no room left, nothing was recorded", "Tell your administrator."
        )


class NotApplied(PitError):
    """The connection broke, and the server has promised that the entry can never apply."""

    def __init__(self) -> None:
        super().__init__("The connection broke and the entry was not recorded", "Enter it again.")


class OutcomeUnknown(PitError):
    """The connection broke after sending; only `rpc_resolve_command` knows what became of it."""

    def __init__(self, key: str) -> None:
        super().__init__("Not known yet whether it was recorded", "pitterm keeps asking.")
        self.key = key


class OutcomeLost(PitError):
    """Nobody here may ask any more what became of it; only the books know."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody here can learn whether it was recorded",
            "Look at the table before it is entered again.",
        )


def is_in_doubt(error: PitError) -> bool:
    """Whether what was sent may stand in the books although this came back."""
    return isinstance(error, (OutcomeUnknown, OutcomeLost, Unexpected))


class Unreachable(PitError):
    """The server does not answer; the podium tries again until it does."""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__("The database does not answer", detail or "pitterm keeps trying.")


class LoginRefused(PitError):
    """The server answered and did not let this person in."""

    def __init__(self, reason: str = "The login or password is not right") -> None:
        super().__init__(reason, "Type them again, or ask your administrator.")


class Unfit(PitError):
    """What this program was pointed at cannot be worked with; nothing was changed."""

    exit_code = 2


class OtherSchema(Unfit):
    """This program and the database's schema do not go together."""


class SharedBackend(Unfit):
    """A pooler lends one session of the server to several programs, a transaction at a time."""

    def __init__(self) -> None:
        super().__init__(
            "A pooler in transaction mode stands before the database",
            "Point pitterm at the server itself, or at a pool in session mode.",
        )


class Unexpected(PitError):
    """A fault nobody planned for; the log has the rest under the reference."""

    def __init__(self, reference: str) -> None:
        super().__init__("Something went wrong here", f"Tell support the reference {reference}.")
        self.reference = reference
