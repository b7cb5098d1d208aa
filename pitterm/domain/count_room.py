"""The count room's rules: what a box waits for, and who may do it."""

from pitterm.domain.custody import BoxToCount
from pitterm.domain.staff import ENTERS_DROP_COUNTS, RELEASES_DROP_COUNTS, Role

PEOPLE = 2
"""How many count a box, blind to each other."""


def why_not_see_boxes(role: Role) -> str | None:
    """Why this role is not shown the boxes; None when it is."""
    if role in RELEASES_DROP_COUNTS:
        return None
    return "The boxes are the count team's and the auditor's; the pit sees a drop once released."


def standing(box: BoxToCount) -> str:
    """How far a box is counted, glyph first."""
    if box.entries >= PEOPLE:
        return "● two agree · to release"
    if is_begun_again(box):
        return f"▲ differed: count again (round {box.round})"
    later = f" · round {box.round}" if box.round > 1 else ""
    own = ", yours" if box.i_entered else ""
    return f"{'◐' if box.entries else '○'} {box.entries} of {PEOPLE} counted{own}{later}"


def is_begun_again(box: BoxToCount) -> bool:
    """Whether two entries differed and nobody has counted it since."""
    return box.entries == 0 and box.round > 1


def why_not_enter(box: BoxToCount | None, role: Role) -> str | None:
    """Why this role may not enter an amount for the box; None when it may."""
    if role not in ENTERS_DROP_COUNTS:
        return "Only the count team enters what was found."
    if box is None:
        return "No box is selected."
    if box.entries >= PEOPLE:
        return "Two people found the same; the box waits for its release."
    return "Your entry stands; somebody else counts it now." if box.i_entered else None


def why_not_release(box: BoxToCount | None, role: Role) -> str | None:
    """Why this role may not release the box; None when it may."""
    if role not in RELEASES_DROP_COUNTS:
        return "The count team or the auditor releases a counted drop."
    if box is None:
        return "No box is selected."
    if box.entries < PEOPLE:
        return f"Two people count a box; {box.entries or 'nobody'} has in this round."
    return "Whoever entered an amount releases nothing; ask a colleague." if box.i_entered else None
