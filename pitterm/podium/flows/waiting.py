"""Looking through what waits on this terminal, and taking off what was refused."""

from typing import TYPE_CHECKING

from pitterm.outbox.entries import Kept
from pitterm.outbox.faults import NotKept
from pitterm.podium.dialogs.reason import Reason
from pitterm.podium.dialogs.waiting_list import WaitingList
from pitterm.podium.widgets.cells import moment_of
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium

_NOT_YET = "It is sent when the database answers; undo it then with {undo-buy-in}."


async def waiting_entries(app: "Podium") -> None:
    """List the entries until their author leaves the list."""
    complaint = ""
    while app.house is not None:
        waiting = app.waiting
        mine = {entry.key: entry for entry in waiting.mine}
        sentences = [each for each in (waiting.others_words(), *waiting.unreadable) if each]
        if not mine and not sentences:
            app.flash("Nothing waits on this terminal.", severity="notice")
            return
        moment = moment_of(waiting.clock.read().occurred_at, app.house)
        listed = WaitingList(tuple(mine.values()), moment, sentences, complaint)
        entry = mine.get(await app.push_screen_wait(listed) or "")
        if entry is None:
            return
        complaint = (
            app.commands.worded(_NOT_YET) if entry.is_waiting else await _take_off(app, entry)
        )


async def _take_off(app: "Podium", entry: Kept) -> str:
    """Ask why and dismiss it; what to complain of."""
    words = app.waiting.sender.words(entry)
    question = f"Take {words} off the list?"
    sentence = f"It is in no book. {harmless(entry.refusal or '')}"
    reason = await app.push_screen_wait(Reason(question, sentence, question=question))
    if reason is None:
        return ""
    try:
        with app.conversations.keeping("it is taken off the list all the same"):
            await app.waiting.dismiss(entry, reason)
    except NotKept as error:
        return f"It could not be taken off: {error.why}."
    app.flash(f"{words} is off the list; it was never logged.", severity="notice")
    return ""
