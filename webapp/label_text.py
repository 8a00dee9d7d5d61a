"""How wide a label is when drawn, and how it is wrapped and shortened to fit its box."""

from __future__ import annotations

FONT_SIZE = 12
LINE_HEIGHT = 15
_NARROW = frozenset("iljtfrI.,:;'’!|()[] -")
_WIDE = frozenset("mwMW@%—…&")
_NARROW_EM, _USUAL_EM, _CAPITAL_EM, _WIDE_EM = 0.39, 0.62, 0.74, 1.0
"""Upper bounds over the usual sans-serif fonts (DejaVu Sans is the widest), in widths of an em."""


def text_width(text: str) -> float:
    """Return an upper bound of a text's width in pixels at the labels' size."""
    return FONT_SIZE * sum(_em(char) for char in text)


def _em(char: str) -> float:
    if char in _NARROW:
        return _NARROW_EM
    if char in _WIDE or ord(char) > 0x2E7F:
        return _WIDE_EM
    return _CAPITAL_EM if char.isupper() else _USUAL_EM


def wrapped(label: str, width: float, most: int = 2) -> tuple[str, ...]:
    """Return a label as at most so many lines of at most so many pixels, shortened with “…” where it must be."""
    lines: list[str] = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] = f"{kept[-1]} …"
    return tuple(_cut(line, width) for line in kept)


def _cut(line: str, width: float) -> str:
    if text_width(line) <= width:
        return line
    short = line.rstrip(" …")
    while short and text_width(short + "…") > width:
        short = short[:-1].rstrip()
    return short + "…"
