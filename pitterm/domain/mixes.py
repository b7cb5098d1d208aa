"""The house's usual mixes: an amount in chips, as near to the mix's shares as the chips allow."""

import heapq
import math
from collections.abc import Iterable, Mapping

from pitterm.domain.chips import fault, total_cents


def spread(
    amount_cents: int, shares: Mapping[int, int], denominations: Iterable[int]
) -> dict[int, int] | None:
    """Chips worth exactly the amount; None when no chipset that can be recorded is worth it.

    The shares are percents by denomination; those of chips the table lacks go to the others.
    """
    falling = sorted(set(denominations), reverse=True)
    if amount_cents < 1 or not falling:
        return None
    smallest = falling[-1]
    odd = _odd_chips(amount_cents, falling)
    if odd is None:
        return None
    counts = dict.fromkeys(falling, 0) | odd
    even_cents = amount_cents - total_cents(odd)

    # In steps that the smallest chip fills too, what is left can always be made of it.
    steps = {chip: math.lcm(chip, smallest) for chip in falling}
    mixed = [chip for chip in falling if shares.get(chip, 0) > 0]
    whole = sum(shares[chip] for chip in mixed)
    left_cents = even_cents
    for chip in mixed:
        times = even_cents * shares[chip] // whole // steps[chip]
        counts[chip] += times * steps[chip] // chip
        left_cents -= times * steps[chip]
    for chip in [*mixed, *(chip for chip in falling if chip not in mixed)]:
        times, left_cents = divmod(left_cents, steps[chip])
        counts[chip] += times * steps[chip] // chip

    chipset = {chip: count for chip, count in counts.items() if count}
    return chipset if fault(chipset) is None else None


def _odd_chips(amount_cents: int, falling: list[int]) -> dict[int, int] | None:
    """The least chips after which the smallest denomination makes the rest: $2.50 of $3.50 in $1.

    None when there are none: the amount is not to be had in these denominations.
    """
    *others, smallest = falling
    if amount_cents % math.gcd(*falling):
        return None
    reached: dict[int, tuple[int, int]] = {}
    waiting = [(0, 0)]
    while waiting:
        cents, chip = heapq.heappop(waiting)
        if cents % smallest in reached:
            continue
        reached[cents % smallest] = (cents, chip)
        if (amount_cents - cents) % smallest == 0:
            return _retraced(cents, reached, smallest)
        for other in others:
            if cents + other <= amount_cents:
                heapq.heappush(waiting, (cents + other, other))
    return None


def _retraced(cents: int, reached: Mapping[int, tuple[int, int]], smallest: int) -> dict[int, int]:
    chips: dict[int, int] = {}
    while cents:
        _, chip = reached[cents % smallest]
        chips[chip] = chips.get(chip, 0) + 1
        cents -= chip
    return chips
