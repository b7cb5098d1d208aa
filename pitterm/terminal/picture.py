"""The latest proof that the server is alive, measured on the monotonic clock."""

from collections.abc import Callable
from datetime import datetime, timedelta

from pitterm.domain.board import Pulse, Snapshot
from pitterm.domain.link import STALE_AFTER_SECONDS, LinkState, judge


class Picture:
    """How old the painted picture is; once lost, only a fresh picture makes it live again."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._pulse: Pulse | None = None
        self._proof_at: float | None = None
        self._is_lost = False

    def take(self, news: Snapshot | Pulse) -> None:
        """Count what the server sent as a proof of life, unless a whole picture is owed first."""
        if self._is_lost and not isinstance(news, Snapshot):
            return
        self._is_lost = False
        self._pulse = news.pulse if isinstance(news, Snapshot) else news
        self._proof_at = self._monotonic() - self._pulse.answered_in_seconds

    def lose(self) -> None:
        """The feed reported that the server went away."""
        self._is_lost = True

    def forget(self) -> None:
        """Drop everything, because another person signs in."""
        self._pulse, self._proof_at, self._is_lost = None, None, False

    @property
    def pulse(self) -> Pulse | None:
        """The last thing the server proved."""
        return self._pulse

    @property
    def link(self) -> LinkState:
        """The link's state at this moment."""
        return judge(self._silence(), self._is_lost)

    @property
    def is_old(self) -> bool:
        """Whether the picture may no longer be taken for the present."""
        return self.link in (LinkState.STALE, LinkState.OFFLINE)

    @property
    def silent_for(self) -> timedelta:
        """The time since the last proof."""
        return timedelta(seconds=self._silence() or 0.0)

    def now(self) -> datetime | None:
        """The database's clock, which stands still with the picture once that is stale."""
        silence = self._silence()
        if self._pulse is None or silence is None:
            return None
        return self._pulse.as_of + timedelta(seconds=min(silence, STALE_AFTER_SECONDS))

    def _silence(self) -> float | None:
        return None if self._proof_at is None else self._monotonic() - self._proof_at
