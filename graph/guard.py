"""A query from outside may read this graph and nothing else: what would go out on the network is refused."""

from __future__ import annotations

import re

from graph.errors import UsageError

MOST_CHARACTERS = 64_000
"""Longest query accepted."""
DEEPEST = 64
"""Deepest nesting of brackets accepted; Oxigraph's parser recurses without a limit of its own."""
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_NOT_CODE = re.compile(
    r"""\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|\#[^\n]*"""
)
_SERVICE = re.compile(r"\bSERVICE\b", re.IGNORECASE)


def checked(sparql: str) -> str:
    """Return a query that may be run here, or raise UsageError saying what is refused."""
    if len(sparql) > MOST_CHARACTERS:
        raise UsageError(f"This query has {len(sparql):,} characters; {MOST_CHARACTERS:,} are allowed.")
    plain = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), sparql)
    code = _NOT_CODE.sub(" ", plain)
    if _SERVICE.search(code):
        raise UsageError("SERVICE would ask another computer; queries here read this graph only.")
    depth = deepest = 0
    for char in code:
        depth += (char in "({[") - (char in ")}]")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise UsageError(f"This query nests brackets {deepest} deep; {DEEPEST} are allowed.")
    return sparql
