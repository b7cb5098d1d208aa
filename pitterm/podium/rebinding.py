"""Keys that somebody chose: checked as a whole before the podium starts."""

import difflib
import string

from pitterm.bound_keys import BoundKeys, KeysError
from pitterm.podium.commands import COMMANDS, JUMP
from pitterm.podium.key_places import Place
from pitterm.podium.keymap import SHARED, Keymap, canonical
from pitterm.podium.screen_commands import ALL_BY_ID, ELSEWHERE, EVERY, STEPS

VIM = {
    "row-down": ("j",),
    "row-up": ("k",),
    "first-row": ("g",),
    "last-row": ("G",),
    "page-down": ("ctrl+d",),
    "page-up": ("ctrl+u",),
    "previous-pit": ("h",),
    "next-pit": ("l",),
}
"""What the preset adds to the house's keys; it takes none away."""

_NEVER_WITHOUT = {"palette", "lock"}
FIXED = {"back": "escape", JUMP: "the digits"}
TAKEN = {
    "ctrl+a": "screen's own key",
    "ctrl+b": "tmux's own key",
    "ctrl+c": "what ends other programs",
    "ctrl+h": "backspace in many terminals",
    "ctrl+i": "Tab in every terminal",
    "ctrl+j": "Enter in many terminals",
    "ctrl+m": "Enter in every terminal",
    "ctrl+q": "what lets a stopped terminal go on",
    "ctrl+s": "what stops a terminal",
    "ctrl+z": "what suspends a program",
    "f1": "the help of many terminals",
    "f10": "the menu of many terminals",
    "f11": "the full screen of many terminals",
}
_LIST_KEYS = {
    *("up", "down", "left", "right", "pageup", "pagedown", "home", "end"),
    *("ctrl+home", "ctrl+end", "tab", "shift+tab"),
}
_CHARACTERS = {
    canonical(each): each for each in string.printable.strip() if each not in string.digits
}
_NAMED = {"space", "enter", "insert", "delete", "backspace", *_LIST_KEYS}
_CHORDS = {f"ctrl+{letter}" for letter in string.ascii_lowercase}
_FUNCTION_KEYS = {f"f{number}" for number in range(1, 13)}
_IN_A_LINE = {f"ctrl+{letter}" for letter in "adefkuvwxc"}
"""What every line of text takes for editing."""


def keymap_of(bound: BoundKeys) -> Keymap:
    """The commands under these keys.

    Raises KeysError for the first fault, naming file, line and what clashes.
    """
    chosen: dict[str, tuple[str, ...]] = {}
    for command_id, typed in bound.by_command.items():
        chosen[command_id] = _checked(bound, command_id, typed)
    keys = {command.id: command.keys for command in EVERY}
    if bound.preset == "vim":
        keys |= {each: (*keys[each], *added) for each, added in VIM.items()}
    everywhere = {command.id: command.everywhere for command in COMMANDS}
    for command_id, several in chosen.items():
        always = tuple(key for key in several if _reaches_dialogs(key))
        if ALL_BY_ID[command_id].everywhere:
            keys[command_id] = tuple(key for key in several if key not in always)
            everywhere[command_id] = always
        else:
            keys[command_id] = several
    board = {each: several for each, several in keys.items() if not ALL_BY_ID[each].place}
    _refuse_clashes(bound, board, everywhere)
    _refuse_clashes_elsewhere(bound, keys, everywhere)
    _refuse_dead_ends(bound, keys, everywhere)
    _refuse_enter_everywhere(bound, keys)
    return Keymap(keys, everywhere)


def _checked(bound: BoundKeys, command_id: str, typed: tuple[str, ...]) -> tuple[str, ...]:
    where = bound.where(command_id)
    if command_id not in ALL_BY_ID:
        near = difflib.get_close_matches(command_id, ALL_BY_ID, n=1, cutoff=0)[0]
        raise KeysError(f"{where}: there is no command {command_id}", f"Did you mean {near}?")
    if command_id in FIXED:
        raise KeysError(
            f"{where}: {command_id} stays on {FIXED[command_id]}", "Take it out of [keys]."
        )
    several = tuple(_key(where, command_id, key) for key in typed)
    for key in several:
        _refuse_typed_key(where, command_id, key)
    return several


def _key(where: str, command_id: str, key: str) -> str:
    """The key as the podium prints it, or why nobody can be given it."""
    name = canonical(key) if len(key) == 1 and key.isprintable() and key != " " else key
    if name in ALL_BY_ID[command_id].keys:
        return key
    reason = TAKEN.get(name)
    if reason is not None:
        raise KeysError(f"{where}: {key} is {reason}", "Choose another key.")
    if name == "escape" or name in _LIST_KEYS:
        raise KeysError(f"{where}: {key} moves about in every list", "Choose another key.")
    if len(key) == 1 and key in string.digits:
        raise KeysError(f"{where}: {key} is a spot and an amount", "Digits stay as they are.")
    known = _CHARACTERS.keys() | _NAMED | _CHORDS | _FUNCTION_KEYS
    if name not in known:
        near = difflib.get_close_matches(key, known, n=1, cutoff=0)[0]
        raise KeysError(
            f"{where}: no terminal sends a key {key!r}",
            f"Did you mean {near}? A capital is written as one; Alt and Ctrl+Shift are lost.",
        )
    return _CHARACTERS.get(name, key)


