"""Never lost, never doubled, never called live when it is old: whatever breaks."""

import time
from pathlib import Path

from pitterm.database.embedded import EmbeddedServer
from tests.databases import copied_database
from tests.nemesis.campaign import Outcome, Round
from tests.nemesis.disk import SmallDisk

LONGEST_ROUND_SECONDS = 60.0


def test_whatever_breaks_every_action_ends_as_what_is_so(
    durable_server: EmbeddedServer,
    disk: SmallDisk | None,
    nemesis_seconds: float,
    nemesis_seed: int,
    tmp_path: Path,
) -> None:
    until, total, number = time.monotonic() + nemesis_seconds, Outcome(), 0
    while (left := until - time.monotonic()) > 1:
        number += 1
        directory = tmp_path / str(number)
        directory.mkdir()
        with copied_database(durable_server) as database:
            with database.connect_admin() as admin:
                for setting in ("fsync", "synchronous_commit"):
                    assert admin.execute(f"show {setting}".encode()).fetchone() == ("on",)
            seconds = min(left, LONGEST_ROUND_SECONDS)
            outcome = Round(database, directory, f"{nemesis_seed}/{number}", seconds, disk).run()
        total.add(outcome)
        print(f"seed {nemesis_seed}, round {number}: {outcome}", flush=True)
        assert not outcome.violations, "\n".join(outcome.violations[:20])
        # A round in which nothing was done would prove nothing.
        assert outcome.ends["applied"] > 20
    print(f"seed {nemesis_seed}, {number} rounds: {total}", flush=True)
