"""What a run came to, as lines for a terminal or a file."""

from collections.abc import Sequence

from pitterm.domain.money import NO_FIGURE, show
from pitterm.simulation.books import Books, Figures, percent
from pitterm.simulation.shift import Window

_HEADINGS = ("Table", "Game", "Est. drop", "Est. win", "Counted drop", "Counted win", "Hold")


def result_lines(books: Sequence[Books], day: Window) -> list[str]:
    """One line a table, then one a game, then all; holds are sums over sums."""
    rows = [(book.label, book.game, book.figures(day.start, day.end)) for book in books]
    table_rows = [_row(label, game, [figures]) for label, game, figures in rows]
    games = sorted({game for _, game, _ in rows})
    game_rows = [
        _row("", game, [figures for _, each, figures in rows if each == game]) for game in games
    ]
    whole = _row("All", "", [figures for _, _, figures in rows])
    lines = [_HEADINGS, *table_rows, *game_rows, whole]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    return [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]


def _row(label: str, game: str, figures: Sequence[Figures]) -> tuple[str, ...]:
    est_drop, est_win, drop, win = (
        _sum(figures, name)
        for name in (
            "estimated_drop_buyins_cents",
            "win_loss_estimated_cents",
            "counted_drop_cents",
            "counted_win_cents",
        )
    )
    hold = None if drop is None or win is None else percent(win, drop)
    return (
        label,
        game,
        show(est_drop),
        show(est_win),
        show(drop),
        show(win),
        NO_FIGURE if hold is None else f"{hold} %",
    )


def _sum(figures: Sequence[Figures], name: str) -> int | None:
    known = [value for each in figures if isinstance(value := each[name], int)]
    return sum(known) if len(known) == len(figures) else None
