"""What an entry from paper is asked first: when it happened, and the number of its form."""

from collections.abc import Iterable
from datetime import datetime

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from pitterm.domain import text
from pitterm.domain.paper import OnPaper
from pitterm.domain.text import LABEL_LIMIT, NOTES_LIMIT
from pitterm.podium.dialogs.fields import Line, Note
from pitterm.podium.dialogs.form import Form, Typed
from pitterm.podium.dialogs.time_line import HouseClock, TimeLine, Understood, Which, ask_which
from pitterm.podium.paper.late import Late


class PaperTime(Form[OnPaper]):
    """The last entry's time stands there, so that a pile of forms in order goes quickly."""

    AUTO_FOCUS = "#time"

    def __init__(
        self,
        title: str,
        reason: str,
        clock: HouseClock,
        typed: Typed,
        *,
        submit_words: str = "Go on",
        complaint: str = "",
    ) -> None:
        super().__init__(
            f"{title} · from paper",
            (("enter", "next"), ("esc", "back")),
            submit_words=submit_words,
            typed=typed,
            complaint=complaint,
        )
        self._reason = reason
        self._clock = clock
        self._begins_with = dict(typed)

    @classmethod
    def of(
        cls,
        paper: OnPaper,
        clock: HouseClock,
        title: str,
        submit_words: str = "Go on",
        complaint: str = "",
    ) -> "PaperTime":
        """The question, beginning with what is known of the form."""
        typed = {"time": clock.prefill(paper.occurred_at)}
        if paper.paper_number:
            typed["number"] = paper.paper_number
        return cls(
            title, paper.reason, clock, typed, submit_words=submit_words, complaint=complaint
        )

    @property
    def has_typed(self) -> bool:
        """Whether anything stands there that was not there at first."""
        return self.standing() != self._begins_with

    def compose_body(self) -> Iterable[Widget]:
        yield Horizontal(
            Static("happened at", classes="caption"), TimeLine(id="time"), classes="field"
        )
        yield Understood(id="understood")
        number = Line(id="number", placeholder="may stay empty")
        number.select_on_focus = True
        yield Horizontal(Static("form number", classes="caption"), number, classes="field")

    def on_input_changed(self, message: Input.Changed) -> None:
        super().on_input_changed(message)
        self.query_one(Understood).show(self.standing().get("time", ""), self._clock)

    def submit(self) -> None:
        """Take the time, asked about where the clock showed it twice, or say what is wrong."""
        reading = self._clock.read(self.standing().get("time", ""))
        number = self.standing().get("number", "").strip()
        if reading.fault:
            self.refuse(reading.fault, "time")
            return
        fault = text.fault(number, "number of the form", LABEL_LIMIT)
        if fault:
            self.refuse(fault, "number")
            return
        self.complain()

        def take(times: list[datetime]) -> None:
            paper = OnPaper(occurred_at=times[0], reason=self._reason, paper_number=number or None)
            self.leave(paper)

        ask_which(self, self._clock, [Which("When did it happen?", reading)], take)


def time_again(late: Late, complaint: str = "") -> PaperTime:
    """Asks again about a form whose entry is under way."""
    clock = HouseClock(late.zone, late.now)
    return PaperTime.of(late.paper, clock, "When it happened", complaint=complaint)


class PaperStart(Form[OnPaper]):
    """Begins a pile of forms: why there are any, and when the first one was written."""

    AUTO_FOCUS = "#reason"

    def __init__(self, clock: HouseClock, typed: Typed, key: str) -> None:
        super().__init__(
            "Enter from paper",
            (("enter", "next"), ("esc", "back")),
            submit_words="Begin",
            typed=typed,
        )
        self._key = key
        self._clock = clock
        self._begins_with = dict(typed)

    @property
    def has_typed(self) -> bool:
        """Whether anything stands there that was not there at first."""
        return self.standing() != self._begins_with

    def compose_body(self) -> Iterable[Widget]:
        yield Static(
            "The board's keys then enter what is on paper, each with its own time, until you"
            f" leave with {self._key} or esc.",
            classes="sentence",
        )
        yield Note("reason", NOTES_LIMIT, id="reason", placeholder="server away 01:10 to 02:40")
        yield Horizontal(
            Static("first form at", classes="caption"), TimeLine(id="time"), classes="field"
        )
        yield Understood(id="understood")

    def on_input_changed(self, message: Input.Changed) -> None:
        super().on_input_changed(message)
        self.query_one(Understood).show(self.standing().get("time", ""), self._clock)

    def submit(self) -> None:
        """Begin, or say what is missing."""
        reason = self.standing().get("reason", "").strip()
        fault = text.fault(reason, "reason", NOTES_LIMIT)
        if not reason:
            fault = "A reason is needed; it stands beside every entry."
        if fault:
            self.refuse(fault, "reason")
            return
        reading = self._clock.read(self.standing().get("time", ""))
        if reading.fault:
            self.refuse(reading.fault, "time")
            return
        self.complain()
        which = Which("When was the first form written?", reading)
        ask_which(
            self,
            self._clock,
            [which],
            lambda times: self.leave(OnPaper(occurred_at=times[0], reason=reason)),
        )
