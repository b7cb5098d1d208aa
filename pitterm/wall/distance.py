"""From how far the wall reads: letters of sixteen minutes of arc, as road signs are sized."""

import math

ARC_MINUTES = 16.0
CAPITAL_OF_ROW = 0.6
"""A capital letter's share of a terminal row; the rest is the space between lines."""
_HEIGHT_OF_DIAGONAL = 9 / math.hypot(16, 9)
_CM_AN_INCH = 2.54


def panel_height_cm(diagonal_inches: float) -> float:
    """The height of a 16:9 panel that is sold by its diagonal."""
    return diagonal_inches * _CM_AN_INCH * _HEIGHT_OF_DIAGONAL


def reading_distance_m(height_cm: float, rows: int) -> float:
    """How many metres away a capital letter is still sixteen minutes of arc high."""
    capital_m = height_cm / 100 / max(1, rows) * CAPITAL_OF_ROW
    return capital_m / math.tan(math.radians(ARC_MINUTES / 60))
