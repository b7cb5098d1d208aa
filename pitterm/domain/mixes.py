"""Chip mixes: an amount as the pieces a house usually brings for it."""

from collections.abc import Mapping, Sequence


def spread(
    amount_cents: int, shares: Mapping[int, int], denominations: Sequence[int]
) -> dict[int, int] | None:
    """Pieces worth exactly this amount, close to the shares (percent by denomination in cents).

    None where the table's denominations cannot make the amount.
    """
    on_hand = sorted(set(denominations), reverse=True)
    pieces = {cents: amount_cents * shares.get(cents, 0) // 100 // cents for cents in on_hand}
    rest = amount_cents - sum(cents * count for cents, count in pieces.items())
    for chosen in ([cents for cents in on_hand if shares.get(cents)], on_hand):
        repair = _exactly(rest, chosen)
        if repair is not None:
            return {cents: pieces[cents] + repair.get(cents, 0) for cents in on_hand}
    return _exactly(amount_cents, on_hand)


_TRIES = 20


def _exactly(amount_cents: int, denominations: Sequence[int]) -> dict[int, int] | None:
    """Pieces worth exactly this, the largest first."""
    if not denominations:
        return None if amount_cents else {}
    cents, *smaller = denominations
    most = amount_cents // cents
    for count in range(most, max(-1, most - _TRIES), -1):
        rest = _exactly(amount_cents - count * cents, smaller)
        if rest is not None:
            return {cents: count, **rest}
    return None
