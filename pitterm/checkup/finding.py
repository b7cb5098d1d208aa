"""One thing the doctor looked at."""

from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """How it is, as the sign in front of its line."""

    GOOD = "✓"
    LOOK = "▲"
    """It works, and somebody should look at it."""
    WRONG = "✕"


class Finding(NamedTuple):
    """What was looked at, how it is, and what to do about it."""

    verdict: Verdict
    subject: str
    words: str
    next_step: str = ""

    def __str__(self) -> str:
        step = f" → {self.next_step}" if self.next_step else ""
        return f"{self.verdict} {self.subject:<11}{self.words}{step}"


def good(subject: str, words: str) -> Finding:
    return Finding(Verdict.GOOD, subject, words)


def look(subject: str, words: str, next_step: str = "") -> Finding:
    return Finding(Verdict.LOOK, subject, words, next_step)


def wrong(subject: str, words: str, next_step: str = "") -> Finding:
    return Finding(Verdict.WRONG, subject, words, next_step)
