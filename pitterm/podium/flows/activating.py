"""From OPEN to play: with an opening count."""

from pitterm.domain.board import TableView
from pitterm.domain.custody import InventorySnapshot
from pitterm.domain.sessions import ActivateSession, TableSession
from pitterm.domain.staff import MOVES_SESSIONS
from pitterm.podium.dialogs.questions import activation
from pitterm.podium.flows.sitting import Sitting
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
    intent = sitting.intent()
    while True:
        question = activation(now, opener, expected, sitting.house, follows_yes=follows_yes)
        if not await sitting.ask(question):
            return
        request = ActivateSession(
            table_session_id=now.session_id,
            opening_inventory_snapshot_id=opener.id,
            key=intent.key,
            expected_version=now.session_version,
        )
        active = await intent.send(
            request, TableSession, lambda _: f"{harmless(table.label)} is ACTIVE"
        )
        if active or not await sitting.reads_again(intent.complaint):
            return
