"""How slips are written: word and glyph first, so that no colour is needed."""

from datetime import timedelta
from uuid import UUID

from pitterm.domain import money
from pitterm.domain.house import House
from pitterm.domain.slips import Slip, SlipKind, SlipStatus
from pitterm.podium.wording import harmless, show_ago

NO_NUMBER = "no number yet"

_KINDS = {SlipKind.FILL: "→ fill", SlipKind.CREDIT: "← credit"}
_STATUS = {
    SlipStatus.REQUESTED: "◔ requested",
    SlipStatus.ISSUED: "◑ issued",
    SlipStatus.VERIFIED: "◕ verified",
    SlipStatus.DEPOSITED: "● deposited",
    SlipStatus.VOID: "✕ void",
    SlipStatus.WITHDRAWN: "✕ withdrawn",
}


def kind_word(slip: Slip) -> str:
    """`→ fill` to the table, `← credit` from it."""
    return _KINDS[slip.kind]


def status_word(slip: Slip) -> str:
    """`◑ issued`."""
    return _STATUS[slip.status]


def number_word(slip: Slip) -> str:
    """`FILL-2026-000123`, which the cage draws when it issues."""
    return harmless(slip.slip_label) if slip.slip_label else NO_NUMBER


def age_word(age: timedelta, late_after: timedelta) -> str:
    """`18 min`, with a sign in front once it is late."""
    return f"▲ {show_ago(age)}" if age >= late_after else show_ago(age)


def in_flight_word(slips: int, age: timedelta | None, late_after: timedelta) -> str:
    """`2 · 18 min`: how many there are and how old the oldest is."""
    if age is None:
        return str(slips)
    late = "▲ " if age >= late_after else ""
    return f"{late}{slips} · {show_ago(age)}"


def name_of(house: House, staff_id: UUID | None) -> str:
    """A colleague's name; `—` for nobody, and for whom the house no longer lists."""
    named = next((each for each in house.staff if each.id == staff_id), None)
    return harmless(named.name) if named else "—"


def last_step(slip: Slip, house: House) -> str:
    """`issued by Kim Cage`."""
    if slip.verified_at is not None:
        return f"verified by {name_of(house, slip.verified_by_staff_id)}"
    carried = slip.carried_at
    if carried is not None and (slip.issued_at is None or carried >= slip.issued_at):
        return f"carried by {name_of(house, slip.runner_staff_id)}"
    if slip.issued_at is not None:
        return f"issued by {name_of(house, slip.issued_by_staff_id)}"
    return f"requested by {name_of(house, slip.requested_by_staff_id)}"


def runner_word(slip: Slip, house: House) -> str:
    """Who carries the chips, and whether they signed for them or are named only."""
    if slip.runner_staff_id is None:
        return "no runner yet"
    how = "signed" if slip.carried_at is not None else "named only"
    return f"{name_of(house, slip.runner_staff_id)} · {how}"


def pieces_word(cents: int, pieces: int) -> str:
    """`$1,000 · 40 pieces`: what the pieces of one denomination are worth."""
    return f"{money.show(cents * pieces)} · {pieces:,} {'piece' if pieces == 1 else 'pieces'}"


def chip_figures(chipset: dict[int, int]) -> list[tuple[str, str]]:
    """Every denomination of which there are pieces, the largest first."""
    return [
        (money.show(cents), pieces_word(cents, pieces))
        for cents, pieces in sorted(chipset.items(), reverse=True)
        if pieces
    ]
