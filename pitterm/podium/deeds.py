"""What each command does on the board."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING
from uuid import UUID

from pitterm.domain.actions import Action
from pitterm.domain.arranging import SortOrder
from pitterm.domain.board import TableView
from pitterm.domain.slips import SlipKind
from pitterm.podium import buy_in, undo
from pitterm.podium.commands import Command
from pitterm.podium.manners import copy_row, wear
from pitterm.podium.view import ALL_PITS
from pitterm.podium.widgets.board_table import BoardTable
from pitterm.podium.widgets.rows import all_rows
from pitterm.terminal.theme import PIT, PIT_LIGHT, TERMINAL

if TYPE_CHECKING:
    from pitterm.podium.app import Podium
    from pitterm.podium.screens.board import BoardScreen


def obey(board: "BoardScreen", command: Command) -> None:
    """Do what the command says, for the marked tables or for the one selected at this moment."""
    if command.action is not None and board.marking.walks(command):
        from pitterm.podium.flows import walk_round

        board.podium.run_flow(walk_round(board.podium, command.action))
        return
    DEEDS[command.id](board)


def explain(board: "BoardScreen", command: Command) -> None:
    """Flash why the command is grey; the quick bar shows it in its own place."""
    table = board.selected
    reason = board.refusal(command)
    if reason is None:
        obey(board, command)
        return
    if command.id == Action.BUY_IN and table is not None:
        _open_bar(board, table, reason)
    else:
        board.podium.flash(reason, severity="refused")


def log_buy_in(app: "Podium", table_id: UUID, amount_cents: int, key: str) -> None:
    """Log what the quick bar chose; an everyday amount goes out beside any conversation."""
    if app.catching_up is not None:
        from pitterm.podium.flows import paper

        app.run_flow(paper.log_buy_in(app, table_id, amount_cents, key))
        return
    table = app.snapshot.table(table_id) if app.snapshot else None
    entry = buy_in.log(app, table_id, amount_cents, key)
    if table is not None and app.house and buy_in.question(table, amount_cents, app.house):
        app.run_flow(entry)
    else:
        app.run_beside(entry)


def _buy_in(board: "BoardScreen") -> None:
    table = board.selected
    if table is not None:
        _open_bar(board, table, board.spots.missed(board.podium.monotonic()))


def _open_bar(board: "BoardScreen", table: TableView, reason: str | None) -> None:
    from pitterm.repository.keys import new_key

    board.open_bar(table, new_key(), reason)


def _undo(board: "BoardScreen") -> None:
    table, app = board.selected, board.podium
    if table is None or not app.own_entries.may_undo_now(app.monotonic()):
        return
    if app.outgoing.is_sending_for(table.id):
        app.flash(
            "The last entry is still being sent; undo it when it is logged.", severity="notice"
        )
        return
    app.run_flow(undo.undo(app, table))


def _flow(name: str, from_paper: str = "") -> Callable[["BoardScreen"], None]:
    """Begins a conversation about the selected table; on paper, with when it happened."""

    def begin(board: "BoardScreen") -> None:
        from pitterm.podium import flows

        table, app = board.selected, board.podium
        if table is None:
            return
        if from_paper and app.catching_up is not None:
            app.run_flow(flows.enter_from_paper(app, table, from_paper, getattr(flows, name)))
        else:
            app.run_flow(getattr(flows, name)(app, table))

    return begin


def _slip(kind: SlipKind, live: str) -> Callable[["BoardScreen"], None]:
    """Asks the cage for chips; on paper, enters the whole slip."""
    request = _flow(live)

    def begin(board: "BoardScreen") -> None:
        from pitterm.podium import flows

        table, app = board.selected, board.podium
        if table is None or app.catching_up is None:
            request(board)
        else:
            app.run_flow(flows.enter_paper_slip(app, table, kind))

    return begin


def _paper(board: "BoardScreen") -> None:
    from pitterm.podium import flows

    if board.podium.catching_up is not None:
        board.podium.catch_up.leave()
    else:
        board.podium.run_flow(flows.begin_from_paper(board.podium))


def _screen(module: str, name: str) -> Callable[["BoardScreen"], None]:
    """Opens a screen beside the board, which is imported when it is first asked for."""

    def show(board: "BoardScreen") -> None:
        screen = getattr(import_module(f"pitterm.podium.screens.{module}"), name)
        board.podium.push_screen(screen(board.selected))

    return show


def _report(board: "BoardScreen") -> None:
    from pitterm.podium import flows

    board.podium.run_flow(flows.write_report(board.podium))


def _waiting(board: "BoardScreen") -> None:
    from pitterm.podium import flows

    board.podium.run_flow(flows.waiting_entries(board.podium))


def _turn(step: int) -> Callable[["BoardScreen"], None]:
    def turn(board: "BoardScreen") -> None:
        board.view.turn(step)
        board.repaint()

    return turn


def _sort(board: "BoardScreen") -> None:
    board.view.sort_next()
    board.podium.flash(f"Sorted by {board.view.order}.", severity="notice")
    board.repaint()


def _back(board: "BoardScreen") -> None:
    if board.podium.conversations.let_go():
        return
    if board.view.typed:
        board.clear_filter()
    elif board.marking.ids:
        board.clear_marks()
    else:
        board.podium.catch_up.leave()


def _help(board: "BoardScreen") -> None:
    from pitterm.podium.screens.help import HelpScreen

    board.podium.push_screen(HelpScreen(board.podium.commands))


def _palette(board: "BoardScreen") -> None:
    from textual.command import CommandPalette

    from pitterm.podium.palette import PitCommands

    board.podium.push_screen(CommandPalette(providers=[PitCommands]))


def _move(name: str) -> Callable[["BoardScreen"], None]:
    """Moves the cursor as the list's own keys do."""
    return lambda board: getattr(board.tables, f"action_{name}")()


