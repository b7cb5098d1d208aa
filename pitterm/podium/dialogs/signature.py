"""A second person signs with their own login and password; the first one stays signed in."""

from collections.abc import Iterable
from typing import NamedTuple

from textual import events
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from pitterm.podium.dialogs.fields import Line
from pitterm.podium.dialogs.form import Form
from pitterm.podium.dialogs.sheet import Figures, figure_lines


class Signer(NamedTuple):
    """Who signs, as typed; the password is for one use and is kept nowhere."""

    login: str
    password: str

    def __repr__(self) -> str:
        return f"Signer({self.login!r})"


class Signature(Form[Signer]):
    """Shows what is signed; Enter in the password signs."""

    def __init__(
        self,
        title: str,
        sentence: str,
        figures: Figures = (),
        *,
        login: str = "",
        leave_words: str = "back",
        complaint: str = "",
    ) -> None:
        super().__init__(
            title,
            (("enter", "next, sign"), ("esc", leave_words)),
            submit_words="Sign",
            typed={"login": login} if login else None,
            complaint=complaint,
        )
        self._sentence = sentence
        self._figures = figures

    def compose_body(self) -> Iterable[Widget]:
        if self._figures:
            yield Static(figure_lines(self._figures), classes="sentence")
        yield Static(Content(self._sentence), classes="sentence")
        password = Line(id="password")
        password.password = True
        for caption, line in (("login", Line(id="login")), ("password", password)):
            yield Horizontal(Static(caption, classes="caption"), line, classes="field")

    def on_mount(self) -> None:
        self.query_one("#password" if self.typed else "#login").focus()

    def on_screen_suspend(self, _event: events.ScreenSuspend) -> None:
        """A half-typed password does not wait behind the lock."""
        self._password.clear()

    @property
    def _password(self) -> Line:
        return self.query_one("#password", Line)

    @property
    def has_typed(self) -> bool:
        """A login and a password are no work that could be lost."""
        return False

    def standing(self) -> dict[str, str]:
        """The login; a password stands nowhere."""
        return {field: typed for field, typed in super().standing().items() if field == "login"}

    def submit(self) -> None:
        """Sign, or say what is missing."""
        login, password = self.standing().get("login", "").strip(), self._password.value
        if not login:
            self.refuse("The login of whoever signs is missing.", "login")
        elif not password:
            self.refuse("The password is missing.", "password")
        else:
            self._password.clear()
            self.leave(Signer(login, password))
