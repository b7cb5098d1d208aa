"""When something on paper happened: asked before the entry, and again for each step of it."""

from typing import TYPE_CHECKING

from pitterm.domain.paper import OnPaper
from pitterm.podium.dialogs.paper_time import PaperTime
from pitterm.podium.dialogs.time_line import HouseClock
from pitterm.podium.paper.late import Late
from pitterm.podium.wording import zone

if TYPE_CHECKING:
    from pitterm.podium.app import Podium


def clock_of(app: "Podium") -> HouseClock | None:
    """The house's clock at this moment; None where nobody is at work."""
    now = app.picture.now()
    return HouseClock(zone(app.house.time_zone), now) if app.house and now else None


async def ask_when(
    app: "Podium",
    title: str,
    begins_with: OnPaper,
    *,
    submit_words: str = "Go on",
    complaint: str = "",
) -> Late | None:
    """The paper behind the next entry; None when its author leaves."""
    clock = clock_of(app)
    if clock is None:
        return None
    dialog = PaperTime.of(begins_with, clock, title, submit_words, complaint)
    paper: OnPaper | None = await app.push_screen_wait(dialog)
    if paper is None:
        return None
    app.catch_up.note(paper)
    return Late(paper, clock.zone, clock.now)
