"""The paper behind one entry, from the first question about it until it is recorded."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from pitterm.domain.paper import OnPaper
from pitterm.domain.paper_times import write_time
from pitterm.podium.wording import harmless

MARK = "▲"
Asked = TypeVar("Asked", bound=BaseModel)
Row = TypeVar("Row")


class Late:
    """What its author said of the form; every dialog of the entry shows it and may change it."""

    def __init__(self, paper: OnPaper, house_zone: ZoneInfo, now: datetime) -> None:
        self.paper = paper
        self.zone = house_zone
        self.now = now

    @property
    def today(self) -> date:
        """The day on the house's clock, whose times need no weekday."""
        return self.now.astimezone(self.zone).date()

    @property
    def at(self) -> str:
        """`01:25`."""
        return write_time(self.paper.occurred_at, self.zone, self.today)

    @property
    def words(self) -> str:
        """`▲ late entry 01:25 · form 4471`."""
        number = self.paper.paper_number
        form = f" · form {harmless(number)}" if number else ""
        return f"{MARK} late entry {self.at}{form}"

    def take(self, paper: OnPaper | None) -> None:
        """Its author read the form again; None leaves it as it was."""
        self.paper = paper or self.paper

    def put_on(self, request: Asked) -> Asked:
        """The request as it is sent; one that has no time of its own stays as it is."""
        if "paper" not in type(request).model_fields:
            return request
        return request.model_copy(update={"paper": self.paper})

    def said(self, done: Callable[[Row], str]) -> Callable[[Row], str]:
        """The answer's words, with what makes it late behind them."""
        words = self.words
        return lambda row: f"{done(row)} · {words}"
