"""Why a figure cannot be known, in the words that stand beside its dash."""

from zoneinfo import ZoneInfo

from pitterm.domain.metrics import OpeningSource, TableMetrics
from pitterm.domain.telemetry import Coverage


def why_no_est_drop(row: TableMetrics) -> str | None:
    """Nothing logged is not a drop of nothing."""
    return None if row.estimated_drop_buyins_cents is not None else Coverage.NONE.words


def why_no_est_win(row: TableMetrics, zone: ZoneInfo) -> str | None:
    """A win is known only between two counts with something logged between them."""
    if row.win_loss_estimated_cents is not None:
        return None
    if row.win_loss_inventory_cents is not None:
        is_nowhere = row.telemetry_quality is Coverage.NONE
        return f"nothing logged between {'its' if is_nowhere else 'some of its'} counts"
    if row.missing_opening_snapshot and row.missing_closing_snapshot:
        return "no count"
    if row.opening_source is OpeningSource.PAR:
        return "par is no count"
    if row.opening_snapshot_at is not None:
        counted, began = (at.astimezone(zone) for at in (row.opening_snapshot_at, row.window_start))
        is_same_date = counted.date() == began.date()
        return f"no count since {counted:{'%H:%M' if is_same_date else '%a %H:%M'}}"
    return "no two counts"


def why_no_counted_win(row: TableMetrics) -> str | None:
    """A counted win stands on whole drop periods whose boxes are all released."""
    if row.counted_win_cents is not None:
        return None
    if row.counted_drop_cents is not None:
        return "no two counts around its boxes"
    return "box not counted or shared" if row.drop_custody_present else "no box taken out"
