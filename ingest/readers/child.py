"""The child process that parses one document: job and bytes on standard input, a source or a refusal as JSON out."""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

from graph.errors import JunctionBoxError
from graph.settings import Limits
from ingest.readers.transfer import source_record
from ingest.source import Source

_WORDS = {"docx": "Word document", "pdf": "PDF", "xlsx": "Excel workbook", "text": "text file"}


def main() -> None:
    """Read the job, set the limits, and answer."""
    job = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**job["limits"])
    resource.setrlimit(resource.RLIMIT_AS, (limits.reading_bytes, limits.reading_bytes))
    # The parent ends us at the deadline; should it be gone, the kernel does.
    seconds = limits.reading_seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(_answer(job["kind"], job["name"], sys.stdin.buffer.read(), limits), sys.stdout)


def _answer(kind: str, name: str, data: bytes, limits: Limits) -> dict[str, Any]:
    try:
        return source_record(_read(kind, name, data, limits))
    except JunctionBoxError as error:
        return {"refusal": str(error)}
    except MemoryError:
        return {
            "refusal": f"{name} needs more memory than the {limits.reading_bytes:,} bytes allowed; save a simpler "
            "copy, or raise “reading_bytes” under [limits] in junctionbox.toml."
        }
    except Exception:
        # Damaged bytes make parsing libraries raise errors of any kind.
        return {"refusal": f"{name} is damaged or no proper {_WORDS[kind]}; save it again and try once more."}


def _read(kind: str, name: str, data: bytes, limits: Limits) -> Source:
    # Only the library for this kind is loaded: start-up is what a small document pays for.
    if kind == "docx":
        from ingest.readers.docx import read_docx

        return read_docx(name, data, limits)
    if kind == "xlsx":
        from ingest.readers.xlsx import read_xlsx

        return read_xlsx(name, data, limits)
    if kind == "pdf":
        from ingest.readers.pdf import read_pdf

        return read_pdf(name, data, limits)
    from ingest.readers.texts import read_text

    return read_text(name, data, limits)


if __name__ == "__main__":
    main()
