"""pitterm, loaded once: a shell's commands are forked from it, which saves each its start.

Every command is a process with the arguments, environment, directory and streams of its caller.
"""

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_LOOKS_ROUND_SECONDS = 2
"""How long it stays behind where the tests were killed."""
_CALLS = """#!{python} -IS
import json, os, socket, sys
line = socket.socket(socket.AF_UNIX)
line.connect({address!r})
socket.send_fds(line, [b"."], [0, 1, 2])
line.sendall(json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode())
line.shutdown(socket.SHUT_WR)
sys.exit(int(line.recv(9)))
"""


@contextlib.contextmanager
def warm_pitterm(directory: Path) -> Iterator[Path]:
    """A directory for PATH whose `pitterm` is forked from one that has everything loaded."""
    address = directory / "warm"
    program = directory / "bin" / "pitterm"
    program.parent.mkdir()
    program.write_text(_CALLS.format(python=sys.executable, address=str(address)))
    program.chmod(0o755)
    loading = subprocess.Popen(
        [sys.executable, "-m", "tests.warm", str(address)], stdout=subprocess.PIPE, text=True
    )
    assert loading.stdout is not None
    with loading, contextlib.closing(loading.stdout):
        try:
            assert loading.stdout.readline() == "loaded\n"
            yield program.parent
        finally:
            loading.terminate()


def _serve(address: str) -> None:
    import pitterm

    for module in pkgutil.walk_packages(pitterm.__path__, "pitterm."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        listening.settimeout(_LOOKS_ROUND_SECONDS)
        tests = os.getppid()
        print("loaded", flush=True)
        while os.getppid() == tests:
            try:
                caller, _ = listening.accept()
            except TimeoutError:
                continue
            if os.fork() == 0:
                listening.close()
                _keep(caller)
            caller.close()


def _keep(caller: socket.socket) -> None:
    """Run the command in a child, and tell its caller how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, streams, _, _ = socket.recv_fds(caller, 1, 3)
    with caller.makefile("rb") as said:
        arguments, directory, environment = json.load(said)
    child = os.fork()
    if child == 0:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.closerange(3, max(streams) + 1)
        os.chdir(directory)
        os.environ.clear()
        os.environ.update(environment)
        from pitterm.cli import main

        main(arguments)
    for stream in streams:
        os.close(stream)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with contextlib.suppress(BrokenPipeError):
        caller.sendall(b"%d" % (code if code >= 0 else 128 - code))
    os._exit(0)


if __name__ == "__main__":
    _serve(sys.argv[1])
