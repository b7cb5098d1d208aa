"""Naming the second person: part of the name is enough."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from pitterm.domain.staff import StaffMember
from pitterm.podium.dialogs.fields import Line
from pitterm.podium.widgets.pressed import clicked_word
from pitterm.podium.wording import harmless
from pitterm.terminal.quiet import QUIET

_NOBODY = "nobody is listed who may"
NARROWEST = 48
"""Cells for the matches before the first layout has said how many there are."""


class _NameLine(Line):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1)", "Previous match", show=False),
        Binding("down", "walk(1)", "Next match", show=False),
    ]

    def action_walk(self, step: int) -> None:
        picker = self.query_ancestor(ColleaguePicker)
        if picker.is_choosing:
            picker.walk(step)
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()


class _Matches(Static):
    """The names that match, each of which a click takes."""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        picker = self.query_ancestor(ColleaguePicker)
        names = {harmless(name): name for name in picker.found()}
        word, _ = clicked_word(self, event, sorted(names, key=len, reverse=True))
        if word:
            picker.take(names[word])


class ColleaguePicker(Vertical):
    """A line for part of a name and the colleagues that match; Enter takes the marked one."""

    def __init__(self, caption: str, colleagues: Sequence[StaffMember], *, id: str) -> None:
        super().__init__(classes="picker")
        self._caption = caption
        self._names = names_of(colleagues)
        self._marked = 0
        self.line = _NameLine(id=id, placeholder="part of the name")
        self._matches = _Matches(classes="matches")

    def compose(self) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Static(Content(self._caption), classes="caption")
            yield from self.compose_before()
            yield self.line
        yield self._matches

    def compose_before(self) -> Iterable[Widget]:
        """What stands between the caption and the name."""
        return ()

    @property
    def picked(self) -> StaffMember | None:
        """The colleague whose name stands in the line."""
        return self._names.get(self.line.value)

    @property
    def is_choosing(self) -> bool:
        """Whether there is more than one colleague to walk through."""
        return self.picked is None and bool(self.line.value) and len(self.found()) > 1

    def fault(self) -> str:
        """Why nobody is picked, as a sentence."""
        if not self._names:
            return "No colleague is listed who may sign; ask your administrator."
        if self.line.value and not self.found():
            return "No colleague who may sign has that in the name."
        return "Name the second person: type part of the name and press Enter."

    def walk(self, step: int) -> None:
        """Mark the next match."""
        self._marked = (self._marked + step) % len(self.found())
        self._draw()

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def on_input_changed(self) -> None:
        self._marked = 0
        self._draw()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        found = self.found()
        is_name = message.input is self.line
        if not is_name or self.picked is not None or not self.line.value:
            return
        message.stop()
        if found:
            self.line.value = found[self._marked]
            self.screen.focus_next()

    def take(self, name: str) -> None:
        """Write this colleague's name into the line."""
        self.line.value = name
        self.line.focus()

    def found(self) -> list[str]:
        """The names that match what is typed, best first."""
        words = self.line.value.casefold().split()
        found = [name for name in self._names if all(word in name.casefold() for word in words)]
        return sorted(found, key=lambda name: not _begins(name, words))

    def _draw(self) -> None:
        if self.picked is not None:
            self._matches.update(Content.assemble(("✓ ", "$accent"), harmless(self.line.value)))
            return
        found = self.found()
        if not found:
            words = self.fault() if self.line.value else _NOBODY
            self._matches.update(Content.styled(f"  {words}", "$text-warning"))
            return
        room = (self._matches.size.width or NARROWEST) - len(" +99")
        line = Content("")
        for place in range(self._marked, len(found)):
            is_marked = bool(self.line.value) and place == self._marked
            mark, style = ("▸ ", "bold $accent") if is_marked else ("  ", QUIET)
            longer = Content.assemble(line, (f"{mark}{harmless(found[place])}  ", style))
            if longer.cell_length > room and place > self._marked:
                line = Content.assemble(line, (f"+{len(found) - place}", QUIET))
                break
            line = longer
        self._matches.update(line)


def _begins(name: str, words: list[str]) -> bool:
    """Whether a part of the person's own name begins as typed; the role counts for less."""
    own = name.partition(" · ")[0].casefold().split()
    return all(any(part.startswith(word) for part in own) for word in words)


def names_of(colleagues: Sequence[StaffMember]) -> dict[str, StaffMember]:
    """Each colleague under a name of their own; namesakes carry a piece of their id."""
    plain = [f"{colleague.name} · {colleague.role.words}" for colleague in colleagues]
    often = Counter(plain)
    return {
        name if often[name] == 1 else f"{name} {str(colleague.id)[:4]}": colleague
        for name, colleague in zip(plain, colleagues, strict=True)
    }
