"""What every bet comes to, worked out from cards, dice and pockets and from nothing else."""

import functools
import itertools
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction

Spread = dict[int, Fraction]
"""Net to the player in hundredths of the stake, and its probability."""


def roulette_numbers(covered: int) -> Spread:
    """One unit on each of so many numbers of a wheel with 0 and 00."""
    won = Counter(3_500 - 100 * (covered - 1) if pocket < covered else 0 for pocket in range(38))
    return _shares({(net or -100 * covered): count for net, count in won.items()})


def roulette_outside(winning: int, pays: int) -> Spread:
    """A bet on 12 or 18 numbers; both zeros lose."""
    return _shares({100 * pays: winning, -100: 38 - winning})


def baccarat(*, banker: bool) -> Spread:
    """Eight decks card by card; the banker's win pays 19 to 20, a tie stands off."""
    won = baccarat_counts()
    nets = {"banker": 95, "player": -100} if banker else {"banker": -100, "player": 100}
    total = sum(won.values())
    return {
        **{nets[side]: Fraction(won[side], total) for side in nets},
        0: Fraction(won["tie"], total),
    }


@functools.cache
def baccarat_counts() -> dict[str, int]:
    """Of every order of six cards of eight decks, how many each side wins."""
    shoe = [128] + [32] * 9
    won: Counter[str] = Counter()
    for hand in itertools.product(range(10), repeat=4):
        left = list(shoe)
        ways = 1
        for card in hand:
            ways *= left[card]
            left[card] -= 1
        player, banker = (hand[0] + hand[2]) % 10, (hand[1] + hand[3]) % 10
        _draw_third_cards(player, banker, ways, left, won)
    return dict(won)


def _draw_third_cards(
    player: int, banker: int, ways: int, left: list[int], won: Counter[str]
) -> None:
    """Deal what the tableau asks for; every branch is weighed up to six cards."""
    if player >= 8 or banker >= 8:
        won[_winner(player, banker)] += ways * 412 * 411
        return
    for third in range(10) if player <= 5 else (None,):
        if third is None:
            three, remaining, drawn = ways * 412, 411, player
            taken = left
            draws = banker <= 5
        else:
            three, remaining, drawn = ways * left[third], 411, (player + third) % 10
            taken = [count - (value == third) for value, count in enumerate(left)]
            draws = _banker_draws(banker, third)
        if not draws:
            won[_winner(drawn, banker)] += three * remaining
            continue
        scale = 411 if third is None else 1
        base = ways if third is None else three
        for last in range(10):
            won[_winner(drawn, (banker + last) % 10)] += base * taken[last] * scale


def _banker_draws(banker: int, third: int) -> bool:
    highest = {3: {8}, 4: {0, 1, 8, 9}, 5: {0, 1, 2, 3, 8, 9}, 6: {0, 1, 2, 3, 4, 5, 8, 9}}
    return banker <= 2 or (banker in highest and third not in highest[banker])


def _winner(player: int, banker: int) -> str:
    if player == banker:
        return "tie"
    return "player" if player > banker else "banker"


def pass_line(odds: int) -> Spread:
    """The line with so many times odds behind it, rolled from 36 pairs of dice."""
    pays = {4: 200, 5: 150, 6: 120, 8: 120, 9: 150, 10: 200}
    rolls = Counter(a + b for a in range(1, 7) for b in range(1, 7))
    spread: defaultdict[int, Fraction] = defaultdict(Fraction)
    for roll, ways in rolls.items():
        chance = Fraction(ways, 36)
        if roll in pays:
            made = Fraction(ways, ways + rolls[7])
            spread[100 + odds * pays[roll]] += chance * made
            spread[-100 * (1 + odds)] += chance * (1 - made)
        else:
            spread[100 if roll in (7, 11) else -100] += chance
    return dict(spread)


def field() -> Spread:
    """One roll: 2 pays twice, 12 three times, 3, 4, 9, 10, 11 once."""
    pays = {2: 200, 12: 300} | dict.fromkeys((3, 4, 9, 10, 11), 100)
    rolls = (a + b for a in range(1, 7) for b in range(1, 7))
    return _shares(Counter(pays.get(roll, -100) for roll in rolls))


