"""Where pitterm's files lie on this machine; directories are made by whoever writes into them."""

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent
_SYSTEM = Path("/var/lib/pitterm")


def stylesheet() -> Path:
    """The one stylesheet: inside an installed package, or at the top of a checkout."""
    for path in (_PACKAGE / "pitterm.tcss", _PACKAGE.parent / "pitterm.tcss"):
        if path.is_file():
            return path
    raise FileNotFoundError("pitterm.tcss is missing from the installation")


def config_file() -> Path:
    """The settings file that is read when no other is named."""
    return platformdirs.user_config_path("pitterm", appauthor=False) / "pitterm.toml"


def data_directory() -> Path:
    """The embedded server's home; root's lies where an unprivileged server can reach it."""
    if os.geteuid() == 0:
        return _SYSTEM
    return platformdirs.user_data_path("pitterm", appauthor=False)


def program_copies() -> Path:
    """Where root puts server programs that an unprivileged account cannot reach."""
    return _SYSTEM / "programs"


def log_file() -> Path:
    """The program's own log; never the terminal, which belongs to the screen."""
    return platformdirs.user_log_path("pitterm", appauthor=False) / "pitterm.log"


def terminal_file() -> Path:
    """What this terminal keeps between runs, whoever signs in at it."""
    return platformdirs.user_state_path("pitterm", appauthor=False) / "terminal.json"


def outbox_directory() -> Path:
    """Where buy-ins are kept while the database is away; lost with the machine, not with a boot."""
    return platformdirs.user_state_path("pitterm", appauthor=False) / "outbox"
