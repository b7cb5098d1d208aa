"""What a person can set: command line, then `PITTERM_*`, then the TOML file, then the default."""

import difflib
import os
import tomllib
from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from pitterm import places, signs
from pitterm.bound_keys import BoundKeys, read_bound_keys
from pitterm.domain.errors import PitError

if TYPE_CHECKING:
    from pitterm.database.embedded import EmbeddedServer

_PREFIX = "PITTERM_"
_PASSWORD = "PITTERM_PASSWORD"  # noqa: S105 - the variable's name
IN_ENVIRONMENT = (
    "config",
    "data_dir",
    "database_url",
    "log_file",
    "log_level",
    "staff",
)
_NOT_IN_FILE = ("config", "password")
VARIABLES = (*(_PREFIX + key.upper() for key in IN_ENVIRONMENT), _PASSWORD, signs.VARIABLE)
# Whoever the URL names is the administrator; staff bring their own.
_OF_THE_URLS_USER = ("user", "password", "passfile")


class SettingsError(PitError):
    """A setting that cannot be used; the sentence names where it stands."""

    exit_code = 2


class Settings(BaseModel):
    """Everything set, once and for the life of the program."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    config: Path | None = None
    """The settings file, instead of `pitterm.toml` in your configuration directory."""
    data_dir: Path = Field(default_factory=places.data_directory)
    """The embedded server's home; each directory is a pit of its own."""
    database_url: SecretStr | None = None
    """A PostgreSQL of your own, 15 or newer, by its libpq address; without it, the embedded one."""
    staff: str | None = Field(default=None, max_length=64)
    """The login to sign in with; without it, it is asked for."""
    password: SecretStr | None = None
    """Its password; `staff add` and `staff set-password` give it to the login they name."""
    log_file: Path = Field(default_factory=places.log_file)
    """The program's log, by default under your state directory."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """How much goes into the log: `debug`, `info`, `warning` or `error`."""
    theme: str | None = None
    """The colours of podium and wall; without it, what was chosen in the palette."""
    glyphs: Literal["auto", "unicode", "ascii"] = "auto"
    """`unicode`, `ascii`, or `auto`: ASCII signs where the locale is not UTF-8."""
    clipboard: bool = False
    """Whether a row may be copied to the clipboard of whoever looks at the terminal."""
    screenshots: bool = False
    """Whether the palette writes pictures of the board; the demo always may."""
    keys: BoundKeys = BoundKeys()
    """Keys by the command's id, and a preset."""

    def embedded_server(self) -> "EmbeddedServer":
        """The server of the data directory, whatever the URL says."""
        from pitterm.database.embedded import EmbeddedServer

        return EmbeddedServer(self.data_dir)

    def admin_conninfo(self) -> str:
        """The URL with its own user, or the embedded server's administrator."""
        if self.database_url is None:
            return self.embedded_server().admin_conninfo()
        return _keywords(self.database_url, without=())

    def staff_conninfo(self) -> str:
        """Host, port, database and options alone; staff add their own login and password."""
        if self.database_url is None:
            return self.embedded_server().conninfo()
        return _keywords(self.database_url, without=_OF_THE_URLS_USER)


@dataclass(frozen=True, slots=True)
class _Layer:
    """The settings of one source, and how a sentence names it."""

    source: str
    values: Mapping[str, Any]


def load(
    *,
    config: Path | None = None,
    data_dir: Path | None = None,
    database_url: str | None = None,
    staff: str | None = None,
    log_level: str | None = None,
    checks_url: bool = True,
    environment: MutableMapping[str, str] | None = None,
) -> Settings:
    """Read every source; arguments are the command line's.

    Where the URL is not checked here, one that libpq does not understand is refused when a conninfo
    is asked for; either loads libpq. The password leaves the environment, so that no child of this
    process inherits it.
    """
    given = {
        "config": config,
        "data_dir": data_dir,
        "database_url": database_url,
        "staff": staff,
        "log_level": log_level,
    }
    typed = _Layer("the command line", {k: v for k, v in given.items() if v is not None})
    variables = os.environ if environment is None else environment
    secret = variables.pop(_PASSWORD, None)
    if secret is not None and not _is_utf8(secret):
        raise SettingsError(f"{_PASSWORD} is not in UTF-8", "Set it again in a UTF-8 terminal.")
    layers = [typed, _environment(variables)]
    layers.append(_file(_named_file(layers)))
    values = {key: value for layer in reversed(layers) for key, value in layer.values.items()}
    if not _names_url_first(layers):
        values.pop("database_url", None)
    for key in ("config", "data_dir", "log_file"):
        if isinstance(values.get(key), str | Path):
            values[key] = _at_home(values[key], key)
    try:
        settings = Settings(**values, password=SecretStr(secret) if secret else None)
    except ValidationError as error:
        raise _rejected(error, layers) from None
    if checks_url and settings.database_url is not None:
        _keywords(settings.database_url, without=())
    return settings


