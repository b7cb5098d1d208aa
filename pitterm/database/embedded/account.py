"""The system account PostgreSQL runs as, because PostgreSQL refuses to run as root."""

import os
import pwd
import stat
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pitterm.database.embedded.faults import misconfigured

_UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """Who the server's programs run as; `switched` when that is not who runs pitterm."""

    uid: int
    gid: int
    groups: tuple[int, ...]
    name: str
    switched: bool

    @classmethod
    def current(cls) -> "Account":
        uid, gid = os.geteuid(), os.getegid()
        return cls(uid, gid, tuple(os.getgroups()), _name(uid), switched=False)

    @classmethod
    def of(cls, uid: int, gid: int) -> "Account":
        """The account with this number, also when the system has no name for it."""
        name = _name(uid)
        groups = (gid,) if name.isdigit() else tuple(os.getgrouplist(name, gid))
        return cls(uid, gid, groups, name, switched=True)

    def may(self, wanted: int, path: Path) -> bool:
        """Whether the mode bits of `path` let this account read (4), write (2) or enter (1)."""
        entry = path.stat()
        if self.uid == 0:
            return True
        if entry.st_uid == self.uid:
            return bool((entry.st_mode >> 6) & wanted == wanted)
        if entry.st_gid == self.gid or entry.st_gid in self.groups:
            return bool((entry.st_mode >> 3) & wanted == wanted)
        return bool(entry.st_mode & wanted == wanted)

    def run(
        self,
        argv: Sequence[str | Path],
        *,
        cwd: Path,
        environment: Mapping[str, str] | None = None,
        keep: Sequence[int] = (),
    ) -> subprocess.CompletedProcess[str]:
        """Run a server program in a session of its own, so that Ctrl-C does not cut it short."""
        return subprocess.run(  # noqa: S603 - argv is the wheel's own program, no shell
            argv,
            cwd=cwd,
            # Nothing inherited: PGPORT and its kin would configure the server.
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            pass_fds=keep,
            start_new_session=True,
            umask=0o077,
            user=self.uid if self.switched else None,
            group=self.gid if self.switched else None,
            extra_groups=self.groups if self.switched else None,
        )


def server_account(cluster: Path) -> Account:
    """Whoever runs pitterm; for root, the owner of the cluster or an unprivileged user."""
    if os.geteuid() != 0:
        return Account.current()
    if cluster.is_dir():
        owner = cluster.stat()
        if owner.st_uid == 0:
            raise misconfigured(
                f"{cluster} belongs to root, and PostgreSQL refuses to run as root",
                "Give it to the user the server ran as.",
            )
        return Account.of(owner.st_uid, owner.st_gid)
    for name in _UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account.of(entry.pw_uid, entry.pw_gid)
    raise misconfigured(
        "PostgreSQL refuses to run as root, and there is no user postgres or nobody",
        "Run pitterm as an ordinary user.",
    )


def blocking_directory(path: Path, account: Account) -> Path | None:
    """The first directory on the way to `path` that the account may not enter."""
    for directory in reversed([path, *path.parents]):
        if not directory.exists():
            return None
        if stat.S_ISDIR(directory.stat().st_mode) and not account.may(1, directory):
            return directory
    return None


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
