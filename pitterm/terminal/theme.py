"""The house themes, dark and light, and the inks in which every theme writes a state.

Blue, amber and vermilion after Okabe and Ito, so far apart that a colour-blind eye keeps all three.
"""

import difflib
import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.theme import BUILTIN_THEMES, Theme

if TYPE_CHECKING:
    from textual.app import App


class Inks(NamedTuple):
    """What runs, what waits, and what is loud."""

    live: str
    due: str
    loud: str

    @property
    def variables(self) -> dict[str, str]:
        """The inks under the names the stylesheet has for them."""
        return {"text-primary": self.live, "text-warning": self.due, "text-error": self.loud}


ON_DARK = Inks("#56b4e9", "#ffbe3d", "#e07448")
ON_LIGHT = Inks("#0057a3", "#8a5800", "#6e0a00")


def _scrollbars(track: str, thumb: str, held: str) -> dict[str, str]:
    """A scroll bar that lies on its surface like a line, and no black hole in it."""
    tracks = ("", "-hover", "-active")
    return {
        **{f"scrollbar-background{each}": track for each in tracks},
        "scrollbar-corner-color": track,
        "scrollbar": thumb,
        "scrollbar-hover": held,
        "scrollbar-active": held,
    }


PIT = Theme(
    name="pit",
    primary=ON_DARK.live,
    secondary="#7f9bb0",
    accent=ON_DARK.live,
    success=ON_DARK.live,
    warning=ON_DARK.due,
    error=ON_DARK.loud,
    foreground="#dde3e8",
    background="#0f1418",
    surface="#151c22",
    panel="#1d262e",
    dark=True,
    variables={
        **ON_DARK.variables,
        "block-cursor-background": "#1c3849",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#1a2c38",
        "input-cursor-background": "#56b4e9",
        "input-selection-background": "#56b4e9 22%",
        "border": "#56b4e9",
        "border-blurred": "#33414c",
        **_scrollbars("#151c22", "#33414c", "#56b4e9"),
    },
)

PIT_LIGHT = Theme(
    name="pit-light",
    primary=ON_LIGHT.live,
    secondary="#54697a",
    accent=ON_LIGHT.live,
    success=ON_LIGHT.live,
    warning=ON_LIGHT.due,
    error=ON_LIGHT.loud,
    foreground="#181d21",
    background="#fbfcfd",
    surface="#f0f3f5",
    panel="#e7ecf0",
    dark=False,
    variables={
        **ON_LIGHT.variables,
        "block-cursor-background": "#d6e7f4",
        "block-cursor-foreground": "#181d21",
        "block-cursor-blurred-background": "#dfeaf3",
        "input-cursor-background": "#0057a3",
        "input-selection-background": "#0057a3 16%",
        "border": "#0057a3",
        "border-blurred": "#9fb0bd",
        **_scrollbars("#f0f3f5", "#9fb0bd", "#0057a3"),
    },
)
TERMINAL = "ansi-dark"
"""The sixteen colours of the terminal itself."""
_OURS = (PIT, PIT_LIGHT)


def put_on(app: "App[Any]", name: str) -> None:
    """Register every theme with the house's inks and wear this one, or the house's own."""
    for theme in (*_OURS, *BUILTIN_THEMES.values()):
        app.register_theme(_with_inks(theme))
    app.theme = name if name in app.available_themes else PIT.name


def _with_inks(theme: Theme) -> Theme:
    """The theme writing states in the house's inks; an ANSI theme has its terminal's sixteen.

    Under NO_COLOR a state is as bright as the brightest text: grey vermilion would be quiet.
    """
    if _is_ansi(theme.name):
        return theme
    inks = ON_DARK if theme.dark else ON_LIGHT
    if os.environ.get("NO_COLOR"):
        inks = Inks(*[theme.to_color_system().generate()["foreground"]] * 3)
    variables = theme.variables | inks.variables
    return replace(theme, warning=inks.due, error=inks.loud, variables=variables)


def _is_ansi(name: str) -> bool:
    return name.startswith(("ansi", "textual-ansi"))


def why_not_theme(name: str) -> str | None:
    """Why a theme cannot be shown here: nobody made it, or it paints black on black."""
    known = [*(theme.name for theme in _OURS), *BUILTIN_THEMES]
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0)[0]
        return f"There is no theme {name}; did you mean {near}?"
    if _is_ansi(name) and os.environ.get("NO_COLOR"):
        return f"The theme {name} cannot be read under NO_COLOR; choose pit or unset NO_COLOR."
    return None
