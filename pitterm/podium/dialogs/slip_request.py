"""Asking for a fill or a credit: by denomination, by amount and mix, or up to par."""

from collections.abc import Iterable
from datetime import datetime

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from pitterm.domain import money, text
from pitterm.domain.board import TableView
from pitterm.domain.house import ChipMix, House
from pitterm.domain.mixes import spread
from pitterm.domain.money import MAX_AMOUNT_CENTS
from pitterm.domain.slips import RequestSlip, SlipKind
from pitterm.domain.text import NOTES_LIMIT
from pitterm.podium.dialogs.amount_line import AmountLine
from pitterm.podium.dialogs.chip_form import NO_DENOMINATIONS, ChipForm
from pitterm.podium.dialogs.chip_row import AsExpected, ChipRow
from pitterm.podium.dialogs.confirm import Confirm
from pitterm.podium.dialogs.fields import Note
from pitterm.podium.dialogs.form import Typed
from pitterm.podium.dialogs.pick_line import PickLine
from pitterm.podium.slip_words import pieces_word
from pitterm.podium.wording import harmless, show_ago, show_time, zone
from pitterm.terminal.quiet import QUIET

TITLES = {SlipKind.FILL: "Request a fill", SlipKind.CREDIT: "Request a credit"}


class SlipRequest(ChipForm[RequestSlip]):
    """Whatever filled the rows, the rows are what is asked for."""

    def __init__(
        self,
        table: TableView,
        kind: SlipKind,
        house: House,
        now: datetime,
        *,
        key: str,
        typed: Typed | None = None,
        complaint: str = "",
    ) -> None:
        self._table = table
        self._kind = kind
        self._mixes: tuple[ChipMix, ...] = tuple(
            mix for mix in house.mixes if mix.game == table.game
        )
        self._need_words, self._need_cents = need(table, kind, now, house)
        to_par = [("{as-expected}", "bring to par")] if self._need_cents and self._mixes else []
        super().__init__(
            f"{TITLES[kind]} · {harmless(table.label)}",
            (("enter", "next"), *to_par, ("esc", "back")),
            [ChipRow(cents, None) for cents in sorted(table.denominations_cents, reverse=True)],
            submit_words="Request…",
            typed=typed,
            complaint=complaint,
        )
        self._key = key

    # What is seen

    def compose_body(self) -> Iterable[Widget]:
        if not self.rows:
            yield Static(Content(NO_DENOMINATIONS), classes="sentence")
            return
        style = "" if self._need_cents else QUIET
        yield Static(Content.styled(self._need_words, style), id="need")
        if self._mixes:
            yield Horizontal(
                Static("amount", classes="caption"),
                AmountLine(id="amount", placeholder="amount, or the chips below"),
                classes="field",
            )
            names = [mix.name for mix in self._mixes]
            mixes = PickLine(names, id="mix", has_letters=True)
            yield Horizontal(Static("mix", classes="caption"), mixes, classes="field")
        else:
            words = f"No mix is set for {harmless(self._table.game)}; type the chips."
            yield Static(Content.styled(words, QUIET))
        yield from self.compose_rows()
        yield Note("note", NOTES_LIMIT, id="note")

    def on_mount(self) -> None:
        if not self.rows:
            self.query_one("#submit").display = False
            return
        if self._mixes and self.typed.get("mix", "").isdigit():
            self.query_one(PickLine).choose(int(self.typed["mix"]))
        self.draw_total()
        (self.query_one("#amount") if self._mixes else self.rows[0].line).focus()

    # Filling the rows

    def on_amount_line_lettered(self, message: AmountLine.Lettered) -> None:
        message.stop()
        if self.query_one(PickLine).press(message.letter) and self._amount_typed:
            self._spread_amount()

    def on_pick_line_picked(self, message: PickLine.Picked) -> None:
        message.stop()
        if message.line.has_focus and self._amount_typed:
            self._spread_amount()

    def on_as_expected(self, message: AsExpected) -> None:
        message.stop()
        if not self._mixes:
            self.refuse("Without a mix for this game the chips are typed one by one.")
        elif not self._need_cents:
            self.refuse(self._need_words)
        else:
            self._amount_line.value = money.show(self._whole_chips(self._need_cents))
            self._spread_amount()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Fill the rows from the amount instead of going to the next field."""
        if message.input.id == "amount" and self._amount_typed:
            message.stop()
            message.prevent_default()
            self._spread_amount()

    @property
    def _amount_line(self) -> AmountLine:
        return self.query_one(AmountLine)

    @property
    def _amount_typed(self) -> str:
        return self._amount_line.value.strip() if self._mixes else ""

    def _whole_chips(self, cents: int) -> int:
        """The most of an amount that the table's smallest chips make up."""
        return cents - cents % min(self._table.denominations_cents)

    def _spread_amount(self) -> None:
        """Fill the rows with the amount in the chosen mix; Enter then leads to the question."""
        cents = money.parse_amount(self._amount_typed)
        if cents is None:
            self.refuse(
                f"Type an amount like 8500 or {money.house_currency().prefix}8,500.", "amount"
            )
            return
        mix = self._mixes[self.query_one(PickLine).chosen]
        pieces = spread(cents, mix.shares, self._table.denominations_cents)
        if pieces is None:
            chips = "cannot be made of this table's chips."
            self.refuse(f"{money.show(cents)} {chips}", "amount")
            return
        self.complain()
        for row in self.rows:
            count = pieces.get(row.denomination_cents, 0)
            row.line.value = str(count) if count else ""
        self.query_one("#submit", Button).focus()

    def standing(self) -> dict[str, str]:
        """What stands in the fields, with the mix that is chosen once anything does."""
        standing = super().standing()
        if not standing or not self._mixes:
            return standing
        return standing | {"mix": str(self.query_one(PickLine).chosen)}

    # What comes of it

    def submit(self) -> None:
        """Ask whether this is what the cage is asked for, or say what is missing."""
        complaint, field = self._complaint()
        if complaint:
            self.refuse(complaint, field)
            return
        chipset = {cents: pieces for cents, pieces in self.chipset.items() if pieces}
        note = self._note()
        request = RequestSlip(
            kind=self._kind,
            gaming_table_id=self._table.id,
            chipset=chipset,
            note=note or None,
            key=self._key,
        )
        figures = [
            (money.show(cents), pieces_word(cents, pieces)) for cents, pieces in chipset.items()
        ]
        figures.append(("total", money.show(self.total_cents)))
        if note:
            figures.append(("note", note))
        amount, label = money.show(self.total_cents), harmless(self._table.label)
        self.ask(Confirm(f"{TITLES[self._kind]} of {amount} for {label}?", "", figures), request)

    def _note(self) -> str:
        return self.standing().get("note", "").strip()

    def _complaint(self) -> tuple[str, str]:
        complaint, field = self.chips_complaint("No chips are asked for yet.")
        if complaint:
            return complaint, field
        total = self.total_cents
        if not 0 < total <= MAX_AMOUNT_CENTS:
            most = money.show(MAX_AMOUNT_CENTS)
            return f"A slip is for more than nothing and at most {most}.", field
        if self._amount_typed and money.parse_amount(self._amount_typed) != total:
            words = f"The chips come to {money.show(total)}, not to the amount above them"
            return f"{words}; press Enter there, or empty it.", "amount"
        fault = text.fault(self._note(), "note", NOTES_LIMIT)
        return (fault, "note") if fault else ("", "")


def need(table: TableView, kind: SlipKind, now: datetime, house: House) -> tuple[str, int]:
    """What the last count says about par, and the cents that would bring the table there.

    0 where there is nothing to bring, and the words say why.
    """
    if table.par_cents is None:
        return "No par is set for this table; there is nothing to bring it to.", 0
    par = f"par {money.show(table.par_cents)}"
    if table.last_count_total_cents is None or table.last_count_at is None:
        return f"{par}; the tray was not counted, so its need is unknown.", 0
    at = show_time(table.last_count_at, zone(house.time_zone))
    ago = show_ago(now - table.last_count_at)
    minus = "\N{MINUS SIGN}"
    words = (
        f"{par} {minus} last count {money.show(table.last_count_total_cents)} at {at}, {ago} ago"
    )
    gap = table.par_cents - table.last_count_total_cents
    wanted = gap if kind is SlipKind.FILL else -gap
    if wanted > 0 and kind is SlipKind.CREDIT:
        return f"{words}: {money.show(wanted)} above par", wanted
    if wanted > 0:
        return f"{words}: need {money.show(wanted)}", wanted
    if gap == 0:
        return f"{words}: at par", 0
    return f"{words}: {'above' if gap < 0 else 'below'} par", 0
