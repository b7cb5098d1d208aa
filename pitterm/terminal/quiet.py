"""Text that stands beside the point, on podium and wall; the stylesheet has the same shares."""

QUIET = "$foreground 63%"
"""What explains, and what may be passed over; its contrast is 4.5:1 at least."""
GREY = "$foreground 54%"
"""A key that may not be pressed; 3:1 at least."""
