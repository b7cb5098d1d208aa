"""What a person installs: the wheel, in an environment that has nothing of the checkout."""

import subprocess
import sysconfig
import venv
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from pitterm import __version__
from tests.terminals import Terminal

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("wheel")
    builder = WheelBuilder(str(ROOT))
    return Path(next(builder.build(directory=str(directory), versions=["standard"])))


def test_the_wheel_holds_stylesheet_sql_types_and_the_demo_floor(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "pitterm/pitterm.tcss" in names
    assert "pitterm/py.typed" in names
    assert "pitterm/database/demo_floor.toml" in names
    assert "pitterm/database/expected_schema.sql" in names
    assert f"pitterm-{__version__}.dist-info/licenses/LICENSE" in names
    migrations = "pitterm/database/supabase/migrations/"
    assert any(name.startswith(migrations) and name.endswith(".sql") for name in names)


BEGINS = """
from importlib.metadata import entry_points
[program] = entry_points(group="console_scripts", name="pitterm")
program.load()()
"""


def test_the_wheel_alone_starts_the_demo(
    wheel: Path, tmp_path: Path, shared_directory: Path, environment: dict[str, str]
) -> None:
    venv.create(tmp_path, symlinks=True)
    python = str(tmp_path / "bin" / "python")
    [packages] = tmp_path.glob("lib/python*/site-packages")
    zipfile.ZipFile(wheel).extractall(packages)
    # The dependencies are this environment's; its pitterm is not, for that lies in the checkout.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    found = subprocess.run(
        [python, "-c", "import pitterm; print(pitterm.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()).parent.parent == packages
    place = str(shared_directory / "of-the-wheel")
    with closing(
        Terminal(
            *("demo", "--data-dir", place),
            environment=environment,
            program=(python, "-P", "-c", BEGINS),
        )
    ) as terminal:
        terminal.wait_for("pitterm-demo")
        terminal.press("\x03")
        assert terminal.ends() == 0
