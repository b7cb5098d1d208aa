"""The house theme: dark and quiet, with the blue and orange of Okabe and Ito."""

import difflib
import os

from textual.theme import BUILTIN_THEMES, Theme

PIT = Theme(
    name="pit",
    primary="#56b4e9",
    secondary="#7f9bb0",
    accent="#56b4e9",
    success="#56b4e9",
    warning="#e69f00",
    error="#e8743b",
    foreground="#dde3e8",
    background="#0f1418",
    surface="#151c22",
    panel="#1d262e",
    dark=True,
    variables={
        "text-primary": "#56b4e9",
        "text-warning": "#e69f00",
        "text-error": "#e8743b",
        "block-cursor-background": "#24465c",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#1e3341",
        "input-cursor-background": "#56b4e9",
        "input-selection-background": "#56b4e9 35%",
        "border": "#56b4e9",
        "border-blurred": "#33414c",
    },
)


def why_not_theme(name: str) -> str | None:
    """Why a theme cannot be shown here: nobody made it, or it paints black on black."""
    known = [PIT.name, *BUILTIN_THEMES]
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0)[0]
        return f"There is no theme {name}; did you mean {near}?"
    if name.startswith(("ansi", "textual-ansi")) and os.environ.get("NO_COLOR"):
        return f"The theme {name} cannot be read under NO_COLOR; choose pit or unset NO_COLOR."
    return None
