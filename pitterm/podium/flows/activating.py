"""From OPEN to play: with an opening count."""

from uuid import UUID

from pitterm.domain.board import TableView
from pitterm.domain.custody import InventorySnapshot
from pitterm.domain.sessions import ActivateSession, TableSession
from pitterm.domain.staff import MOVES_SESSIONS
from pitterm.podium.dialogs.questions import activation
from pitterm.podium.flows.signing import sign_count
from pitterm.podium.flows.sitting import Intent, Sitting
from pitterm.podium.wording import harmless


async def activate(
    sitting: Sitting, table: TableView, opener: InventorySnapshot, *, follows_yes: bool
) -> None:
    """Ask whether play begins with this count, and let it."""
    app, now = sitting.app, sitting.latest(table)
    if now.session_id is None:
        return
    if app.signed_in is None or app.signed_in.role not in MOVES_SESSIONS:
        return
    expected = await sitting.expected_opener(table.id)
    question = activation(now, opener, expected, sitting.house, follows_yes=follows_yes)
    if not await app.push_screen_wait(question):
        return
    intent = Intent(app)
    if await _begin(intent, now, now.session_id, opener):
        return
    wants_signature = sitting.house.count_signature and intent.code == "missing_opening_count"
    if wants_signature and await sign_count(sitting, table, opener):
        await _begin(intent, now, now.session_id, opener)


async def _begin(
    intent: Intent, table: TableView, session_id: UUID, opener: InventorySnapshot
) -> bool:
    request = ActivateSession(
        table_session_id=session_id,
        opening_inventory_snapshot_id=opener.id,
        key=intent.key,
        expected_version=table.session_version,
    )
    said = f"{harmless(table.label)} is ACTIVE"
    return await intent.send(request, TableSession, lambda _: said) is not None
