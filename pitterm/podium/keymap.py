"""The commands under the keys this terminal gives them, and what is derived from both."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from textual.binding import Binding, BindingsMap

from pitterm.podium.commands import JUMP, Command
from pitterm.podium.key_places import SCREENS
from pitterm.podium.screen_commands import EVERY

NAMED_KEY = re.compile(r"\{([a-z-]+)\}")


class Keymap:
    """Every command under its keys, in the order of the table of commands."""

    def __init__(
        self,
        keys: Mapping[str, tuple[str, ...]] | None = None,
        everywhere: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        bound, always = keys or {}, everywhere or {}
        worn = [
            replace(
                command,
                keys=bound.get(command.id, command.keys),
                everywhere=always.get(command.id, command.everywhere),
            )
            for command in EVERY
        ]
        self._by_id = {command.id: command for command in worn}
        palette = self.key("palette")
        self._by_id = {
            command.id: replace(command, help=self.worded(command.help), without_key=palette)
            for command in worn
        }

    def __iter__(self) -> Iterator[Command]:
        """The board's commands."""
        return (command for command in self._by_id.values() if not command.place)

    @property
    def elsewhere(self) -> tuple[Command, ...]:
        """The commands of the dialogs and of the screens beside the board."""
        return tuple(command for command in self._by_id.values() if command.place)

    def __getitem__(self, command_id: str) -> Command:
        return self._by_id[command_id]

    def key(self, command_id: str) -> str:
        """The first key of a command, as a sentence names it."""
        command = self._by_id[command_id]
        return (*command.keys, *command.everywhere, command.without_key)[0]

    def worded(self, sentence: str) -> str:
        """The sentence with `{count-chips}` and its like as keys."""
        return NAMED_KEY.sub(
            lambda found: self.key(found[1]) if found[1] in self._by_id else found[0], sentence
        )

    def board_bindings(self) -> list[Binding]:
        """The board's keys; the second binding of a key answers when the first is grey."""
        bindings = []
        for command in self:
            for key in command.keys:
                name = canonical(key)
                deed = f"jump('{key}')" if command.id == JUMP else f"command('{command.id}')"
                bindings.append(Binding(name, deed, command.title, tooltip=command.help))
                if command.action is not None:
                    bindings.append(Binding(name, f"explain('{command.id}')", show=False))
        return bindings

    def beside_bindings(self) -> list[Binding]:
        """The keys that the screens beside the board share with it."""
        return [
            Binding(canonical(key), deed, self[command_id].title, show=False)
            for command_id, deed in SHARED.items()
            for key in self[command_id].keys
        ]

    def names(self, command_id: str) -> frozenset[str]:
        """A command's keys as Textual reports them."""
        return frozenset(map(canonical, self[command_id].keys))

    def bindings_of(self, deeds: Mapping[str, str]) -> list[Binding]:
        """The keys of a dialog or screen that does these deeds."""
        return [
            Binding(name, deed, self[command_id].title, show=False)
            for command_id, deed in deeds.items()
            for name in sorted(self.names(command_id))
        ]

    def everywhere_bindings(self) -> list[Binding]:
        """The App's own keys, which no dialog and no text field holds back."""
        return [
            Binding(key, f"everywhere('{command.id}')", command.title, show=False, priority=True)
            for command in self
            for key in command.everywhere
        ]

    def help_rows(self) -> list[tuple[str, str, str]]:
        """Keys, title and sentence of every command, in the order they are declared."""
        several = (*self, *self.elsewhere)
        return [(command.shown_keys, command.title, command.help) for command in several]


SHARED = {"lock": "lock", "help": "help", "copy": "copy", "save-list": "save_list"}
"""Commands of the board that every screen beside it has too, with their deed there."""


def canonical(key: str) -> str:
    """A key's name as Textual reports it: `slash` for `/`."""
    if key == ",":
        return "comma"  # which Textual takes for what stands between two keys
    return next(iter(BindingsMap([Binding(key, "")]).key_to_bindings))


HOUSE_KEYS = Keymap()
"""The keys as the house has them, where nobody set any."""


def keymap_of_app(app: object) -> Keymap:
    """The keys an App was given."""
    given = getattr(app, "commands", HOUSE_KEYS)
    return given if isinstance(given, Keymap) else HOUSE_KEYS


def key_table() -> str:
    """The README's tables of keys, as Markdown: the board's, the dialogs', the other screens'."""
    places = {command.id: command.place for command in HOUSE_KEYS.elsewhere}
    dialogs = [HOUSE_KEYS[each] for each, place in places.items() if place not in SCREENS]
    screens = [HOUSE_KEYS[each] for each, place in places.items() if place in SCREENS]
    return "\n".join(
        (
            *_rows(HOUSE_KEYS),
            *("", "In dialogs:", "", *_rows(dialogs)),
            *("", "On the screens beside the board:", "", *_rows(screens), ""),
        )
    )


def _rows(commands: Iterable[Command]) -> Iterator[str]:
    yield from ("| key | command | does |", "|---|---|---|")
    for command in commands:
        keys = " ".join(f"`{key}`" for key in command.shown_keys.split())
        yield f"| {keys} | `{command.id}` | **{command.title}**: {command.help} |"


if __name__ == "__main__":
    print(key_table(), end="")
