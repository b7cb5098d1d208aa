"""The program's own log: private, bounded, and without secrets."""

import logging
import logging.handlers
import os
import re
import secrets
from io import TextIOWrapper
from pathlib import Path

from pitterm import places
from pitterm.domain.text import escaped

_LOGGER = logging.getLogger("pitterm")
_BYTES_A_FILE = 1_000_000
_FILES = 5
_HIDDEN = "***"
_SHORTEST_SECRET = 4
# No 0, O, 1, I: a reference is read out over the telephone.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

_VALUE = r"""('(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|[^\s,;&)}\]]+)"""
_PATTERNS = (
    # scheme://login:password@host, up to the last @ of the word
    (re.compile(r"""(://[^\s:/?#@'"]*:)[^\s'"]*@"""), rf"\1{_HIDDEN}@"),
    # password=…, 'password': '…', PGPASSWORD=…, ?sslpassword=…
    (
        re.compile(rf"""((?:password|passwd|secret)\w*["']?\s*[=:]\s*){_VALUE}""", re.I),
        rf"\1{_HIDDEN}",
    ),
    # ALTER ROLE boss PASSWORD '…'
    (re.compile(r"""(\bpassword\s+)('(?:[^']|'')*'|"[^"]*")""", re.I), rf"\1{_HIDDEN}"),
    (re.compile(r"""(SCRAM-SHA-256\$)[^\s'"]+"""), rf"\1{_HIDDEN}"),
)
_secrets: set[str] = set()


def open_journal(path: Path | None = None, level: str = "info") -> Path | None:
    """Send every logger of the process to the file; None if it cannot be written."""
    path = path or places.log_file()
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler, _PrivateFile | logging.NullHandler):
            root.removeHandler(handler)
            handler.close()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = _PrivateFile(path, maxBytes=_BYTES_A_FILE, backupCount=_FILES - 1, encoding="utf-8")
    except OSError:
        # Nothing may fall through to the terminal, which belongs to the screen.
        root.addHandler(logging.NullHandler())
        return None
    file.setFormatter(_Redacting("%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"))
    root.addHandler(file)
    _LOGGER.setLevel(level.upper())
    return path


def crash_reference(error: BaseException) -> str:
    """Log an unplanned error with its traceback under a short name a person can quote."""
    reference = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    if not any(isinstance(handler, _PrivateFile) for handler in logging.getLogger().handlers):
        open_journal()
    _LOGGER.error("reference %s", reference, exc_info=error)
    return reference


def hide(secret: str) -> None:
    """Keep this very text out of the log from now on, wherever it turns up."""
    if len(secret) >= _SHORTEST_SECRET:
        _secrets.add(secret)


def redact(text: str) -> str:
    """The text without passwords, in whichever form it carries them."""
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, _HIDDEN)
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


class _Redacting(logging.Formatter):
    """Redacts the finished lines: a traceback can quote a password as well as a message.

    Whoever reads the log does so in a terminal, so nothing in it is obeyed by one, and what is not
    the first line of its message is indented: no text can look like a message of its own.
    """

    def format(self, record: logging.LogRecord) -> str:
        return escaped(redact(super().format(record))).replace("\n", "\n  ")


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """A log that only its owner reads, whatever the umask."""

    def _open(self) -> TextIOWrapper:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
        return TextIOWrapper(
            open(os.open(self.baseFilename, flags, 0o600), "ab", buffering=0),
            encoding=self.encoding,
            errors="backslashreplace",
            write_through=True,
        )

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """A full disk must not write on the screen."""
