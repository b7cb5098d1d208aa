"""Opening a table, and what has to be counted for it."""

from typing import TYPE_CHECKING

from pitterm.domain.board import TableView
from pitterm.domain.custody import CountType, InventorySnapshot
from pitterm.domain.sessions import OpenTable, SessionStatus, TableSession
from pitterm.podium.dialogs import questions
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.flows.activating import activate
from pitterm.podium.flows.counting import take_count
from pitterm.podium.flows.signing import sign_count
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.paper.late import Late
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.repository.requests import Committed

_OWED = (
    ("w", "take the owed count", "it becomes the last session's closer"),
    ("o", "take an opening count", "with a note; what the last session won stays unknown"),
)


async def open_table(app: "Podium", table: TableView, late: Late | None = None) -> None:
    """Open a table, or count an OPEN one and let play begin."""
    sitting = Sitting(app, late)
    if table.session_status is SessionStatus.OPEN:
        await _put_into_play(sitting, table)
    elif await _is_count_settled(sitting, table):
        await _open(sitting, table)


async def _open(sitting: Sitting, table: TableView) -> None:
    expected = await sitting.expected_opener(table.id)
    unused = await sitting.unused_opening_count(table.id)
    intent = sitting.intent()
    while True:
        question = questions.opening(sitting.latest(table), expected, unused, sitting.house)
        if not await sitting.ask(question):
            return
        request = OpenTable(gaming_table_id=table.id, key=intent.key)
        opened = await intent.send(
            request, TableSession, lambda row: sitting.app.commands.worded(_said(table, row))
        )
        if opened or not await sitting.reads_again(intent.complaint):
            return


def _said(table: TableView, row: "Committed") -> str:
    label = harmless(table.label)
    if isinstance(row, TableSession) and row.status is SessionStatus.OPEN:
        return f"{label} is OPEN · count due: press {{open-table}} to count the tray and begin play"
    return f"{label} is ACTIVE"


async def _put_into_play(sitting: Sitting, table: TableView) -> None:
    opener = await sitting.unused_opening_count(table.id) or await _signed_now(sitting, table)
    if opener is not None:
        await activate(sitting, table, opener, follows_yes=False)
        return
    opener = await take_count(sitting, table, CountType.OPEN)
    if opener is None:
        return
    is_signed = await sign_count(sitting, table, opener)
    if is_signed or not sitting.house.count_signature:
        await activate(sitting, table, opener, follows_yes=True)


async def _signed_now(sitting: Sitting, table: TableView) -> InventorySnapshot | None:
    """An opening count that only wanted its signature, once its second person has signed."""
    if not sitting.house.count_signature:
        return None
    counted: InventorySnapshot | None = await sitting.app.wiring.read(
        sitting.desk, "read_unsigned_opening_count", table.id
    )
    if counted is None or not await sign_count(sitting, table, counted):
        return None
    return counted


async def _is_count_settled(sitting: Sitting, table: TableView) -> bool:
    """Whether no count is owed; after a drop alone the table is counted before it opens."""
    if not table.owes_count:
        return True
    unused = await sitting.unused_opening_count(table.id)
    if unused is not None and unused.note:
        return True
    label = harmless(table.label)
    chosen: str | None = await sitting.ask(
        Choice(f"{label} owes a count", "It closed by a drop alone; count before it opens.", _OWED)
    )
    if chosen is None:
        return False
    count_type = CountType.CLOSE if chosen == "w" else CountType.OPEN
    counted = await take_count(sitting, table, count_type)
    if counted is None:
        return False
    return await sign_count(sitting, table, counted) or not sitting.house.count_signature
