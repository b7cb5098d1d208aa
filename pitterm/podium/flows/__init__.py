"""Conversations about one table: dialogs gather, the App writes, and nothing typed is lost."""

from pitterm.podium.flows.checkpoints import checkpoint
from pitterm.podium.flows.closing import close_table
from pitterm.podium.flows.counting import count_chips
from pitterm.podium.flows.drops import drop_box
from pitterm.podium.flows.opening import open_table
from pitterm.podium.flows.paper import begin_from_paper, enter_from_paper
from pitterm.podium.flows.paper_slips import enter_paper_slip
from pitterm.podium.flows.rated import log_rated_buy_in
from pitterm.podium.flows.reports import write_report
from pitterm.podium.flows.requesting import request_credit, request_fill
from pitterm.podium.flows.rounds import walk_round
from pitterm.podium.flows.rundowns import rundown
from pitterm.podium.flows.waiting import waiting_entries

__all__ = [
    "begin_from_paper",
    "checkpoint",
    "close_table",
    "count_chips",
    "drop_box",
    "enter_from_paper",
    "enter_paper_slip",
    "log_rated_buy_in",
    "open_table",
    "request_credit",
    "request_fill",
    "rundown",
    "waiting_entries",
    "walk_round",
    "write_report",
]
