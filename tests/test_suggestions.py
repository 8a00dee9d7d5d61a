"""Names that could mean several bodies are suggested in order, and never linked by themselves."""

from __future__ import annotations

import pytest

from graph.records import Named
from ingest.gazetteer import Gazetteer
from ingest.suggestions import is_generic, merge_commands, suggestions

COUNCILS = Gazetteer(
    [
        Named("partner", name, (), "local-authority")
        for name in ("Leeds City Council", "Fenland District Council", "Ely City Council", "Norfolk County Council")
    ]
)


@pytest.mark.parametrize("name", ["City Council", "Council", "The wider County", "the District Council"])
def test_a_name_of_general_words_alone_is_generic(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize("name", ["Leeds City Council", "Arts Council England", "NHS", ""])
def test_a_name_with_a_word_of_its_own_is_not_generic(name: str) -> None:
    assert not is_generic(name)


def test_only_bodies_of_the_same_kind_are_suggested_the_likest_to_the_owner_first() -> None:
    assert suggestions("City Council", COUNCILS, "", "Leeds libraries") == ["Leeds City Council", "Ely City Council"]


def test_the_home_council_comes_first_where_its_kind_fits() -> None:
    assert suggestions("Council", COUNCILS, "Fenland District Council", "")[0] == "Fenland District Council"
    assert "Fenland District Council" not in suggestions("City Council", COUNCILS, "Fenland District Council", "")


def test_each_suggestion_is_a_line_ready_to_copy() -> None:
    assert merge_commands("Council", ["Ely City Council"]) == ('merge "Council" "Ely City Council"',)
