"""Reports of a shift, a day or a table: values in; text, CSV or JSON out."""

from pitterm.reporting.assembly import Readings, assemble
from pitterm.reporting.files import NotWritten, write_new
from pitterm.reporting.listing import Listing, offered_list_name, render_list
from pitterm.reporting.rendering import Format, offered_name, render
from pitterm.reporting.values import Report, ReportKind

__all__ = [
    "Format",
    "Listing",
    "NotWritten",
    "Readings",
    "Report",
    "ReportKind",
    "assemble",
    "offered_list_name",
    "offered_name",
    "render",
    "render_list",
    "write_new",
]
