"""The count room: entering what was found, and releasing what two found alike."""

from typing import TYPE_CHECKING

from pitterm.domain.custody import BoxToCount, DropCount, DropCountEntry, ReleaseDropCount
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.dialogs.found import Found, box_figures
from pitterm.podium.flows.sitting import Intent
from pitterm.podium.wording import harmless

if TYPE_CHECKING:
    from pitterm.podium.app import Podium


async def enter_found(app: "Podium", box: BoxToCount) -> None:
    """Enter an amount for a box; what was typed comes back until it is recorded or dropped."""
    intent = Intent(app)
    said = f"Your entry for box {harmless(box.drop_box_id)} is in the books"
    typed: Typed = {}
    while True:
        dialog = Found(box, key=intent.key, typed=typed, complaint=intent.complaint)
        request = await app.push_screen_wait(dialog)
        if request is None:
            return
        if await intent.send(request, DropCountEntry, lambda _: said):
            return
        typed = dialog.typed


async def release(app: "Podium", box: BoxToCount) -> None:
    """Release what two people found alike, after a yes."""
    question = Confirm(
        f"Release the count of box {harmless(box.drop_box_id)}?",
        "Two people found the same; from now on it counts in the figures.",
        box_figures(box),
    )
    if not await app.push_screen_wait(question):
        return
    intent = Intent(app)
    request = ReleaseDropCount(drop_event_id=box.id, key=intent.key)
    said = f"Box {harmless(box.drop_box_id)} is released"
    await intent.send(request, DropCount, lambda _: said)
