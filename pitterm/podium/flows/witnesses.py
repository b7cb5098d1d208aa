"""A named second person signs several records over one password."""

from collections.abc import Sequence
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
        try:
            refused = await _sign_each(app, credentials, records)
        except (LoginRefused, Unreachable) as error:
            complaint = str(error)
            continue
        if len(records) > len(refused):
            app.flash(f"{harmless(name)} signed")
            return refused
        complaint = refused[0]
    return []


async def _sign_each(
    app: "Podium", credentials: "Credentials", records: Sequence[ToSign]
) -> list[str]:
    """Sign one after the other; raises where the very first could not even be tried."""
    from pitterm.repository.keys import new_key

    refused = []
    for number, record in enumerate(records):
        app.flash(f"Signing {record.words}…", severity="notice")
        request = SignRecord(record_kind=record.kind, record_id=record.id, key=new_key())
        try:
            await app.wiring.perform_as(credentials, request, None)
        except PitError as error:
            if number == 0 and isinstance(error, (LoginRefused, Unreachable)):
                raise
            refused.append(f"{record.words}: {error}")
    return refused