def _refuse_typed_key(where: str, command_id: str, key: str) -> None:
    """Refuse for a command of another place what is typed, or means something else, there."""
    place, name = ALL_BY_ID[command_id].place, canonical(key)
    if command_id in STEPS.values() and not (len(key) == 1 and key.upper() != key):
        raise KeysError(
            f"{where}: {key} is no small letter, whose capital hands the step over",
            "Choose a small letter.",
        )
    if place is None or _reaches_dialogs(key):
        return
    if place.is_screen:
        if name in _NAMED:
            raise KeysError(
                f"{where}: {key} has its own meaning on the {place}", "Choose another key."
            )
        return
    if name in _NAMED or name.startswith("ctrl+"):
        raise KeysError(f"{where}: {key} has its own meaning in a {place}", "Choose another key.")
    if place is Place.ANY:
        advice = 'Choose one such as "ctrl+t" or "f12".'
        raise KeysError(f"{where}: {key} is typed in a {place}", advice)
    if place is Place.CHIPS and (key.isalnum() or key in "+-$.,: "):
        raise KeysError(f"{where}: {key} is typed in a {place}", "Choose a sign such as = or #.")


def _refuse_clashes_elsewhere(
    bound: BoundKeys, keys: dict[str, tuple[str, ...]], everywhere: dict[str, tuple[str, ...]]
) -> None:
    several = {command.id: keys[command.id] for command in ELSEWHERE}
    several |= {each: (*keys[each], *map(str.upper, keys[each])) for each in STEPS.values()}
    always = {each: held for each, held in everywhere.items() if held}
    none: dict[str, tuple[str, ...]] = dict.fromkeys(always, ())
    shared = {each: keys[each] for each in SHARED}
    for place in Place:
        places = (place,) if place.is_screen else (place, Place.ANY)
        met = {each: held for each, held in several.items() if ALL_BY_ID[each].place in places}
        if place.is_screen:
            met = shared | met
        _refuse_clashes(bound, none | met, everywhere)


def _reaches_dialogs(key: str) -> bool:
    """Whether no dialog and no line of text has a use of its own for the key."""
    return (key in _CHORDS and key not in _IN_A_LINE) or key in _FUNCTION_KEYS


def _refuse_clashes(
    bound: BoundKeys, keys: dict[str, tuple[str, ...]], everywhere: dict[str, tuple[str, ...]]
) -> None:
    owners: dict[str, str] = {}
    for command_id in keys:
        for key in (*keys[command_id], *everywhere.get(command_id, ())):
            name = canonical(key)
            other = owners.setdefault(name, command_id)
            if other == command_id:
                continue
            at = max((other, command_id), key=lambda each: bound.lines.get(each, 0))
            gives_way = other if at == command_id else command_id
            must_keep = gives_way in _NEVER_WITHOUT or ALL_BY_ID[gives_way].place is not None
            raise KeysError(
                f"{bound.where(at)}: {key} would be both {other} and {command_id}",
                f"Give {gives_way} another key{'' if must_keep else ', or [] for none'}.",
            )
        if len(set(map(canonical, keys[command_id]))) < len(keys[command_id]):
            raise KeysError(f"{bound.where(command_id)}: {command_id} has a key twice")


def _refuse_dead_ends(
    bound: BoundKeys, keys: dict[str, tuple[str, ...]], everywhere: dict[str, tuple[str, ...]]
) -> None:
    if not keys["palette"]:
        raise KeysError(
            f"{bound.where('palette')}: without the palette some commands have no way in",
            "Give palette a key.",
        )
    for command in ELSEWHERE:
        place = command.place
        if place is not None and not keys[command.id]:
            needs = f"the {place} needs" if place.is_screen else f"a {place} needs"
            raise KeysError(
                f"{bound.where(command.id)}: {needs} a key for {command.id}",
                f"Its own is {command.keys[0]}.",
            )
    if not everywhere["lock"]:
        raise KeysError(
            f"{bound.where('lock')}: lock needs a key that no dialog takes for typing",
            'Add one such as "ctrl+l" or "f12".',
        )


def _refuse_enter_everywhere(bound: BoundKeys, keys: dict[str, tuple[str, ...]]) -> None:
    for command_id in SHARED:
        if "enter" in keys[command_id]:
            raise KeysError(
                f"{bound.where(command_id)}: enter has another meaning on the other screens",
                f"Choose another key for {command_id}, which works there too.",
            )
