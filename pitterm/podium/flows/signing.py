"""A second person's own signature at this podium: under one record, or under several at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from uuid import UUID

from pitterm.domain import money
from pitterm.domain.board import TableView
from pitterm.domain.custody import (
    CustodySignature,
    DropEvent,
    InventorySnapshot,
    RecordKind,
    SignRecord,
)
from pitterm.domain.errors import LoginRefused, Unreachable, is_in_doubt
from pitterm.domain.slips import Slip
from pitterm.podium.dialogs.chip_count import TITLES
from pitterm.podium.dialogs.sheet import Figures
from pitterm.podium.dialogs.signature import Signature, Signer
from pitterm.podium.flows.sitting import Intent, Sitting
from pitterm.podium.slip_words import chip_figures
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.credentials import Credentials
    from pitterm.repository.requests import Committed, Request

R = TypeVar("R")


class ToSign(NamedTuple):
    """A record that names a second person."""

    kind: RecordKind
    id: UUID
    words: str
    """What it is, as a report says it."""


def credentials_of(app: "Podium", signer: Signer) -> "Credentials":
    """What the signer signs in with for this one request."""
    from pitterm.repository.credentials import Credentials

    return Credentials(app.conninfo, signer.login, signer.password)


async def sign_as(
    sitting: Sitting,
    title: str,
    sentence: str,
    figures: Figures,
    request_for: "Callable[[str], Request]",
    kind: type[R],
    done: "Callable[[Committed], str]",
) -> R | None:
    """Let somebody else take this step over their own login, until it is done or left.

    `request_for` makes the request from its key.
    """
    app, intent, login = sitting.app, Intent(sitting.app), ""
    while True:
        dialog = Signature(title, sentence, figures, login=login, complaint=intent.complaint)
        signer: Signer | None = await app.push_screen_wait(dialog)
        if signer is None:
            return None
        login, credentials = signer.login, credentials_of(app, signer)
        del signer
        signed = await intent.send(request_for(intent.key), kind, done, signer=credentials)
        if signed is not None:
            return signed


async def offer_signature(
    sitting: Sitting, named_id: UUID, records: Sequence[ToSign], figures: Figures
) -> list[str] | None:
    """Let the person named sign these records over one password; why some were not signed.

    None when they left and stay named only; while not one is signed they are asked again.
    """
    app, name = sitting.app, _name(sitting, named_id)
    what = records[0].words if len(records) == 1 else f"{len(records)} records"
    intents = [Intent(app) for _ in records]
    login, complaint = "", ""
    while True:
        dialog = Signature(
            f"{name} signs {what}",
            f"{name} signs with their own login; left out, they are named only.",
            figures,
            login=login,
            leave_words="named only",
            complaint=complaint,
        )
        signer: Signer | None = await app.push_screen_wait(dialog)
        if signer is None:
            app.flash(_unsigned(name, intents), severity="notice")
            return None
        login, credentials = signer.login, credentials_of(app, signer)
        del signer
        refused = await _sign_each(name, credentials, records, intents)
        if len(refused) < len(records):
            return refused
        complaint = intents[0].complaint


async def _sign_each(
    name: str,
    credentials: "Credentials",
    records: Sequence[ToSign],
    intents: Sequence[Intent],
) -> list[str]:
    """Why records were not signed; one password that is not right is tried once."""
    refused: list[str] = []
    for record, intent in zip(records, intents, strict=True):
        request = SignRecord(record_kind=record.kind, record_id=record.id, key=intent.key)
        said = partial(_said, f"{name} signed {record.words}")
        signed = await intent.send(request, CustodySignature, said, signer=credentials)
        if signed is None:
            refused.append(f"{record.words}: {intent.complaint}")
            if record is records[0] and isinstance(intent.fault, (LoginRefused, Unreachable)):
                return [each.words for each in records]
    return refused


def _unsigned(name: str, intents: Sequence[Intent]) -> str:
    faults = [intent.fault for intent in intents if intent.fault is not None]
    if any(map(is_in_doubt, faults)):
        return f"Whether {name} signed is not known; the table's detail shows it."
    return f"{name} did not sign and is named only."


def _said(words: str, _signature: "Committed") -> str:
    return words


def _name(sitting: Sitting, staff_id: UUID) -> str:
    named = next((each for each in sitting.house.staff if each.id == staff_id), None)
    return harmless(named.name) if named else "the second person"


async def sign_count(sitting: Sitting, table: TableView, count: InventorySnapshot) -> bool:
    """Offer the signature under a count; a count by one person needs none.

    Whoever signed on paper is named, unless this house goes on with a signed count only.
    """
    if count.counted_with_staff_id is None:
        return True
    if sitting.late is not None and not sitting.house.count_signature:
        return False
    words = f"the {TITLES[count.snapshot_type].lower()} of {harmless(table.label)}"
    record = ToSign(RecordKind.COUNT, count.id, words)
    figures = [*chip_figures(count.chipset), ("counted", money.show(count.total_cents))]
    refused = await offer_signature(sitting, count.counted_with_staff_id, [record], figures)
    return refused is not None


async def sign_drop(sitting: Sitting, table: TableView, drop: DropEvent) -> None:
    """Offer the witness's signature under a drop record; one on paper is named."""
    if sitting.late is not None:
        return
    record = ToSign(RecordKind.DROP, drop.id, f"the drop box of {harmless(table.label)}")
    figures = [("drop box", drop.drop_box_id), ("seal", drop.seal_no)]
    await offer_signature(sitting, drop.witnessed_by_staff_id, [record], figures)


async def sign_void(sitting: Sitting, slip: Slip) -> None:
    """Offer the witness's signature under a voided slip."""
    if slip.void_witnessed_by_staff_id is None:
        return
    words = f"the void of {harmless(slip.slip_label or slip.kind)}"
    record = ToSign(RecordKind.SLIP_VOID, slip.id, words)
    figures = [*chip_figures(slip.chipset), ("amount", money.show(slip.amount_cents))]
    await offer_signature(sitting, slip.void_witnessed_by_staff_id, [record], figures)
