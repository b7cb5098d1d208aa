"""Leaving the podium from the board."""

from typing import TYPE_CHECKING

from pitterm.podium.dialogs.confirm import Confirm

if TYPE_CHECKING:
    from pitterm.podium.app import Podium


async def leave_podium(app: "Podium") -> None:
    """Leave after a yes; what is still under way is named."""
    sentence = "Somebody has to sign in again afterwards."
    if app.outgoing.is_busy:
        sentence = "Something is still being sent; pitterm waits a moment for it."
    unsent = len(app.waiting.to_send)
    if unsent:
        are = "entry waits and is" if unsent == 1 else "entries wait and are"
        sentence = f"{unsent} {are} not logged yet; you send them when you sign in here again."
    if await app.push_screen_wait(Confirm("Leave pitterm?", sentence)):
        app.exit()
