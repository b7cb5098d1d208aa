"""Installs each mutant and runs its tests: `python -m tests.mutants [--only N …] [--jobs N]`."""

import argparse
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path

from tests.databases import MIGRATIONS_FROM
from tests.mutants.listed import LIST, Mutant, read_mutants

LONGEST_SECONDS = 600.0


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "SURVIVED"
    NEVER_LIVED = "NEVER LIVED"
    """It could not be installed or no test ran, so nothing is proven."""


def run(mutant: Mutant) -> tuple[Fate, str]:
    """The fate, and the first test that noticed."""
    with tempfile.TemporaryDirectory(prefix="pitterm-mutant-") as directory:
        mutant.write_migration(Path(directory))
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "--tb=no", *_options(mutant)],
            cwd=LIST.parents[2],
            env={**os.environ, MIGRATIONS_FROM: directory},
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED ")]
    if failed:
        return Fate.KILLED, failed[0].removeprefix("FAILED ").partition(" - ")[0]
    if done.returncode == 0:
        return Fate.SURVIVED, ""
    return Fate.NEVER_LIVED, done.stdout.strip().splitlines()[-1]


def _options(mutant: Mutant) -> list[str]:
    return ["-p", "no:cacheprovider", *mutant.tests]


def main() -> int:
    """Run them all, or one; 1 where any was not killed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument(
        "--only", type=int, nargs="+", metavar="N", help="the Nth of the list, from 1"
    )
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="how many at once")
    options = parser.parse_args()
    numbered = list(enumerate(read_mutants(), start=1))
    chosen = [(n, mutant) for n, mutant in numbered if options.only is None or n in options.only]
    survivors = 0
    with ThreadPoolExecutor(options.jobs) as pool:
        fates = pool.map(lambda each: run(each[1]), chosen)
        for (number, mutant), (fate, noticed) in zip(chosen, fates, strict=True):
            survivors += fate is not Fate.KILLED
            print(f"{number:3} {fate.value:11} {mutant.says}: {noticed}", flush=True)
    print(f"{len(chosen) - survivors} of {len(chosen)} killed")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
