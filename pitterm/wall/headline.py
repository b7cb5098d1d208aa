"""The headline: the whole floor in a few figures, and none that could mislead."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from pitterm.domain.board import Snapshot, TableView
from pitterm.domain.money import house_currency
from pitterm.domain.sessions import SessionStatus
from pitterm.wall.masking import shows_money


class Headline(NamedTuple):
    """The figures of the gaming day so far; money is None where it cannot be known."""

    active: int
    run_down: int
    count_due: int
    closed: int
    slips: int
    shows_money: bool
    est_drop_cents: int | None
    est_win_cents: int | None
    counted: int
    """Live tables with a result whose last count is within the limit."""
    live: int


class Block(NamedTuple):
    """One figure in big digits and what it is."""

    digits: str
    caption: str

    @property
    def width(self) -> int:
        """Cells it takes: three for each digit, one for what is no digit."""
        return max(digits_width(self.digits), len(self.caption))


GAP = 2
_Spell = Callable[[int | None], str]
_BIG_SYMBOLS = frozenset("$£€")
"""Those that there are big digits for; any other currency is named in the caption."""
_THREE_CELLS = frozenset(" 0123456789+-") | _BIG_SYMBOLS


def digits_width(digits: str) -> int:
    """Cells of a text in big digits; a comma, point or letter stands small between them."""
    return sum(3 if each in _THREE_CELLS else 1 for each in digits)


def headline_of(snapshot: Snapshot, tables: Sequence[TableView]) -> Headline:
    """The figures of these tables of the picture."""
    live = [table for table in tables if table.is_live]
    limit = timedelta(seconds=snapshot.pulse.alert_wall_count_seconds)
    counted = [table for table in live if _is_counted(table, snapshot, limit)]
    statuses = [table.session_status for table in live]
    return Headline(
        active=statuses.count(SessionStatus.ACTIVE),
        run_down=statuses.count(SessionStatus.RUNDOWN),
        count_due=statuses.count(SessionStatus.OPEN),
        closed=len(tables) - len(live),
        slips=sum(table.slips_in_flight for table in tables),
        shows_money=shows_money(snapshot),
        est_drop_cents=_sum(table.day.est_drop_cents for table in tables if table.day),
        est_win_cents=_est_win(tables, snapshot) if len(counted) == len(live) else None,
        counted=len(counted),
        live=len(live),
    )


def blocks_of(headline: Headline, width: int) -> list[Block]:
    """The headline's blocks as they fit into this many cells.

    Amounts shorten first; one that fits in no way is left out, since half of it would be a lie.
    """
    tables = [
        Block(str(headline.active), "active"),
        Block(str(headline.run_down), "run down"),
        Block(str(headline.closed), "closed"),
        Block(str(headline.slips), "slips"),
    ]
    if headline.count_due:
        tables.insert(1, Block(str(headline.count_due), "count due"))
    if not headline.shows_money:
        return tables
    blocks = tables
    for spell, is_long in _SPELLINGS:
        caption = "est. drop, gaming day" if is_long else "est. drop"
        drop = Block(spell(headline.est_drop_cents), caption + _named())
        win = _win_block(headline, spell, is_long)
        blocks = [*tables, drop, win]
        if _fits(blocks, width):
            return blocks
    while len(blocks) > len(tables) and not _fits(blocks, width):
        blocks.pop()
    return blocks


def _fits(blocks: Sequence[Block], width: int) -> bool:
    return sum(block.width + GAP for block in blocks) <= width


def _win_block(headline: Headline, spell: _Spell, is_long: bool) -> Block:
    won = headline.est_win_cents
    if won is None:
        counted = _why_unknown(headline)
        return Block("-", f"est. win/loss {counted}" if is_long else counted)
    sign, word = ("+", "▲ est. win") if won > 0 else ("-", "▼ est. loss")
    digits = spell(abs(won))
    if won == 0:
        return Block(digits, "est. win/loss")
    return Block(sign + digits, f"{word}, gaming day" if is_long else word)


def _why_unknown(headline: Headline) -> str:
    if headline.counted < headline.live:
        return f"—  {headline.counted} of {headline.live} counted"
    return "—  a count is missing" if headline.live else "—  no table is live"


def _symbol() -> str:
    symbol = house_currency().symbol
    return symbol if symbol in _BIG_SYMBOLS else ""


def _named() -> str:
    return "" if _symbol() else f" ({house_currency().code})"


def _whole(cents: int | None) -> str:
    if cents is None:
        return "-"
    return f"{'-' if cents < 0 else ''}{_symbol()}{abs(cents) // house_currency().unit_cents:,}"


def _thousands(cents: int | None) -> str:
    return _in_units(cents, 1_000, "K") or _whole(cents)


def _millions(cents: int | None) -> str:
    return _in_units(cents, 1_000_000, "M") or _thousands(cents)


def _in_units(cents: int | None, whole: int, letter: str) -> str:
    """`$1.2K` or `$12K`, cut off and never rounded up; nothing below one unit."""
    unit_cents = whole * house_currency().unit_cents
    if cents is None or abs(cents) < unit_cents:
        return ""
    units, rest = divmod(abs(cents), unit_cents)
    tenths = f".{rest * 10 // unit_cents}" if units < 10 else ""
    return f"{'-' if cents < 0 else ''}{_symbol()}{units:,}{tenths}{letter}"


_SPELLINGS: tuple[tuple[_Spell, bool], ...] = (
    (_whole, True),
    (_whole, False),
    (_thousands, False),
    (_millions, False),
)


def _is_counted(table: TableView, snapshot: Snapshot, limit: timedelta) -> bool:
    if table.last_count_at is None or table.day is None or table.day.est_win_cents is None:
        return False
    return snapshot.pulse.as_of - table.last_count_at <= limit


def _est_win(tables: Sequence[TableView], snapshot: Snapshot) -> int | None:
    """The sum over all tables that played today; None where one of them has no result."""
    played = [table for table in tables if table.is_live or _has_played(table, snapshot)]
    results = [table.day.est_win_cents if table.day else None for table in played]
    if not results or None in results:
        return None
    return _sum(results)


def _has_played(table: TableView, snapshot: Snapshot) -> bool:
    closed_at = table.last_closed_at
    return closed_at is not None and closed_at >= snapshot.pulse.gaming_day_started_at


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [cents for cents in amounts if cents is not None]
    return sum(known) if known else None
