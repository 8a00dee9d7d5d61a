"""Which of several formats an answer is given in: by name, or by what the client accepts."""

from __future__ import annotations

from collections.abc import Sequence

from werkzeug.datastructures import MIMEAccept

from graph.answer_formats import AnswerFormat
from graph.errors import JunctionBoxError, UsageError

_OTHER_NAMES = {
    "ttl": "turtle",
    "n3": "turtle",
    "text": "turtle",
    "nt": "ntriples",
    "n-triples": "ntriples",
    "ntriples": "ntriples",
    "json-ld": "jsonld",
    "json": "jsonld",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "xml": "rdfxml",
    "nq": "nquads",
    "srj": "json",
    "srx": "xml",
}


class NotAcceptable(JunctionBoxError):
    """None of the formats there are is accepted."""

    status = 406


def chosen(formats: Sequence[AnswerFormat], accept: MIMEAccept, name: str = "") -> tuple[AnswerFormat, str]:
    """Return the format to answer in and the content type to call it by.

    A name wins over what is accepted; of equals, what is named exactly wins, then what stands first here.
    """
    if name:
        return _named(formats, name.strip().lower())
    if not accept:
        return formats[0], formats[0].content_type
    best = max(
        ((*_wish(accept, media_type), -number, form, media_type) for number, (form, media_type) in _offers(formats)),
        key=lambda offer: offer[:3],
    )
    quality, _, _, form, media_type = best
    if quality <= 0:
        there = ", ".join(form.media_types[0] for form in formats)
        raise NotAcceptable(f"This answer comes as {there}; none of these is accepted.")
    return form, media_type + form.parameters


_EXACT = 2


def _offers(formats: Sequence[AnswerFormat]) -> enumerate[tuple[AnswerFormat, str]]:
    return enumerate([(form, media_type) for form in formats for media_type in form.media_types])


def _wish(accept: MIMEAccept, media_type: str) -> tuple[float, int]:
    """Return how much a media type is wanted, and how exactly it was named: the most exact naming decides."""
    kind = media_type.split("/")[0]
    found = (-1, 0.0)
    for value, quality in accept:
        named = value.split(";")[0].strip().lower()
        exactness = {media_type: _EXACT, f"{kind}/*": 1, "*/*": 0}.get(named, -1)
        if exactness > found[0] or (exactness == found[0] and quality > found[1]):
            found = (exactness, quality if exactness >= 0 else 0.0)
    return found[1], found[0]


def _named(formats: Sequence[AnswerFormat], name: str) -> tuple[AnswerFormat, str]:
    for form in formats:
        if name == form.name or name in form.media_types:
            return form, form.content_type
    for form in formats:
        if _OTHER_NAMES.get(name) == form.name:
            return form, form.content_type
    known = ", ".join(form.name for form in formats)
    raise UsageError(f"“{name}” is not a format of this answer; known are {known}.")
