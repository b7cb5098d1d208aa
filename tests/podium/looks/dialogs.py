"""Every dialog in the states worth a picture, by name."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from textual.screen import Screen

from pitterm.domain.alerts import AlertKind
from pitterm.domain.custody import Artifacts, CountType
from pitterm.domain.paper import OnPaper
from pitterm.domain.sessions import SessionStatus
from pitterm.domain.slip_steps import SlipStep
from pitterm.domain.slips import SlipKind
from pitterm.domain.times import zone
from pitterm.outbox.entries import Author, Kept, TerminalTime
from pitterm.podium.dialogs import questions
from pitterm.podium.dialogs.acknowledgement import AcknowledgeForm
from pitterm.podium.dialogs.chip_count import ChipCount
from pitterm.podium.dialogs.choice import Choice
from pitterm.podium.dialogs.close import CloseDialog
from pitterm.podium.dialogs.drop_box import DropBox
from pitterm.podium.dialogs.file_path import FilePath
from pitterm.podium.dialogs.found import Found
from pitterm.podium.dialogs.paper_slip import PaperSlip
from pitterm.podium.dialogs.paper_time import PaperStart, PaperTime
from pitterm.podium.dialogs.rated_buy_in import RatedBuyIn
from pitterm.podium.dialogs.reason import Reason
from pitterm.podium.dialogs.record_sheet import RecordSheet
from pitterm.podium.dialogs.round_page import Companion, RoundReport
from pitterm.podium.dialogs.signature import Signature
from pitterm.podium.dialogs.slip_request import SlipRequest
from pitterm.podium.dialogs.slip_step import SlipStepForm
from pitterm.podium.dialogs.time_line import HouseClock
from pitterm.podium.dialogs.void_count import VoidCountForm
from pitterm.podium.dialogs.void_drop import VoidDropForm
from pitterm.podium.dialogs.waiting_list import WaitingList
from pitterm.podium.slip_words import chip_figures
from pitterm.podium.widgets.cells import moment_of
from pitterm.podium.widgets.record_text import Reader
from tests.podium.records import BOX, OPENER, SPOT
from tests.podium.slip_values import FILL, MIXES, make_rating_slip
from tests.podium.test_boxes import make_box
from tests.podium.test_paper import REASON, SLIP, at
from tests.podium.values import (
    BOSS,
    CASHIER,
    CASINO,
    DAY_START,
    DEALER,
    NOW,
    SECURITY,
    STAFF,
    make_alert,
    make_count,
    make_drop,
    make_house,
    make_table,
)

ACTIVE = make_table("BJ-01", 1, SessionStatus.ACTIVE)
CLOSED = make_table("BJ-01", 1, expected_opener_cents=1_755_000, last_closed_at=DAY_START)
RUNDOWN = make_table("BJ-01", 1, SessionStatus.RUNDOWN)
OPEN = make_table("BJ-01", 1, SessionStatus.OPEN)
HOUSE = make_house()
CLOCK = HouseClock(zone("America/Los_Angeles"), NOW)
PAPER = OnPaper(occurred_at=at(21, 25), reason=REASON)
FILL_FIGURES = [*chip_figures(FILL), ("amount", "$8,500")]


def _count(count_type: CountType, **options: Any) -> ChipCount:
    table = options.pop("table", ACTIVE)
    expected = make_count() if count_type is CountType.OPEN else None
    return ChipCount(table, count_type, expected, HOUSE, oneself=BOSS.id, key="k")


def _close(artifacts: Artifacts) -> CloseDialog:
    return CloseDialog(RUNDOWN, artifacts, HOUSE, key="k")


def _request(kind: SlipKind, **options: Any) -> SlipRequest:
    house = make_house(mixes=options.pop("mixes", MIXES))
    return SlipRequest(ACTIVE, kind, house, NOW, key="k", **options)


def _step(step: SlipStep) -> SlipStepForm:
    title = f"{step.capitalize()} FILL-2026-000123 of BJ-01?"
    return SlipStepForm(step, title, FILL_FIGURES, (SECURITY,), is_own_step=True)


def _paper_slip(**changes: str) -> PaperSlip:
    typed = {field.replace("_", "-"): value for field, value in (SLIP | changes).items()}
    house = make_house(staff=(*STAFF, CASHIER))
    return PaperSlip(make_table(), SlipKind.FILL, house, CLOCK, PAPER, key="k", typed=typed)


def _kept(cents: int, minutes: int, **changes: Any) -> Kept:
    moment = NOW - timedelta(minutes=minutes)
    return Kept(
        key=f"k{minutes}",
        author=Author(casino_id=CASINO, database="pit", staff_id=BOSS.id, login="boss"),
        gaming_table_id=ACTIVE.id,
        table_label="BJ-01",
        amount_cents=cents,
        time=TerminalTime(
            occurred_at=moment, terminal_clock=moment, steady_seconds=60.0, boot_id="b"
        ),
        **changes,
    )


def _waiting() -> WaitingList:
    refused = "BJ-01 was closed when this was entered."
    mine = (_kept(2_500, 1), _kept(10_000, 2, is_asked=True), _kept(50_000, 9, refusal=refused))
    sentences = ("2 entries of somebody else wait here too.",)
    return WaitingList(mine, moment_of(NOW, HOUSE), sentences)


def _signature() -> Signature:
    return Signature(
        "Sign for the chips of FILL-2026-000123 of BJ-01?",
        "The runner signs for these chips, with their own login and password.",
        FILL_FIGURES,
        login="security",
        complaint="The login or password is not right.",
    )


def _report() -> RoundReport:
    lines = [
        ("BJ-02", "BJ-02 is already open (ACTIVE)."),
        ("BJ-05", "skipped, stays marked"),
        ("BJ-09", "stopped here; 2 tables not done stay marked"),
    ]
    return RoundReport("Round ended · 6 tables opened", lines)


DIALOGS: dict[str, Callable[[], Screen[Any]]] = {
    "open": lambda: questions.opening(CLOSED, make_count(), None, HOUSE),
    "rundown": lambda: questions.rundown(ACTIVE, HOUSE),
    "reason": lambda: Reason("Take the rundown of BJ-01 back?", "Say why."),
    "choice": lambda: Choice(
        "Close BJ-01",
        "It is ACTIVE.",
        (
            ("r", "begin the rundown", "counts and the drop box follow"),
            ("c", "close without one", "the closing count is all there is"),
        ),
    ),
    "count-opening": lambda: _count(CountType.OPEN, table=OPEN),
    "count-spot": lambda: _count(CountType.RUNDOWN),
    "count-closing": lambda: _count(CountType.CLOSE, table=RUNDOWN),
    "drop-box": lambda: DropBox(ACTIVE, HOUSE, oneself=BOSS.id, key="k"),
    "close": lambda: _close(Artifacts(counts=(make_count(),), drops=(make_drop(),))),
    "close-without-artifact": lambda: _close(Artifacts(counts=(), drops=())),
    "request-fill": lambda: _request(
        SlipKind.FILL,
        typed={"amount": "8500", "mix": "1", "chip-10000": "50", "chip-2500": "$3000"},
    ),
    "request-credit": lambda: _request(SlipKind.CREDIT),
    "request-without-mix": lambda: _request(SlipKind.FILL, mixes=()),
    "verify": lambda: _step(SlipStep.VERIFY),
    "deposit": lambda: _step(SlipStep.DEPOSIT),
    "void": lambda: _step(SlipStep.VOID),
    "signature": _signature,
    "rated": lambda: RatedBuyIn(ACTIVE, make_rating_slip(), HOUSE, key="k"),
    "record": lambda: RecordSheet(SPOT, Reader.of(HOUSE, NOW)),
    "acknowledge": lambda: AcknowledgeForm("BJ-01", make_alert(AlertKind.SLIP_LATE)),
    "found": lambda: Found(make_box(), key="k", typed={"found": "12345.50"}),
    "void-count": lambda: VoidCountForm(ACTIVE, OPENER, HOUSE, oneself=BOSS.id, key="k"),
    "void-drop": lambda: VoidDropForm(ACTIVE, BOX, HOUSE, oneself=BOSS.id, key="k"),
    "companion": lambda: Companion(
        "Round · count", "5 marked tables", (DEALER, SECURITY), "swing 14:00"
    ),
    "round-report": _report,
    "paper-start": lambda: PaperStart(CLOCK, {"time": "21:25"}, "P"),
    "paper-time": lambda: PaperTime.of(PAPER, CLOCK, "Unrated buy-in · BJ-01"),
    "paper-slip": _paper_slip,
    "paper-slip-empty": lambda: PaperSlip(
        make_table(), SlipKind.CREDIT, HOUSE, CLOCK, PAPER, key="k", typed={}
    ),
    "waiting-list": _waiting,
    "file-path": lambda: FilePath("Save this list", str(Path("tables-2026-01-15.csv"))),
}
