"""A named second person signs several records over one password."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from pitterm.domain.custody import RecordKind, SignRecord
from pitterm.domain.errors import LoginRefused, PitError, Unreachable
from pitterm.podium.dialogs.sheet import Figures
from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.credentials import Credentials
    from pitterm.repository.requests import Committed


class ToSign(NamedTuple):
    """A record that names a second person."""

    kind: RecordKind
    id: UUID
    words: str
    """What it is, as a report says it."""


async def witness_signs(
    app: "Podium", name: str, records: Sequence[ToSign], figures: Figures
) -> list[str]:
    """Ask this person for their password once; returns why records were not signed.

    What they do not sign goes on saying `named only`.
    """
    from pitterm.repository.credentials import Credentials

    title = f"{harmless(name)} signs"
    sentence = f"{harmless(name)} signs with their own login; left out, they are named only."
    login, complaint = "", ""
    while records:
        dialog = Signature(
            title, sentence, figures, login=login, leave_words="named only", complaint=complaint
        )
        signer = await app.push_screen_wait(dialog)
        if signer is None:
            app.flash(f"{harmless(name)} did not sign and is named only.", severity="notice")
            return []
        login = signer.login
        credentials = Credentials(app.conninfo, signer.login, signer.password)
        del signer
        refused, is_turned_away = await _sign_each(app, name, credentials, records)
        if not is_turned_away and len(refused) < len(records):
            return refused
        complaint = refused[0].partition(": ")[2]
    return []


async def _sign_each(
    app: "Podium", name: str, credentials: "Credentials", records: Sequence[ToSign]
) -> tuple[list[str], bool]:
    """Why each unsigned record was not signed, and whether nobody was let in to sign any."""
    from pitterm.repository.keys import new_key

    refused: list[str] = []
    faults: list[PitError] = []
    for record in records:
        request = SignRecord(record_kind=record.kind, record_id=record.id, key=new_key())
        said = f"{harmless(name)} signed {record.words}"
        faults.clear()
        if await app.write(request, partial(_say, said), faults.append, signer=credentials):
            continue
        fault = faults[0] if faults else Unreachable()
        refused.append(f"{record.words}: {fault}")
        if isinstance(fault, (LoginRefused, Unreachable)) and record is records[0]:
            return refused, True
    return refused, False


def _say(words: str, _row: "Committed") -> str:
    return words
