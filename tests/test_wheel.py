"""What a person installs: the wheel, in an environment that has nothing of the checkout."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
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


def test_an_installed_wheel_starts_the_demo(
    wheel: Path, tmp_path: Path, shared_directory: Path, environment: dict[str, str]
) -> None:
    clean = tmp_path / "clean"
    venv.create(clean, symlinks=True)
    python = clean / "bin" / "python"
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "pip", "--python", str(python), "install", "-q"]
        + ["--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)],
        check=True,
        timeout=120,
    )
    # The dependencies are this environment's; its pitterm is not, for that lies in the checkout.
    [packages] = clean.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    program = (str(clean / "bin" / "pitterm"),)
    terminal = Terminal(
        "demo",
        "--data-dir",
        str(shared_directory / "of-the-wheel"),
        environment=environment,
        program=program,
    )
    try:
        terminal.wait_for("pitterm-demo")
        asked = "import pitterm; print(pitterm.__file__)"
        found = subprocess.run(  # noqa: S603
            [str(python), "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        assert found.stdout.strip() == str(packages / "pitterm" / "__init__.py")
        terminal.press("\x03")
    finally:
        terminal.close()