def _is_utf8(text: str) -> bool:
    """The environment may hold any bytes; those that are no text cannot be sent."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _environment(variables: Mapping[str, str]) -> _Layer:
    known = {_PREFIX + key.upper(): key for key in IN_ENVIRONMENT}
    values = {}
    for name, value in variables.items():
        if not name.startswith(_PREFIX) or name.startswith(_PREFIX + "TEST_"):
            continue
        if name == signs.VARIABLE:
            values["glyphs"] = "unicode" if value in ("", "0") else "ascii"
            continue
        if name not in known:
            raise _unknown(name, "the environment", VARIABLES)
        if value:
            values[known[name]] = value
    return _Layer("the environment", values)


def _named_file(layers: Iterable[_Layer]) -> Path | None:
    """The settings file someone named, else the usual one if it is there."""
    for layer in layers:
        if "config" in layer.values:
            path = _at_home(layer.values["config"], "config")
            if not path.is_file():
                raise SettingsError(
                    f"There is no settings file {path}, which {layer.source} names",
                    "Correct the path, or leave it out.",
                )
            return path
    usual = places.config_file()
    return usual if usual.is_file() else None


def _file(path: Path | None) -> _Layer:
    if path is None:
        return _Layer("no settings file", {})
    try:
        text = path.read_text(encoding="utf-8")
        values = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        # ValueError: no UTF-8, no TOML, or a number of thousands of digits.
        raise SettingsError(f"{path} cannot be read: {error}", "Correct the file.") from None
    known = [key for key in Settings.model_fields if key not in _NOT_IN_FILE]
    for key in values:
        if key not in known:
            raise _unknown(key, str(path), known)
    for key in ("data_dir", "log_file"):
        if isinstance(values.get(key), str):
            # A relative path means beside the file, wherever pitterm is started.
            values[key] = path.parent / _at_home(values[key], key)
    if "keys" in values:
        values["keys"] = read_bound_keys(values["keys"], path, text)
    return _Layer(str(path), values)


def _at_home(path: str | Path, key: str) -> Path:
    """The path with `~` as the home it names."""
    try:
        return Path(path).expanduser()
    except (RuntimeError, ValueError):
        # ValueError: there is a NUL in the name.
        raise SettingsError(
            f"{key} names the home of somebody unknown: {path}", "Write the whole path."
        ) from None


def _names_url_first(layers: Iterable[_Layer]) -> bool:
    """Whether the strongest source that names a server names it by URL."""
    for layer in layers:
        if "database_url" in layer.values:
            return True
        if "data_dir" in layer.values:
            return False
    return False


def _unknown(key: str, source: str, known: Iterable[str]) -> SettingsError:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0)
    return SettingsError(
        f"{source[0].upper()}{source[1:]} sets {key}, which pitterm does not know",
        f"Did you mean {near[0]}?",
    )


def _rejected(error: ValidationError, layers: Iterable[_Layer]) -> SettingsError:
    """The first complaint, without the value: it could be a secret."""
    first = error.errors(include_input=False, include_url=False)[0]
    key = str(first["loc"][0])
    source = next((layer.source for layer in layers if key in layer.values), "the default")
    return SettingsError(f"{key} in {source} cannot be used", f"{first['msg']}.")


def _keywords(url: SecretStr, *, without: tuple[str, ...]) -> str:
    import psycopg
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    try:
        parts = conninfo_to_dict(url.get_secret_value())
    except (psycopg.ProgrammingError, UnicodeEncodeError):
        # libpq's own complaint may quote the password.
        raise SettingsError(
            "The database URL is not one that libpq understands",
            "Write it like postgresql://host/pitterm?sslmode=verify-full.",
        ) from None
    return make_conninfo("", **{key: value for key, value in parts.items() if key not in without})


def settings_table() -> str:
    """The table of settings in docs/settings.md, as Markdown."""
    lines = ["| in the file | in the environment | default | what |", "|---|---|---|---|"]
    sentences = _sentences()
    for name, field in Settings.model_fields.items():
        in_file = f"`{name}`" if name not in _NOT_IN_FILE else ""
        variable = f"`{_variable(name)}`" if _variable(name) in VARIABLES else ""
        is_plain = isinstance(field.default, (str, bool))
        default = f"`{str(field.default).lower()}`" if is_plain else ""
        lines.append(f"| {in_file} | {variable} | {default} | {sentences[name]} |")
    return "\n".join(lines) + "\n"


def _sentences() -> dict[str, str]:
    """What stands under each field; pydantic would read the source for it at every start."""
    import ast
    import inspect
    from itertools import pairwise

    tree = ast.parse(inspect.getsource(Settings))
    written = next(each for each in tree.body if isinstance(each, ast.ClassDef))
    sentences = {}
    for field, below in pairwise(written.body):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr):
            sentences[ast.unparse(field.target)] = str(ast.literal_eval(below.value))
    return sentences


def _variable(name: str) -> str:
    return signs.VARIABLE if name == "glyphs" else _PREFIX + name.upper()


if __name__ == "__main__":
    print(settings_table(), end="")