def _lock(board: "BoardScreen") -> None:
    board.podium.door.lock()


def _quit(board: "BoardScreen") -> None:
    from pitterm.podium.flows.leaving import leave_podium

    board.podium.run_flow(leave_podium(board.podium))


def _screenshot(board: "BoardScreen") -> None:
    from pitterm.podium.flows.exports import save_screenshot

    board.podium.run_flow(save_screenshot(board.podium))


def _save_list(board: "BoardScreen") -> None:
    from pitterm.podium.flows.exports import Listed, save_list

    pulse, view = board.podium.picture.pulse, board.view
    about = (
        view.pit.name if view.pit else ALL_PITS,
        f"filter {view.typed}" if view.typed else "",
        "" if view.order is SortOrder.SPOT else f"sorted by {view.order}",
    )
    listed = Listed(
        "list",
        all_rows(board.tables),
        tuple(filter(None, about)),
        f"gaming day {pulse.gaming_day}, so far" if pulse else "",
    )
    board.podium.run_flow(save_list(board.podium, listed))


def _theme(name: str) -> Callable[["BoardScreen"], None]:
    return lambda board: wear(board.podium, name)


DEEDS: dict[str, Callable[["BoardScreen"], None]] = {
    Action.OPEN: _flow("open_table", "Open table"),
    Action.RUNDOWN: _flow("rundown", "Rundown, or back"),
    Action.CLOSE: _flow("close_table", "Close table"),
    Action.BUY_IN: _buy_in,
    Action.UNDO: _undo,
    Action.COUNT: _flow("count_chips", "Count"),
    Action.DROP: _flow("drop_box", "Drop box"),
    Action.FILL: _slip(SlipKind.FILL, "request_fill"),
    Action.CREDIT: _slip(SlipKind.CREDIT, "request_credit"),
    Action.RATED: _flow("log_rated_buy_in", "Rated buy-in"),
    Action.PAPER: _paper,
    "slips": _screen("slips", "SlipsScreen"),
    "alerts": _screen("alerts", "AlertsScreen"),
    "table-detail": _screen("detail", "DetailScreen"),
    "shift": _screen("shift", "ShiftScreen"),
    "checkpoint": _flow("checkpoint"),
    "report": _report,
    "waiting": _waiting,
    "boxes": _screen("boxes", "BoxesScreen"),
    "mark-table": lambda board: board.mark_table(),
    "mark-pit": lambda board: board.mark_pit(),
    "filter": lambda board: board.open_filter(),
    "sort": _sort,
    "row-down": _move("cursor_down"),
    "row-up": _move("cursor_up"),
    "page-down": _move("page_down"),
    "page-up": _move("page_up"),
    "first-row": _move("scroll_top"),
    "last-row": _move("scroll_bottom"),
    "previous-pit": _turn(-1),
    "next-pit": _turn(1),
    "lock": _lock,
    "copy": lambda board: copy_row(board.podium, board.query_one(BoardTable)),
    "save-list": _save_list,
    "screenshot": _screenshot,
    "theme-dark": _theme(PIT.name),
    "theme-light": _theme(PIT_LIGHT.name),
    "theme-terminal": _theme(TERMINAL),
    "back": _back,
    "help": _help,
    "palette": _palette,
    "quit": _quit,
}
