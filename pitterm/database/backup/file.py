"""The file of a backup: a tar archive of four members, whole or not there.

`manifest.json`, `logins.json`, `pit.dump` (pg_dump's custom format) and `SHA256SUMS` of the three,
in this order; `sha256sum -c` understands the last.
"""

import contextlib
import errno
import hashlib
import io
import os
import secrets
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from pydantic import BaseModel, ValidationError

from pitterm.database.backup.contents import FORMAT, FORMAT_VERSION, LoginList, Manifest
from pitterm.domain.errors import PitError

MANIFEST, LOGINS, DUMP, SUMS = "manifest.json", "logins.json", "pit.dump", "SHA256SUMS"
_LONGEST_TEXT = 64 * 2**20
_CHUNK = 2**20
_NO_HARD_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)

P = TypeVar("P", bound=BaseModel)


class NotBackedUp(PitError):
    """There is no backup; nothing was left behind."""

    exit_code = 2


class NotABackup(PitError):
    """The file cannot be restored from; nothing was touched."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that was read to its end and found whole; the dump lies beside it for a while."""

    manifest: Manifest
    logins: LoginList
    dump: Path


@contextlib.contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A draft for its owner's eyes that takes the path's name when the block ends well.

    Raises NotBackedUp; a file that is there already is never replaced.
    """
    refuse_existing(path)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.unfinished")
    try:
        handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            with os.fdopen(handle, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _give_name(draft, path)
            _settle_directory(path.parent)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink()
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise NotBackedUp(
            f"{path} cannot be written: {error.strerror or error}", "Choose another place."
        ) from error


def refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise _exists(path)


def _exists(path: Path) -> NotBackedUp:
    return NotBackedUp(f"{path} is there already", "Choose another name.")


def _give_name(draft: Path, path: Path) -> None:
    """A link, unlike a renaming, fails where something has the name meanwhile."""
    try:
        os.link(draft, path)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        draft.replace(path)


def _settle_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_backup(file: IO[bytes], manifest: Manifest, logins: LoginList, dump: IO[bytes]) -> None:
    """The four members; each is summed as it is written."""
    sums = []
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        texts = ((MANIFEST, manifest), (LOGINS, logins))
        for name, value in texts:
            text = (value.model_dump_json(indent=2) + "\n").encode()
            _add(archive, name, io.BytesIO(text), len(text), manifest)
            sums.append(f"{hashlib.sha256(text).hexdigest()}  {name}\n")
        size = dump.seek(0, os.SEEK_END)
        dump.seek(0)
        sums.append(f"{_digest(dump)}  {DUMP}\n")
        dump.seek(0)
        _add(archive, DUMP, dump, size, manifest)
        whole = "".join(sums).encode()
        _add(archive, SUMS, io.BytesIO(whole), len(whole), manifest)


def _add(
    archive: tarfile.TarFile, name: str, content: IO[bytes], size: int, manifest: Manifest
) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    member.mtime = int(manifest.made_at.timestamp())
    archive.addfile(member, content)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """The whole backup, every sum checked; the dump is a private copy until the block ends.

    Raises NotABackup.
    """
    with tempfile.TemporaryDirectory(prefix="pitterm-") as directory:
        yield _read(path, Path(directory, DUMP))


def _read(path: Path, dump: Path) -> Backup:
    try:
        with tarfile.open(path, mode="r:") as archive:
            manifest, first = _text(archive, MANIFEST)
            logins, second = _text(archive, LOGINS)
            third = _copied(_member(archive, DUMP), dump)
            sums, _ = _text(archive, SUMS)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise NotABackup(
            f"{path} is torn or no backup of pitterm", "Name a whole one; nothing was touched."
        ) from error
    except OSError as error:
        raise NotABackup(f"{path} cannot be read: {error.strerror or error}") from error
    named = zip((first, second, third), (MANIFEST, LOGINS, DUMP), strict=True)
    if sums.decode(errors="replace") != "".join(f"{found}  {name}\n" for found, name in named):
        raise NotABackup(
            f"{path} is damaged: its contents are not what was written",
            "Name a whole one; nothing was touched.",
        )
    return Backup(_manifest(path, manifest), _parsed(path, LoginList, logins), dump)


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    """The next member, which must be this one: nothing is searched for."""
    member = archive.next()
    if member is None or member.name != name or not member.isreg():
        raise ValueError(f"there is no {name} where it should be")
    content = archive.extractfile(member)
    if content is None:
        raise ValueError(f"{name} has no content")
    return content


def _text(archive: tarfile.TarFile, name: str) -> tuple[bytes, str]:
    content = _member(archive, name).read(_LONGEST_TEXT + 1)
    if len(content) > _LONGEST_TEXT:
        raise ValueError(f"{name} is too long")
    return content, hashlib.sha256(content).hexdigest()


def _copied(content: IO[bytes], target: Path) -> str:
    with target.open("xb") as file:
        return _digest(content, file)


def _digest(content: IO[bytes], copy: IO[bytes] | None = None) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
        if copy is not None:
            copy.write(chunk)
    return digest.hexdigest()


def _manifest(path: Path, text: bytes) -> Manifest:
    manifest = _parsed(path, Manifest, text)
    if (manifest.format, manifest.format_version) != (FORMAT, FORMAT_VERSION):
        raise _foreign(path)
    return manifest


def _parsed(path: Path, kind: type[P], text: bytes) -> P:
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        raise _foreign(path) from error


def _foreign(path: Path) -> NotABackup:
    return NotABackup(
        f"{path} is a backup of a form that this pitterm does not know",
        "Use the pitterm that made it.",
    )
