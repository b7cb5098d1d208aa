"""How fresh the picture is, judged by time since the server last proved it was alive."""

from enum import StrEnum

STALE_AFTER_SECONDS = 3.0
"""Three missed pulses: the picture may no longer be called live."""


class LinkState(StrEnum):
    """The word on the status bar."""

    CONNECTING = "CONNECTING"
    LIVE = "LIVE"
    STALE = "STALE"
    OFFLINE = "OFFLINE"


def judge(seconds_since_proof: float | None, is_lost: bool) -> LinkState:
    """The link's state; the caller measures on the monotonic clock, never on an await."""
    if is_lost:
        return LinkState.OFFLINE
    if seconds_since_proof is None:
        return LinkState.CONNECTING
    return LinkState.LIVE if seconds_since_proof <= STALE_AFTER_SECONDS else LinkState.STALE
