"""Chips by denomination: a table's tray and what a player has in front of them."""

from collections.abc import Mapping, Sequence

_SMALLEST_FIRST_SHARES = (2, 3, 10, 25, 30, 20, 10)
"""Percent of a tray's value by denomination; the smallest chip first."""
_FULL_OF_ONE = 600
"""Chips of one denomination that a tray has room for when it is laid out."""


class Rack:
    """Chips of one chip set; its worth changes only by what is given, taken or exchanged."""

    def __init__(self, denominations: Sequence[int], counts: Sequence[int] = ()) -> None:
        self.denominations = tuple(sorted(denominations, reverse=True))
        self.counts = list(counts) or [0] * len(self.denominations)
        self._in_play = _divisors(self.denominations)

    @classmethod
    def holding(cls, chipset: Mapping[int, int], denominations: Sequence[int] = ()) -> "Rack":
        """A rack with these chips in it."""
        known = tuple(sorted({*chipset, *denominations}, reverse=True))
        return cls(known, [chipset.get(cents, 0) for cents in known])

    @classmethod
    def laid_out(cls, denominations: Sequence[int], total_cents: int) -> "Rack":
        """A tray of this worth, mixed as a house mixes it; what does not divide stays out."""
        rack = cls(denominations)
        left = total_cents
        for place in range(len(rack.counts) - 1, -1, -1):
            cents = rack.denominations[place]
            share = _SMALLEST_FIRST_SHARES[min(len(rack.counts) - 1 - place, 6)]
            rack.counts[place] = min(
                total_cents * share // 100 // cents, _FULL_OF_ONE, left // cents
            )
            left -= rack.counts[place] * cents
        for place, cents in enumerate(rack.denominations):
            rack.counts[place] += left // cents
            left %= cents
        return rack

    @classmethod
    def worth(cls, denominations: Sequence[int], total_cents: int) -> "Rack":
        """The fewest chips of this worth, which the smallest chip in play divides."""
        rack = cls(denominations)
        left = total_cents
        for place in rack._in_play:
            rack.counts[place], left = divmod(left, rack.denominations[place])
        if left:
            raise ValueError(f"{left} cents cannot be paid in these chips")
        return rack

    @property
    def playable_cents(self) -> int:
        """What can be paid out of it."""
        return sum(self.denominations[place] * self.counts[place] for place in self._in_play)

    @property
    def smallest_cents(self) -> int:
        """The chip every amount at the table is a multiple of."""
        return self.denominations[self._in_play[-1]]

    @property
    def total_cents(self) -> int:
        """What the chips are worth."""
        return sum(c * n for c, n in zip(self.denominations, self.counts, strict=True))

    def chipset(self) -> dict[int, int]:
        """Every denomination with its count, zeros included, as a count is recorded."""
        return dict(zip(self.denominations, self.counts, strict=True))

    def put(self, chipset: Mapping[int, int]) -> None:
        """Add chips."""
        for cents, count in chipset.items():
            self.counts[self.denominations.index(cents)] += count

    def take(self, chipset: Mapping[int, int]) -> None:
        """Remove chips that are there."""
        for cents, count in chipset.items():
            place = self.denominations.index(cents)
            if self.counts[place] < count:
                raise ValueError(f"{self.counts[place]} chips of {cents}, not {count}")
            self.counts[place] -= count

    def pay(self, other: "Rack", cents: int, *, largest: int | None = None) -> None:
        """Move chips of this worth; where the exact chips are missing, change comes back.

        `largest` is the denomination to begin with. Racks of one chip set only.
        """
        left = self._hand_over(other, cents, largest)
        if left and largest is not None:
            left = self._hand_over(other, left, None)
        while left:
            left = self._pay_with_change(other, left)

    def give_all(self, other: "Rack") -> int:
        """Push every chip across, and say what they were worth."""
        total = self.total_cents
        for place, count in enumerate(self.counts):
            other.counts[place] += count
            self.counts[place] = 0
        return total

    def _hand_over(self, other: "Rack", left: int, largest: int | None) -> int:
        for place in self._in_play:
            cents = self.denominations[place]
            if cents > left or (largest is not None and cents > largest):
                continue
            count = min(left // cents, self.counts[place])
            self.counts[place] -= count
            other.counts[place] += count
            left -= count * cents
        return left

    def _pay_with_change(self, other: "Rack", left: int) -> int:
        """Break a larger chip: the other side gives change, or the next table does, at par."""
        larger = [
            each for each in self._in_play if self.denominations[each] > left and self.counts[each]
        ]
        if not larger:
            raise ValueError(f"{left} cents cannot be paid from the rack")
        place = larger[-1]
        own, others = list(self.counts), list(other.counts)
        self.counts[place] -= 1
        other.counts[place] += 1
        if other._hand_over(self, self.denominations[place] - left, None) == 0:
            return 0
        self.counts, other.counts = own, others
        below = self._in_play[self._in_play.index(place) + 1]
        self.counts[place] -= 1
        self.counts[below] += self.denominations[place] // self.denominations[below]
        return self._hand_over(other, left, None)


def _divisors(denominations: Sequence[int]) -> tuple[int, ...]:
    """Places whose chip divides every larger one in play: with $2.50 chips, $1 chips lie still."""
    places = [0]
    for place, cents in enumerate(denominations):
        if denominations[places[-1]] % cents == 0 and place:
            places.append(place)
    return tuple(places)
