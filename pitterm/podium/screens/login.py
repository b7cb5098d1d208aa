"""The login and the lock: the two screens that show nothing of the pit."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from pitterm.domain.staff import SignedIn
from pitterm.domain.text import LABEL_LIMIT
from pitterm.podium.widgets.pressed import Keys
from pitterm.podium.wording import harmless
from pitterm.terminal.quiet import QUIET


class SignInForm(Vertical):
    """Login and password, and one line that says what the server makes of them."""

    class Submitted(Message):
        """Somebody wants in."""

        def __init__(self, form: "SignInForm", login: str, password: str) -> None:
            super().__init__()
            self.form = form
            self.login = login
            self.password = password

    def __init__(self, login: str = "", notice: str = "") -> None:
        super().__init__()
        self._login = login
        self._notice = notice
        self._is_trying = False
        self._tried_for = 0
        self._said = notice
        self._touched = asyncio.Event()
        self._left = asyncio.Event()

    def compose(self) -> ComposeResult:
        yield Static("Login", classes="caption")
        yield Input(self._login, id="login", max_length=LABEL_LIMIT, compact=True)
        yield Static("Password", classes="caption")
        yield Input(password=True, id="password", compact=True)
        yield Static(Content(self._notice), id="answer")

    def on_mount(self) -> None:
        self.query_one("#password" if self._login else "#login", Input).focus()
        self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        if self._is_trying:
            self._tried_for += 1
            words = f"{self._said} {self._tried_for} s · esc stops"
            self._answer(words, is_refusal=False)

    def on_input_changed(self) -> None:
        self._touched.set()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        message.stop()
        login = self.query_one("#login", Input).value.strip()
        password = self.query_one("#password", Input)
        if not login:
            self.query_one("#login", Input).focus()
        elif not password.value:
            # Without one libpq would look for the password in files of whoever owns the terminal.
            password.focus()
        else:
            self.submit(login, password.value)

    def submit(self, login: str, password: str) -> None:
        """Ask the App to let this person in, unless it is trying already."""
        if self._is_trying:
            return
        self._is_trying, self._tried_for = True, 0
        self._left.clear()
        self.post_message(self.Submitted(self, login, password))

    def say(self, sentence: str) -> None:
        """Tell how it is going; an empty sentence ends the try."""
        self._is_trying, self._said = bool(sentence), sentence
        self._answer(sentence, is_refusal=False)

    def refuse(self, sentence: str) -> None:
        """Tell why not, with the password emptied for the next try."""
        self._is_trying = False
        if not self.is_attached:
            return
        with self.prevent(Input.Changed):
            self.query_one("#password", Input).value = ""
        self.query_one("#password", Input).focus()
        self._answer(sentence, is_refusal=True)

    async def is_unchanged_for(self, seconds: float) -> bool:
        """Wait, and say whether nobody typed or left meanwhile."""
        self._touched.clear()
        try:
            await asyncio.wait_for(self._touched.wait(), seconds)
        except TimeoutError:
            return self.is_attached
        return False

    def stop_trying(self) -> None:
        """Somebody pressed escape."""
        self._touched.set()
        self._left.set()

    async def until_left(self) -> None:
        """Wait for somebody to press escape."""
        await self._left.wait()

    def _answer(self, sentence: str, *, is_refusal: bool) -> None:
        if not self.is_attached:
            return
        answer = self.query_one("#answer", Static)
        answer.set_class(is_refusal, "-refused")
        answer.update(Content(("✕ " if is_refusal else "") + harmless(sentence)))


class _DoorScreen(Screen[None]):
    """An opaque screen with the form in its middle."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "stop_trying", show=False)]
    AUTO_FOCUS = ""

    def action_stop_trying(self) -> None:
        self.query_one(SignInForm).stop_trying()


class LoginScreen(_DoorScreen):
    """Nobody is signed in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "app.exit_unasked", show=False, priority=True)
    ]

    def __init__(
        self,
        demo_logins: Sequence[tuple[str, str]] = (),
        demo_password: str = "",
        reason: str = "",
    ) -> None:
        super().__init__()
        self._demo_password = demo_password
        self._demo_logins = demo_logins
        self._reason = reason

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static("pitterm", classes="heading")
            yield Static("Sign in with your staff login.", classes="subheading")
            yield SignInForm(notice=self._reason)
            keys = Keys(classes="keys")
            words = Content("Enter signs in · ctrl+c leaves")
            keys.offer(words, [("Enter", "signs in"), ("ctrl+c", "leaves")], may_grow=True)
            yield keys
        if self._demo_logins:
            yield Static(self._demo_list(), classes="card demo")

    def _demo_list(self) -> Content:
        width = max(len(login) for login, _ in self._demo_logins)
        password = f", password {self._demo_password}" if self._demo_password else ""
        lines: list[tuple[str, str] | str] = [(f"Demo logins{password}", QUIET)]
        for login, words in self._demo_logins:
            lines += [(f"\n{login:<{width}}", "bold"), (f"  {words}", QUIET)]
        return Content.assemble(*lines)


class LockScreen(_DoorScreen):
    """Somebody is signed in and away; nothing of the pit is painted here."""

    def __init__(self, signed_in: SignedIn) -> None:
        super().__init__()
        self._signed_in = signed_in

    def compose(self) -> ComposeResult:
        name = harmless(self._signed_in.name)
        with Vertical(classes="card"):
            yield Static("Locked", classes="heading")
            yield Static(
                Content(f"{name} · {self._signed_in.role.words} is signed in."),
                classes="subheading",
            )
            yield SignInForm(self._signed_in.login)
            yield Static(
                "Enter unlocks, with everything half typed still there · shift+Tab to the login:"
                " somebody else may sign in instead, which drops it",
                classes="keys",
            )
