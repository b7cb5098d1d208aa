"""Where settings come from, which one wins, and how a wrong one is named."""

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from psycopg.conninfo import conninfo_to_dict

from pitterm import places, settings
from pitterm.settings import SettingsError

URL = "postgresql://owner:hush@db.example:6432/floor?sslmode=verify-full&passfile=/p&options=-csearch_path%3Dpit"


@pytest.fixture(autouse=True)
def no_usual_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have settings of their own."""
    monkeypatch.setattr(places, "config_file", lambda: tmp_path / "usual.toml")


def load(environment: dict[str, str] | None = None, **given: Any) -> settings.Settings:
    return settings.load(environment=environment if environment is not None else {}, **given)


def toml(directory: Path, text: str) -> dict[str, str]:
    file = directory / "pit.toml"
    file.write_text(text)
    return {"PITTERM_CONFIG": str(file)}


def test_the_command_line_beats_the_environment_and_that_the_file(tmp_path: Path) -> None:
    file = toml(tmp_path, 'log_level = "error"\nstaff = "file"\n')
    environment = {**file, "PITTERM_STAFF": "environment"}
    assert load(environment, staff="line").staff == "line"
    assert load(environment).staff == "environment"
    assert load(file).staff == "file"
    assert load(environment).log_level == "error"
    assert load().log_level == "info"


def test_the_usual_file_is_read_when_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "usual.toml").write_text('staff = "boss"')
    assert load().staff == "boss"


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no settings file .*which the environment names"):
        load({"PITTERM_CONFIG": str(tmp_path / "absent.toml")})


@pytest.mark.parametrize(
    "line",
    [
        "data_dir = 5",
        'log_file = ["x"]',
        'data_dir = "~no-such-person/x"',
        'log_file = "~nobody\\u0000/x"',
    ],
)
def test_a_path_that_is_none_is_named_and_not_unexpected(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsError, match=line.partition(" ")[0]):
        load(toml(tmp_path, line))


def test_an_unknown_key_names_its_file_and_the_nearest_known_one(tmp_path: Path) -> None:
    environment = toml(tmp_path, 'databse_url = "x"')
    with pytest.raises(SettingsError) as error:
        load(environment)
    assert environment["PITTERM_CONFIG"] in str(error.value)
    assert "databse_url" in str(error.value)
    assert str(error.value).endswith("Did you mean database_url?")
    assert error.value.exit_code == 2


def test_a_misspelt_variable_is_named_with_the_nearest_known_one() -> None:
    with pytest.raises(SettingsError, match=r"PITTERM_DATADIR.*mean PITTERM_DATA_DIR\?"):
        load({"PITTERM_DATADIR": "/somewhere"})


def test_a_password_cannot_stand_in_the_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="sets password"):
        load(toml(tmp_path, 'password = "hush"'))


def test_variables_of_the_tests_and_of_others_are_left_alone() -> None:
    load({"PITTERM_TEST_POSTGRES": "16", "PITTER": "1", "PGHOST": "elsewhere"})


def test_an_empty_variable_is_no_setting() -> None:
    assert load({"PITTERM_DATABASE_URL": "", "PITTERM_STAFF": ""}).database_url is None


def test_a_value_of_the_wrong_kind_is_named_with_its_source(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="log_level in the environment cannot be used"):
        load({"PITTERM_LOG_LEVEL": "loud"})


@pytest.mark.parametrize(
    "written", ["staff = ", "staff = " + "9" * 5_000, "staff = " + "[" * 9_999]
)
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, written: str) -> None:
    with pytest.raises(SettingsError, match=r"pit\.toml cannot be read"):
        load(toml(tmp_path, written))


def test_a_relative_directory_in_the_file_lies_beside_the_file(tmp_path: Path) -> None:
    assert load(toml(tmp_path, 'data_dir = "pit"')).data_dir == tmp_path / "pit"


def test_the_password_leaves_the_environment_and_shows_in_no_picture() -> None:
    environment = {"PITTERM_PASSWORD": "hush"}
    found = load(environment)
    assert environment == {}
    assert found.password is not None
    assert found.password.get_secret_value() == "hush"
    assert "hush" not in repr(found) + str(found) + repr(load({"PITTERM_DATABASE_URL": URL}))


def test_the_real_environment_loses_the_password_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PITTERM_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PITTERM_PASSWORD", "hush")
    settings.load()
    assert "PITTERM_PASSWORD" not in os.environ


def test_staff_take_server_and_options_from_the_url_and_not_its_user() -> None:
    parts = conninfo_to_dict(load({"PITTERM_DATABASE_URL": URL}).staff_conninfo())
    assert parts == {
        "host": "db.example",
        "port": "6432",
        "dbname": "floor",
        "sslmode": "verify-full",
        "options": "-csearch_path=pit",
    }


def test_the_administrator_is_the_urls_own_user() -> None:
    parts = conninfo_to_dict(load({"PITTERM_DATABASE_URL": URL}).admin_conninfo())
    assert (parts["user"], parts["password"]) == ("owner", "hush")


def test_several_hosts_are_allowed() -> None:
    url = "postgresql://one:5432,two:5433/floor?target_session_attrs=read-write"
    parts = conninfo_to_dict(load({"PITTERM_DATABASE_URL": url}).staff_conninfo())
    assert (parts["host"], parts["port"]) == ("one,two", "5432,5433")


def test_without_a_url_both_lead_to_the_embedded_server(tmp_path: Path) -> None:
    found = load(data_dir=tmp_path)
    assert found.admin_conninfo() == found.embedded_server().admin_conninfo()
    assert found.staff_conninfo() == found.embedded_server().conninfo()
    assert str(tmp_path) in found.staff_conninfo()


def test_the_url_beats_a_directory_of_the_same_source_or_a_weaker_one(tmp_path: Path) -> None:
    file = toml(tmp_path, 'data_dir = "pit"')
    both = {**file, "PITTERM_DATABASE_URL": URL, "PITTERM_DATA_DIR": str(tmp_path)}
    assert "db.example" in load(both).staff_conninfo()
    assert "db.example" in load({**file, "PITTERM_DATABASE_URL": URL}).staff_conninfo()


def test_a_directory_on_the_command_line_beats_the_url_of_the_environment(tmp_path: Path) -> None:
    found = load({"PITTERM_DATABASE_URL": URL}, data_dir=tmp_path)
    assert found.database_url is None
    assert str(tmp_path) in found.admin_conninfo()


def test_a_url_that_libpq_cannot_read_is_refused_without_quoting_it() -> None:
    with pytest.raises(SettingsError, match="not one that libpq understands") as error:
        load({"PITTERM_DATABASE_URL": "postgresql+psycopg://owner:hush@host/db"})
    assert "hush" not in str(error.value)


@pytest.mark.parametrize("name", ["PITTERM_DATABASE_URL", "PITTERM_PASSWORD", "PITTERM_STAFF"])
def test_bytes_that_are_no_text_are_refused_without_quoting_them(name: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load({name: "host=\udcff"})
    assert "\udcff" not in str(refused.value)


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().staff = "other"  # type: ignore[misc]


def test_the_stylesheet_is_found() -> None:
    assert stat.S_ISREG(places.stylesheet().stat().st_mode)
