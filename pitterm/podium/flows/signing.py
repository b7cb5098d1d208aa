"""A second person's own signature at this podium."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
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
from pitterm.domain.slips import Slip
from pitterm.podium.dialogs.chip_count import TITLES
from pitterm.podium.dialogs.sheet import Figures
from pitterm.podium.dialogs.signature import Signature, Signer
from pitterm.podium.flows.sitting import Intent, Sitting
from pitterm.podium.slip_words import chip_figures
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.repository.requests import Committed, Request

R = TypeVar("R")


async def sign_as(
    sitting: Sitting,
    title: str,
    sentence: str,
    figures: Figures,
    request_for: "Callable[[str], Request]",
    kind: type[R],
    done: "Callable[[Committed], str]",
    *,
    leave_words: str = "back",
) -> R | None:
    """Let somebody else take this step over their own login, until it is done or left.

    `request_for` makes the request from its key.
    """
    from pitterm.repository.credentials import Credentials

    app, intent, login = sitting.app, Intent(sitting.app), ""
    while True:
        dialog = Signature(
            title,
            sentence,
            figures,
            login=login,
            leave_words=leave_words,
            complaint=intent.complaint,
        )
        signer: Signer | None = await app.push_screen_wait(dialog)
        if signer is None:
            return None
        login = signer.login
        credentials = Credentials(app.conninfo, signer.login, signer.password)
        del signer
        signed = await intent.send(request_for(intent.key), kind, done, signer=credentials)
        if signed is not None:
            return signed


async def offer_signature(
    sitting: Sitting,
    record_kind: RecordKind,
    record_id: UUID,
    named_id: UUID,
    what: str,
    figures: Figures,
) -> bool:
    """Let the person named sign a record on the spot; left, they stay named only."""
    named = next((each for each in sitting.house.staff if each.id == named_id), None)
    name = harmless(named.name) if named else "the second person"
    signed = await sign_as(
        sitting,
        f"{name} signs {what}",
        f"{name} signs with their own login; left out, they are named only.",
        figures,
        lambda key: SignRecord(record_kind=record_kind, record_id=record_id, key=key),
        CustodySignature,
        lambda _: f"{name} signed {what}",
        leave_words="named only",
    )
    return signed is not None


async def sign_count(sitting: Sitting, table: TableView, count: InventorySnapshot) -> bool:
    """Offer the signature under a count; a count by one person needs none."""
    if count.counted_with_staff_id is None:
        return True
    return await offer_signature(
        sitting,
        RecordKind.COUNT,
        count.id,
        count.counted_with_staff_id,
        f"the {TITLES[count.snapshot_type].lower()} of {harmless(table.label)}",
        [*chip_figures(count.chipset), ("counted", money.show(count.total_cents))],
    )


async def sign_drop(sitting: Sitting, table: TableView, drop: DropEvent) -> bool:
    """Offer the witness's signature under a drop record."""
    return await offer_signature(
        sitting,
        RecordKind.DROP,
        drop.id,
        drop.witnessed_by_staff_id,
        f"the drop box of {harmless(table.label)}",
        [("drop box", drop.drop_box_id), ("seal", drop.seal_no)],
    )


async def sign_void(sitting: Sitting, slip: Slip) -> bool:
    """Offer the witness's signature under a voided slip."""
    if slip.void_witnessed_by_staff_id is None:
        return True
    return await offer_signature(
        sitting,
        RecordKind.SLIP_VOID,
        slip.id,
        slip.void_witnessed_by_staff_id,
        f"the void of {harmless(slip.slip_label or slip.kind)}",
        [*chip_figures(slip.chipset), ("amount", money.show(slip.amount_cents))],
    )