def blackjack() -> Spread:
    """An endless shoe: dealer hits soft 17 and peeks, double any two, split once, 3 to 2."""
    spread: defaultdict[int, float] = defaultdict(float)
    for up in range(1, 11):
        dealt = _chance(up)
        natural = {1: _chance(10), 10: _chance(1)}.get(up, 0.0)
        for first, second in itertools.product(range(1, 11), repeat=2):
            chance = dealt * _chance(first) * _chance(second)
            is_natural = {first, second} == {1, 10}
            spread[0 if is_natural else -100] += chance * natural
            if is_natural:
                spread[150] += chance * (1 - natural)
                continue
            for net, share in _best_play(up, first, second).items():
                spread[net] += chance * (1 - natural) * share
    return {net: Fraction(share) for net, share in spread.items()}


Ends = dict[tuple[int, int], float]
"""(the hand's total, 0 when it broke; its stakes) and how likely."""


def _chance(card: int) -> float:
    return (4 if card == 10 else 1) / 13


def _with(total: int, is_soft: bool, card: int) -> tuple[int, bool]:
    """A total that counts one ace as eleven while it can."""
    total, is_soft = (total + 11, True) if card == 1 and total <= 10 else (total + card, is_soft)
    return (total - 10, False) if total > 21 and is_soft else (total, is_soft)


@functools.cache
def _dealer(up: int) -> dict[int, float]:
    """What the dealer ends with, knowing that it is no natural; 0 is broken."""
    ends: defaultdict[int, float] = defaultdict(float)

    def draw(total: int, is_soft: bool, chance: float, hidden: bool) -> None:
        if not hidden and (total > 17 or (total == 17 and not is_soft)):
            ends[total if total <= 21 else 0] += chance
            return
        barred = {1: 10, 10: 1}.get(up) if hidden else None
        open_share = 1 - (_chance(barred) if barred else 0)
        for card in range(1, 11):
            if card != barred:
                draw(*_with(total, is_soft, card), chance * _chance(card) / open_share, False)

    draw(*_with(0, False, up), 1.0, True)
    return ends


def _net(total: int, stakes: int, dealer: int) -> int:
    if total == 0:
        return -100 * stakes
    return 100 * stakes * ((total > dealer) - (total < dealer))


def _worth(ends: Ends, up: int) -> float:
    return sum(
        p * q * _net(total, stakes, dealer)
        for (total, stakes), p in ends.items()
        for dealer, q in _dealer(up).items()
    )


@functools.cache
def _drawn_out(up: int, total: int, is_soft: bool) -> tuple[tuple[tuple[int, int], float], ...]:
    """The better of standing and drawing on."""
    if total > 21:
        return (((0, 1), 1.0),)
    stand: Ends = {(total, 1): 1.0}
    if total >= 19 and not is_soft:
        return tuple(stand.items())
    hit = _mixed(
        (_chance(card), dict(_drawn_out(up, *_with(total, is_soft, card)))) for card in range(1, 11)
    )
    return tuple((hit if _worth(hit, up) > _worth(stand, up) else stand).items())


def _doubled(total: int, is_soft: bool) -> Ends:
    ends: defaultdict[tuple[int, int], float] = defaultdict(float)
    for card in range(1, 11):
        reached, _ = _with(total, is_soft, card)
        ends[reached if reached <= 21 else 0, 2] += _chance(card)
    return ends


def _two_cards(up: int, total: int, is_soft: bool) -> Ends:
    play, double = dict(_drawn_out(up, total, is_soft)), _doubled(total, is_soft)
    return double if _worth(double, up) > _worth(play, up) else play


@functools.cache
def _half(up: int, card: int) -> tuple[tuple[tuple[int, int], float], ...]:
    """One hand of a split pair; an ace takes one card."""
    begun = _with(0, False, card)
    after = [(_chance(drawn), _with(*begun, drawn)) for drawn in range(1, 11)]
    if card == 1:
        return tuple(_mixed((p, {(total, 1): 1.0}) for p, (total, _) in after).items())
    return tuple(_mixed((p, _two_cards(up, *hand)) for p, hand in after).items())


