"""The one way from a report to what is written."""

import re
from enum import StrEnum

from pitterm.domain.text import escaped
from pitterm.reporting.plain import plain_text
from pitterm.reporting.spreadsheet import spreadsheet
from pitterm.reporting.values import Report


class Format(StrEnum):
    """How a report is written."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"

    @property
    def ending(self) -> str:
        """What a file of this format is called by."""
        return "txt" if self is Format.TEXT else self.value


def render(report: Report, form: Format) -> str:
    """The whole report, its last line ended."""
    if form is Format.CSV:
        return spreadsheet(report)
    if form is Format.JSON:
        return escaped(report.model_dump_json(indent=2)) + "\n"
    return plain_text(report)


def offered_name(about: str, day: str, form: Format) -> str:
    """A file name that says what is in it, with nothing a shell or a file system stumbles over."""
    words = re.sub(r"[^a-z0-9]+", "-", about.casefold()).strip("-")
    return f"{words or 'report'}-{day}.{form.ending}"
