"""Before a close: what is still on its way between the cage and the table."""

from pitterm.domain import money
from pitterm.domain.board import TableView
from pitterm.domain.errors import PitError
from pitterm.domain.slips import Slip, SlipStatus
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.flows.sitting import Sitting
from pitterm.podium.slip_words import kind_word, number_word, status_word
from pitterm.podium.wording import harmless

_SHOW = ("v", "show them", "sign, verify and deposit them first")
_GO_ON = ("k", "go on closing", "a request without a number is withdrawn by the close")


async def settle_slips(sitting: Sitting, table: TableView) -> bool:
    """Whether the close goes on; a slip with a number keeps the table from closing."""
    now = sitting.latest(table)
    if not now.slips_in_flight:
        return True
    title = f"Close {harmless(table.label)}"
    sentence = await _about(sitting, now)
    chosen = await sitting.ask(Choice(title, sentence, (_SHOW, _GO_ON)))
    if chosen == "v":
        from pitterm.podium.screens.slips import SlipsScreen

        sitting.app.push_screen(SlipsScreen(now))
    return bool(chosen == "k")


async def _about(sitting: Sitting, table: TableView) -> str:
    """The slips, line by line; their number alone where they cannot be read."""
    many = f"{table.slips_in_flight} slips are" if table.slips_in_flight > 1 else "One slip is"
    sentence = f"{many} on the way to or from {harmless(table.label)}."
    try:
        read: list[Slip] = await sitting.app.wiring.read(sitting.desk, "read_slips_in_flight")
    except PitError:
        return sentence
    slips = [slip for slip in read if slip.table_session_id == table.session_id]
    lines = [
        f"{kind_word(slip)}  {number_word(slip)}  {money.show(slip.amount_cents)}"
        f"  {status_word(slip)}"
        for slip in slips
    ]
    if any(slip.status is not SlipStatus.REQUESTED for slip in slips):
        lines.append("The table does not close before these are deposited.")
    return "\n".join((sentence, *lines))
