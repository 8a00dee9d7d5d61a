"""Reading measured: one log, ten pages of Word, PDF and Excel beside the usual libraries, a thousand logs in one call.

Every run reads another document, so that nothing remembered helps.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import Measure
from benchmarks.peers import words_with_openpyxl, words_with_pdfplumber, words_with_python_docx
from benchmarks.written import TEN_PAGES, write_excel_logs, write_text_logs, write_word_logs
from graph.settings import Limits
from graph.workspace import create_workspace
from ingest.extract import extract
from ingest.gazetteer import Gazetteer, merged_names
from ingest.reading import read_file

RUNS = 3
_HIGHEST = re.compile(r"VmHWM:\s+(\d+) kB")
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Done:
    """A command that ran: its seconds on the wall clock and the largest of its processes in megabytes."""

    seconds: float
    megabytes: float


def reading(documents: int) -> Iterator[Measure]:
    """Measure reading by kind of file, then a call with so many documents."""
    gazetteer = Gazetteer(merged_names([]))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)

        def ours(path: Path) -> object:
            return extract(read_file(path, Limits()), gazetteer)

        logs = write_text_logs(folder / "text", RUNS + 1, seed=1)
        yield Measure("read and extract a log", 1000 * _median(ours, logs), "ms", "< 200")
        word = write_word_logs(folder / "word", RUNS + 1, TEN_PAGES)
        yield from _beside("Word", word, ours, "< 1", "python-docx", words_with_python_docx)
        pdf = [_as_pdf(path) for path in word] if shutil.which("soffice") else []
        if pdf:
            yield from _beside("PDF", pdf, ours, "< 3", "pdfplumber", words_with_pdfplumber)
        excel = write_excel_logs(folder / "excel", RUNS + 1, TEN_PAGES)
        yield from _beside("Excel", excel, ours, "", "openpyxl", words_with_openpyxl)
        for what, path in (
            ("a log", logs[0]),
            ("10 pages of Word", word[0]),
            *([("10 pages of PDF", pdf[0])] if pdf else []),
        ):
            done = command("extract", path)
            yield Measure(f"the command “extract” on {what}, start included", done.seconds, "s")
        yield from at_length(folder, documents)


def _beside(
    kind: str,
    paths: list[Path],
    ours: Callable[[Path], object],
    goal: str,
    peer: str,
    theirs: Callable[[Path], object],
) -> Iterator[Measure]:
    """Measure reading alone beside a library that reads alone, then reading with all that is extracted."""
    alone = _median(lambda path: read_file(path, Limits()), paths)
    yield Measure(f"read 10 pages of {kind}", alone, "s", other=peer, other_value=_median(theirs, paths))
    yield Measure(f"read and extract 10 pages of {kind}", _median(ours, paths), "s", goal)


def at_length(folder: Path, documents: int) -> Iterator[Measure]:
    """Measure one call with many logs, with all processors and with one, again unchanged, and a rebuild afresh."""
    logs = folder / "many"
    write_text_logs(logs, documents, seed=2)
    goal, memory = ("< 60", "< 500") if documents == 1000 else ("", "")
    size = f"{documents:,} logs"
    workspace = create_workspace(folder / "council").root
    every = command("-w", workspace, "ingest", logs, "--quiet")
    yield Measure(f"bring in {size}", every.seconds, "s", goal)
    yield Measure(f"bring in {size}, largest process", every.megabytes, "MB", memory)
    again = command("-w", workspace, "ingest", logs, "--quiet")
    yield Measure(f"bring in {size} again, unchanged", again.seconds, "s")
    afresh = command("-w", workspace, "rebuild", "--afresh", "--jobs", "1", "--quiet")
    yield Measure(f"rebuild {size} afresh in one process", afresh.seconds, "s")
    yield Measure(f"rebuild {size} afresh in one process, memory", afresh.megabytes, "MB", memory)


def command(*words: str | Path) -> Done:
    """Run the real command in a process of its own."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, ROOT / "junctionbox.py", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    largest = 0.0
    while process.poll() is None:
        largest = max([largest, *map(_megabytes, family(process.pid))])
        time.sleep(0.02)
    assert process.returncode == 0, f"junctionbox {' '.join(map(str, words))} failed"
    return Done(time.perf_counter() - start, largest)


def family(process: int) -> Iterator[int]:
    """Give out a process and all that descend from it (on Linux, which is where memory is measured)."""
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return
    for child in children.split():
        yield from family(int(child))


def _megabytes(process: int) -> float:
    """Return the most memory a process has held so far; what the kernel reports at its end counts its parent's too."""
    try:
        found = _HIGHEST.search(Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def _median(work: Callable[[Path], object], paths: list[Path]) -> float:
    """Return the median seconds on the wall clock, each run with a document of its own, the first one not counted."""
    taken = []
    for path in paths:
        start = time.perf_counter()
        work(path)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


def _as_pdf(path: Path) -> Path:
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", path.parent, path], check=True, capture_output=True
    )
    return path.with_suffix(".pdf")
