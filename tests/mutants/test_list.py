"""The list does not rot: each mutant still changes the source, in one place."""

from pathlib import Path

from pitterm.database.assembly import SCHEMA_MIGRATION, assembled
from tests.mutants.listed import LIST, read_mutants


def test_each_mutant_stands_once_in_its_source() -> None:
    gone = [
        mutant.says
        for mutant in read_mutants()
        if mutant.source().count(mutant.old) != 1 or mutant.old == mutant.new
    ]
    assert gone == []


def test_the_tests_of_each_mutant_are_there() -> None:
    root = LIST.parents[2]
    named = {test for mutant in read_mutants() for test in mutant.tests}
    for test in named:
        file, _, function = test.partition("::")
        assert f"def {function}" in (root / file).read_text(encoding="utf-8"), test


def test_there_are_many_and_no_two_say_the_same() -> None:
    sentences = [mutant.says for mutant in read_mutants()]
    assert len(sentences) >= 50
    assert len(set(sentences)) == len(sentences)


def test_a_mutant_changes_the_migration_and_nothing_else(tmp_path: Path) -> None:
    mutant = read_mutants()[0]
    mutant.write_migration(tmp_path)
    wrong = (tmp_path / SCHEMA_MIGRATION.name).read_text(encoding="utf-8")
    assert wrong != assembled()
    assert wrong.replace(mutant.new, mutant.old, 1) == assembled()
