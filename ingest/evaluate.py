"""Scores an extraction against a gold file: what was found, what is wrong, what was missed, measure by measure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.errors import DataError, NotFound
from graph.registry import read_names
from graph.settings import Limits
from ingest.alignment import paired_actions
from ingest.contract import as_contract
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_file
from ingest.score_report import as_json, as_table
from ingest.scored_facts import scored_actions
from ingest.scores import Evaluation, Scores, Tally
from ingest.tallies import NOTHING, compared

__all__ = ["as_json", "as_table", "evaluate", "evaluate_files", "read_gold_record"]


def evaluate(gold: dict[str, Any], extraction: dict[str, Any], by_words: bool = False) -> Scores:
    """Score an extraction in the shape of its contract against gold, a subset of that shape.

    `by_words` pairs actions by their words, for a gold file whose lines are those of another file format.
    """
    name = str(gold.get("document", "gold")) if isinstance(gold, dict) else "gold"
    wanted, found = scored_actions(gold, name), scored_actions(extraction, "The extraction")
    pairs = paired_actions(wanted, found, by_words)
    beside = [(wanted[i], found[j]) for i, j in pairs]
    missed = [action for i, action in enumerate(wanted) if i not in {i for i, _ in pairs}]
    extra = [action for j, action in enumerate(found) if j not in {j for _, j in pairs}]
    units = [compared(one, other) | {"actions": Tally(right=1)} for one, other in beside]
    units += [compared(action, NOTHING) | {"actions": Tally(missed=1)} for action in missed]
    units += [compared(NOTHING, action) | {"actions": Tally(wrong=1)} for action in extra]
    return Scores(name, tuple(units), "prose" in str(gold.get("layout", "")).lower())


def evaluate_files(golds: Sequence[Path], documents: Path | None, registry: Path | None) -> list[Evaluation]:
    """Read the document of each gold file and score it: with the shipped names alone, and with a registry added.

    A document is looked for beside its gold file, then in the folder `documents`. People's decisions are not used.
    """
    settings = {"the shipped names alone": Gazetteer(merged_names(()))}
    if registry is not None:
        settings[f"the shipped names and {registry.name}"] = Gazetteer(merged_names(read_names(_existing(registry))))
    return [
        Evaluation(name, tuple(_file_scores(gold, documents, gazetteer) for gold in golds))
        for name, gazetteer in settings.items()
    ]


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise NotFound(f"There is no file {path}.")
    return path


def _file_scores(path: Path, documents: Path | None, gazetteer: Gazetteer) -> Scores:
    gold = read_gold_record(path)
    source = read_file(_document(path, gold["document"], documents), Limits())
    found = as_contract(extract(source, gazetteer, gold.get("owner")))
    return evaluate(gold, found, by_words=gold.get("by_words") is True)


def read_gold_record(path: Path) -> dict[str, Any]:
    """Return the content of a gold file; raise DataError where it is none."""
    try:
        gold = json.loads(_existing(path).read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name} is no gold file: it is not JSON ({error}).") from error
    scored_actions(gold, path.name)
    if not isinstance(gold.get("document"), str) or not gold["document"]:
        raise DataError(f"{path.name} does not say in “document” which file it annotates.")
    return dict(gold)


def _document(gold: Path, name: str, documents: Path | None) -> Path:
    folders = [gold.parent, *([documents] if documents else [])]
    for folder in folders:
        if (folder / Path(name).name).is_file():
            return folder / Path(name).name
    where = f"beside it nor in {documents}" if documents else "beside it; name its folder with --documents"
    raise NotFound(f"The document {name} that {gold.name} annotates is {'neither' if documents else 'not'} {where}.")
