"""Outcome concepts for a statement: cue phrases, TF-IDF and character n-grams, added up and shown.

Weights .6/.4/.2 as measured for short texts against labels, synonyms and scope notes. Names of partners and proper
names are hidden first, so that “Cambridgeshire Skills” says nothing about skills.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

import snowballstemmer

from graph.records import ConceptScore, Span
from ingest.concepts import Concept, scheme

WEIGHTS = {"cue": 0.6, "words": 0.4, "letters": 0.2}
ACCEPTED = 0.42
ACCEPTED_FURTHER = 0.6
CANDIDATE = 0.14
MOST_CONCEPTS = 4
EARLY, LATE = 1.3, 0.4
LEAST_PER_CUE, MOST_PER_CUE = 0.25, 1.5
SKIPPED = ("unclassified",)
_WORD = re.compile(r"[a-z][a-z'’-]*|24/7")
_PROPER = re.compile(r"(?<=[a-z,;] )(?:[A-Z][\w'’&-]*\s+)+[A-Z][\w'’&-]*")
_STOP = frozenset(
    "a an and are as at be by for from has have in into is it its of on or our that the their them they this to "
    "was were which will with through can more new who so such up out than".split()
)
_stemmer = snowballstemmer.stemmer("english")

Vector = dict[str, float]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word.replace("’", "'").removesuffix("'s")))


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower()) if word not in _STOP]


def _letters(text: str) -> Counter[str]:
    padded = f" {' '.join(_WORD.findall(text.lower()))} "
    return Counter(padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1))


def _normal(vector: Vector) -> Vector:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {key: value / length for key, value in vector.items()}


def _weighted(counts: Counter[str], rarity: Vector, unseen: float) -> Vector:
    once = {term: rarity.get(term, unseen) for term in counts}
    return _normal(once | {term: (1 + math.log(n)) * once[term] for term, n in counts.items() if n > 1})


class _Index:
    """Vectors of all concepts turned round: for each term, the concepts that have it, so that one pass compares all."""

    def __init__(self, vectors: list[Vector]) -> None:
        self._places: dict[str, list[tuple[int, float]]] = {}
        self._size = len(vectors)
        for number, vector in enumerate(vectors):
            for term, value in vector.items():
                self._places.setdefault(term, []).append((number, value))

    def cosines(self, vector: Vector) -> list[float]:
        """Return how like each concept a vector is, 0 to 1."""
        found = [0.0] * self._size
        for term, value in vector.items():
            for number, other in self._places.get(term, ()):
                found[number] += value * other
        return found


class OutcomeScorer:
    """Scores statements against all outcome concepts."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        kept = [concept for concept in concepts if concept.key not in SKIPPED]
        texts = [" . ".join([c.label, c.label, *c.synonyms, *c.cues, c.note]) for c in kept]
        words = [Counter(_stems(text)) for text in texts]
        letters = [_letters(text) for text in texts]
        self._word_rarity = self._rarity(words)
        self._letter_rarity = self._rarity(letters)
        self._unseen = math.log(1 + len(kept))
        self._keys = [concept.key for concept in kept]
        self._cues = _by_first(
            {tuple(_all_stems(cue)) for cue in (*concept.cues, *concept.synonyms, concept.label)} for concept in kept
        )
        self._words = _Index([_weighted(counts, self._word_rarity, self._unseen) for counts in words])
        self._letters = _Index([_weighted(counts, self._letter_rarity, self._unseen) for counts in letters])

    @staticmethod
    def _rarity(documents: list[Counter[str]]) -> Vector:
        seen = Counter(term for document in documents for term in document)
        return {term: math.log((1 + len(documents)) / (0.5 + count)) for term, count in seen.items()}

    def score(self, statement: str) -> list[ConceptScore]:
        """Return the concepts of a statement, best first; those below the candidate band are left out."""
        stems = _all_stems(statement)
        words = self._words.cosines(_weighted(Counter(_stems(statement)), self._word_rarity, self._unseen))
        letters = self._letters.cosines(_weighted(_letters(statement), self._letter_rarity, self._unseen))
        met = self._cues_met(stems)
        scored = []
        for number, key in enumerate(self._keys):
            cue, phrases = self._cue_score(met[number], len(stems)) if number in met else (0.0, [])
            total = WEIGHTS["cue"] * cue + WEIGHTS["words"] * words[number] + WEIGHTS["letters"] * letters[number]
            scored.append((total, key, phrases))
        scored.sort(key=lambda item: (-item[0], item[1]))
        best = scored[0][0]
        found = []
        for rank, (total, key, phrases) in enumerate(scored[:MOST_CONCEPTS]):
            if total < CANDIDATE or total < 0.35 * best:
                break
            sure = total >= (ACCEPTED if rank == 0 else ACCEPTED_FURTHER)
            why = "words " + ", ".join(f"“{phrase}”" for phrase in phrases) if phrases else "similar wording"
            found.append(ConceptScore(key, "accepted" if sure else "candidate", round(total, 3), why))
        return found

    def _cues_met(self, stems: list[str]) -> dict[int, dict[tuple[str, ...], int]]:
        """Return, by concept, the cue phrases met and the place of each."""
        met: dict[int, dict[tuple[str, ...], int]] = {}
        for place, stem in enumerate(stems):
            for cue, numbers in self._cues.get(stem, ()):
                if tuple(stems[place : place + len(cue)]) == cue:
                    for number in numbers:
                        met.setdefault(number, {}).setdefault(cue, place)
        return met

    def _cue_score(self, met: dict[tuple[str, ...], int], length: int) -> tuple[float, list[str]]:
        """Return 0 to 1 for the cue phrases met, and the phrases.

        A phrase of rare words counts more than one of common words, and an early one more than a late one, since
        a statement names its main effect first; further phrases add less and less.
        """
        weight = 0.0
        for cue, place in sorted(met.items()):
            rarity = sum(self._word_rarity.get(stem, 0.0) for stem in cue) / self._unseen
            early = EARLY - (EARLY - LATE) * place / length
            weight += early * min(MOST_PER_CUE, LEAST_PER_CUE + rarity)
        phrases = sorted((" ".join(cue) for cue in met), key=lambda phrase: (-len(phrase), phrase))
        return 1 - math.exp(-weight), phrases[:3]


_Cue = tuple[tuple[str, ...], list[int]]
"""A phrase as stems, and the numbers of the concepts it speaks for."""


def _by_first(cues: Iterable[set[tuple[str, ...]]]) -> dict[str, list[_Cue]]:
    """Return the cue phrases of all concepts by their first stem, in a fixed order."""
    numbers: dict[tuple[str, ...], list[int]] = {}
    for number, phrases in enumerate(cues):
        for phrase in phrases:
            numbers.setdefault(phrase, []).append(number)
    found: dict[str, list[_Cue]] = {}
    for phrase in sorted(filter(None, numbers)):
        found.setdefault(phrase[0], []).append((phrase, numbers[phrase]))
    return found


def _all_stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower())]


@cache
def outcome_scorer() -> OutcomeScorer:
    """Return the scorer for the shipped outcome scheme."""
    return OutcomeScorer(scheme("outcomes.ttl", "outcome").values())


def without_names(text: str, statement: Span, names: Iterable[Span]) -> str:
    """Return a statement with names blanked out, so that only its own words are scored."""
    words = list(statement.of(text))
    for name in names:
        for offset in range(max(name.start, statement.start), min(name.end, statement.end)):
            words[offset - statement.start] = " "
    return _PROPER.sub(" ", "".join(words))
