"""What one table of a round comes to, and who stands beside the round."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

from pitterm.domain.house import ShiftChange
from pitterm.domain.staff import StaffMember
from pitterm.podium.flows.signing import ToSign


class Companionship(NamedTuple):
    """The second person of the round."""

    second: StaffMember
    typed: str
    """The person as a picker's line has them."""
    shift_change: ShiftChange | None
    """The change the counts of this round stand for."""


class Done(NamedTuple):
    """The table is done, or will be once its count is signed."""

    records: tuple[ToSign, ...] = ()
    later: "Callable[[], Awaitable[Outcome]] | None" = None
    """What waits for the signature, in a house that uses no unsigned count."""


class Skipped(NamedTuple):
    """The table is not done, the round goes on."""

    reason: str
    records: tuple[ToSign, ...] = ()


class Stopped(NamedTuple):
    """The round ends here."""

    records: tuple[ToSign, ...] = ()


Outcome = Done | Skipped | Stopped
