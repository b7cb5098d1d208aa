"""The documentation's blocks of code: which of their lines are run, and why the others are not."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCE = re.compile(r"^```(?P<language>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)

RUN, PARSED = "sh", "usage"
OTHERS = {"toml", "ini", "text"}
"""What is no command: files, formulas, and what a command prints."""

_INSTALLS = "installs from the package index, as the gate does before it runs the tests"
_ROOT = "wants root and Debian's packages; done by hand, see the end of deploy.md"
_LONG = "runs for minutes; the gate runs the same tests for seconds"
_COLLEAGUES = "tests/test_live.py and tests/test_wheel.py start it on a terminal"
NOT_RUN = {
    "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt ."
    " && .venv/bin/pitterm demo": _INSTALLS,
    "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e '.[test]'"
    " && .venv/bin/pytest": _INSTALLS,
    "python3 -m venv ../audit && ../audit/bin/pip install -q pip-audit": _INSTALLS,
    "../audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip": (
        "asks the public lists of known faults"
    ),
    "apt-get update && apt-get install -y postgresql-15 openssl": _ROOT,
    "openssl req -x509 -new -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 3650"
    ' -subj "/CN=Pit CA" -keyout pit-ca.key -out pit-ca.crt': _ROOT,
    "openssl req -new -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1"
    ' -subj "/CN=db.example" -addext "subjectAltName=DNS:db.example"'
    " -keyout server.key -out server.csr": _ROOT,
    "openssl x509 -req -in server.csr -CA pit-ca.crt -CAkey pit-ca.key -CAcreateserial -days 825"
    " -copy_extensions copy -out server.crt": _ROOT,
    "install -o postgres -g postgres -m 0600 server.key /etc/postgresql/15/main/server.key": _ROOT,
    "install -o postgres -g postgres -m 0644 server.crt /etc/postgresql/15/main/server.crt": _ROOT,
    "systemctl restart postgresql@15-main": _ROOT,
    "runuser -u postgres -- createuser --createrole --pwprompt pit_installer": _ROOT,
    "runuser -u postgres -- createdb --owner pit_installer pitterm": _ROOT,
    "runuser -u postgres -- psql -c '\\password'": _ROOT,
    "supabase db push --workdir pitterm/database"
    " --remote='postgresql://pit_installer@db.example:5432/pitterm'": (
        "wants Supabase's CLI; done by hand"
    ),
    "postgrest pit.conf": "wants PostgREST; done by hand",
    "PITTERM_TEST_SERVER='host=db.example user=postgres password=… sslmode=verify-full"
    " sslrootcert=pit-ca.crt' .venv/bin/pytest -n0 tests/rules tests/attack": _LONG,
    ".venv/bin/pytest tests/nemesis -n0 -s --nemesis-seconds 600 --nemesis-seed 7": _LONG,
    ".venv/bin/pytest tests/isolation -n0 -s --pairs 0": _LONG,
    ".venv/bin/pytest tests/isolation -n0 -s --pairs 500 --pairs-seed 7": _LONG,
    ".venv/bin/pytest tests/fuzz -n0 -s --fuzz-rounds 20 --fuzz-seed 7": _LONG,
    ".venv/bin/python -m tests.mutants --only 12 --jobs 2": _LONG,
    "pitterm demo": _COLLEAGUES,
    "pitterm demo --live": _COLLEAGUES,
}
"""Each by its exact line, with the reason."""

SCREENS = {
    "pitterm": "Sign in",
    "pitterm podium --data-dir ./drill": "Sign in",
    "pitterm wall --staff wall": "LIVE",
    'pitterm wall --staff wall --pit "High limit" --mask-money': "High limit",
    "pitterm wall --staff wall --record night.jsonl": "LIVE",
    "pitterm wall --replay night.jsonl --speed 60": "REPLAY",
}
"""What takes a terminal until it is left, and what can be read there first."""


class Block(NamedTuple):
    """A fenced block and its language."""

    language: str
    text: str

    def statements(self) -> list[str]:
        """Each command as one line, without what is said about it."""
        joined = re.sub(r"\s*\\\n\s*", " ", self.text)
        lines = (re.sub(r"\s+#.*$", "", line).strip() for line in joined.splitlines())
        return [re.sub(r"  +", " ", line) for line in lines if line]


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(found["language"], found["text"]) for found in _FENCE.finditer(text)]


def statements(page: Path) -> list[str]:
    """Every command of a page's blocks, in the order in which a reader types them."""
    return [each for block in blocks(page) if block.language == RUN for each in block.statements()]
