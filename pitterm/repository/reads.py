"""What the screens beside the board read, by name: the one list a recording has to know."""

from pitterm.repository.custody import read_boxes_to_count
from pitterm.repository.detail import read_table_detail
from pitterm.repository.metrics import (
    read_casino_metrics,
    read_checkpoints,
    read_hourly_buyins,
    read_pit_metrics,
    read_rundowns,
    read_session_metrics,
    read_shift_sheet,
    read_shift_windows,
    read_table_metrics,
)
from pitterm.repository.reports import read_report
from pitterm.repository.slips import (
    read_box_in_place,
    read_slips_in_flight,
    read_slips_of_table,
)
from pitterm.repository.telemetry import read_open_rating_slips

__all__ = [
    "read_box_in_place",
    "read_boxes_to_count",
    "read_casino_metrics",
    "read_checkpoints",
    "read_hourly_buyins",
    "read_open_rating_slips",
    "read_pit_metrics",
    "read_report",
    "read_rundowns",
    "read_session_metrics",
    "read_shift_sheet",
    "read_shift_windows",
    "read_slips_in_flight",
    "read_slips_of_table",
    "read_table_detail",
    "read_table_metrics",
]