def _best_play(up: int, first: int, second: int) -> dict[int, float]:
    whole = _two_cards(up, *_with(*_with(0, False, first), second))
    spread: defaultdict[int, float] = defaultdict(float)
    half = dict(_half(up, first)) if first == second else None
    if half is None or 2 * _worth(half, up) <= _worth(whole, up):
        for (total, stakes), p in whole.items():
            for dealer, q in _dealer(up).items():
                spread[_net(total, stakes, dealer)] += p * q
        return spread
    for dealer, q in _dealer(up).items():
        one: defaultdict[int, float] = defaultdict(float)
        for (total, stakes), p in half.items():
            one[_net(total, stakes, dealer)] += p
        for (a, p), (b, r) in itertools.product(one.items(), repeat=2):
            spread[a + b] += q * p * r
    return spread


def _mixed(parts: Iterable[tuple[float, Ends]]) -> Ends:
    ends: defaultdict[tuple[int, int], float] = defaultdict(float)
    for weight, part in parts:
        for end, share in part.items():
            ends[end] += weight * share
    return ends


_ANTE_BONUS = {3: 100, 4: 400, 5: 500}
_PAIR_PLUS = {0: -100, 1: 100, 2: 300, 3: 600, 4: 3_000, 5: 4_000}


@functools.cache
def three_card_counts(*, pair_plus: bool) -> dict[int, int]:
    """Every player's hand against every dealer's: 22,100 times 18,424."""
    hands = [(_strength(hand), hand) for hand in itertools.combinations(range(52), 3)]
    holding: defaultdict[tuple[int, ...], list[tuple[int, ...]]] = defaultdict(list)
    for strength, hand in sorted(hands):
        for size in range(4):
            for cards in itertools.combinations(hand, size):
                holding[cards].append(strength)
    queen_high, worth_playing = (0, 10), (0, 10, 4, 2)
    counts: Counter[int] = Counter()
    for strength, hand in hands:
        side = _PAIR_PLUS[strength[0]] if pair_plus else 0
        if strength < worth_playing:
            counts[side - 100] += 18_424
            continue
        weak, below, up_to = (
            sum(
                (-1) ** size * find(holding[cards], limit)
                for size in range(4)
                for cards in itertools.combinations(hand, size)
            )
            for find, limit in (
                (bisect_left, queen_high),
                (bisect_left, max(strength, queen_high)),
                (bisect_right, max(strength, queen_high)),
            )
        )
        side += _ANTE_BONUS.get(strength[0], 0)
        counts[side + 100] += weak
        counts[side + 200] += below - weak
        counts[side] += up_to - below
        counts[side - 200] += 18_424 - up_to
    return dict(counts)


def _strength(hand: tuple[int, ...]) -> tuple[int, ...]:
    """High card 0, pair 1, flush 2, straight 3, three alike 4, straight flush 5; then ranks."""
    ranks = sorted((card // 4 for card in hand), reverse=True)
    is_flush = len({card % 4 for card in hand}) == 1
    if ranks == [12, 1, 0]:
        ranks = [1, 0, -1]
    is_straight = ranks[0] - ranks[1] == 1 and ranks[1] - ranks[2] == 1
    if len(set(ranks)) == 1:
        return (4, ranks[0])
    if is_straight:
        return (5 if is_flush else 3, ranks[0])
    if is_flush:
        return (2, *ranks)
    if len(set(ranks)) == 2:
        return (1, ranks[1], sum(ranks) - 2 * ranks[1])
    return (0, *ranks)


def three_card(*, pair_plus: bool) -> Spread:
    return _shares(three_card_counts(pair_plus=pair_plus))


def _shares(counts: dict[int, int]) -> Spread:
    total = sum(counts.values())
    return {net: Fraction(count, total) for net, count in counts.items()}
