"""Textual's styles, parsed once a run: each App's own parsing is a quarter of a screen's test.

An App keeps what it parsed in the same way, by the same key, and changes no rule after that.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

_parse = Stylesheet._parse_rules
_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}


@contextlib.contextmanager
def parsed_once() -> Iterator[None]:
    """Let Apps of the same theme share the rules of the same text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", _remembered)
        yield


def _remembered(
    self: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    told = (css, read_from, is_default_rules, tie_breaker, scope)
    key = (*told, frozenset(self._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse(self, *told)
    return _parsed[key]
