"""A rated buy-in by hand: how much was bought in, with what, on one player's open slip."""

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.domain import money
from pitterm.domain.board import TableView
from pitterm.domain.house import House
from pitterm.domain.telemetry import LogRatedBuyIn, OpenRatingSlip, Tender
from pitterm.podium.dialogs.amount_line import AmountLine
from pitterm.podium.dialogs.chip_row import AsExpected
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.form import Form, Typed
from pitterm.podium.dialogs.pick_line import LETTERS, PickLine
from pitterm.podium.wording import harmless, show_time, zone
from pitterm.terminal.quiet import QUIET

_AMOUNTS_A_LINE = 4


class RatedBuyIn(Form[LogRatedBuyIn]):
    """Letters take the house's quick amounts; anything else is typed."""

    AUTO_FOCUS = "#amount"

    def __init__(
        self,
        table: TableView,
        slip: OpenRatingSlip,
        house: House,
        *,
        key: str,
        typed: Typed | None = None,
        complaint: str = "",
    ) -> None:
        super().__init__(
            f"Rated buy-in · {harmless(table.label)}",
            (("enter", "log"), ("↓", "tender"), ("esc", "back")),
            submit_words="Log…",
            typed=typed,
            complaint=complaint,
        )
        self._table = table
        self._slip = slip
        self._house = house
        self._key = key

    def compose_body(self) -> Iterable[Widget]:
        seat, player, since = rating_words(self._slip, self._house)
        yield Static(Content(f"{seat} · {player} · {since}"), classes="sentence")
        yield Horizontal(
            Static("amount", classes="caption"), AmountLine(id="amount"), classes="field"
        )
        yield Static(self._quick_amounts(), classes="quick sentence")
        tenders = PickLine([tender.value for tender in Tender], id="tender")
        yield Horizontal(Static("tender", classes="caption"), tenders, classes="field")
        words = "Chips are kept on record and are no part of the est. drop."
        yield Static(Content.styled(words, QUIET), classes="sentence")

    def on_mount(self) -> None:
        self.query_one(PickLine).choose(int(self.typed.get("tender", "0")))

    def _quick_amounts(self) -> Content:
        pieces: list[tuple[str, str] | str] = []
        quick = zip(LETTERS, self._house.quick_amounts_cents, strict=False)
        for place, (letter, cents) in enumerate(quick):
            if place and place % _AMOUNTS_A_LINE == 0:
                pieces.append("\n")
            pieces += [(letter, "bold $accent"), f" {money.show(cents):<9}"]
        return Content.assemble(*pieces)

    def on_amount_line_lettered(self, message: AmountLine.Lettered) -> None:
        message.stop()
        place = LETTERS.find(message.letter)
        if 0 <= place < len(self._house.quick_amounts_cents):
            line = self.query_one(AmountLine)
            line.value = money.show(self._house.quick_amounts_cents[place])
            line.cursor_position = len(line.value)

    def on_as_expected(self, message: AsExpected) -> None:
        message.stop()

    def standing(self) -> dict[str, str]:
        """What is typed, with the tender once an amount stands there."""
        standing = super().standing()
        chosen = str(self.query_one(PickLine).chosen)
        return standing | {"tender": chosen} if standing else standing

    def submit(self) -> None:
        """Ask whether this is what was bought in."""
        cents = money.parse_amount(self.standing().get("amount", ""))
        if cents is None:
            like = f"250 or {money.house_currency().prefix}1,250"
            self.refuse(f"Type an amount like {like}, or take one by its letter.", "amount")
            return
        tender = Tender(self.query_one(PickLine).word)
        request = LogRatedBuyIn(
            gaming_table_id=self._table.id,
            visit_id=self._slip.visit_id,
            rating_slip_id=self._slip.id,
            amount_cents=cents,
            tender_type=tender,
            key=self._key,
        )
        seat, player, since = rating_words(self._slip, self._house)
        figures = [
            ("amount", money.show(cents)),
            ("tender", tender.value),
            ("player", f"{seat} · {player} · {since}"),
        ]
        doubt = ""
        if cents > self._house.unusual_amount_cents:
            usual = money.show(self._house.unusual_amount_cents)
            doubt = f"That is more than the usual {usual}."
        title = f"Log {money.show(cents)} rated on {harmless(self._table.label)}?"
        self.ask(Confirm(title, doubt, figures), request)


def rating_words(slip: OpenRatingSlip, house: House) -> tuple[str, str, str]:
    """Seat, player reference and since when, with what is not known said."""
    seat = f"seat {slip.seat_number}" if slip.seat_number is not None else "no seat"
    player = harmless(slip.player_reference) if slip.player_reference else "no reference"
    return seat, player, f"since {show_time(slip.started_at, zone(house.time_zone))}"
