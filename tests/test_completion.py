"""Shells complete pitterm's commands with the script it prints for them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import pitterm

ASKS = """
eval "$(pitterm completion bash)"
COMP_WORDS=(pitterm db mi) COMP_CWORD=2
$(complete -p pitterm | sed 's/.*-F \\([^ ]*\\).*/\\1/') pitterm mi db
echo "${COMPREPLY[@]}"
"""


@pytest.fixture
def in_path(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """pitterm under its own name, as an installation has it."""
    program = tmp_path / "bin" / "pitterm"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m pitterm "$@"\n')
    program.chmod(0o755)
    return {**environment, "PATH": f"{program.parent}:{environment['PATH']}"}


def test_bash_completes_a_command_after_loading_the_script(in_path: dict[str, str]) -> None:
    asked = subprocess.run(
        ["bash", "--norc", "-euc", ASKS],
        env=in_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (asked.stdout.split(), asked.stderr) == (["migrate"], "")


def test_every_shell_here_reads_its_script(environment: dict[str, str], tmp_path: Path) -> None:
    read_by = []
    for shell in ("bash", "zsh", "fish"):
        printed = pitterm(environment, "completion", shell).stdout
        assert "_PITTERM_COMPLETE" in printed
        script = tmp_path / shell
        script.write_text(printed)
        if shutil.which(shell):
            subprocess.run([shell, "-n", str(script)], check=True, timeout=60)
            read_by.append(shell)
    assert "bash" in read_by
