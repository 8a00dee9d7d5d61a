"""Queries that want too much: each ends at its limit with a reason, and everybody else is still answered."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sparql_support import Got, Server, serving

from graph.answer_formats import row_counter
from graph.errors import UsageError
from graph.guard import examined
from graph.query_source import QuerySource
from graph.query_task import Task
from graph.query_workers import QueryWorkers
from graph.settings import Limits
from graph.workspace import create_workspace
from ingest.rebuild import ingest
from tests.command_line import EXAMPLE, EXAMPLE_LOG, run

RECEIVED = "2021-04-01T09:00:00+00:00"
LIMITS = """
query_seconds = 2
query_bytes = 60000000
query_rows = 1000
query_answer_bytes = 200000
queries_at_once = 8
long_queries_at_once = 2
long_query_seconds = 1
"""
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HUGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
PATH = "SELECT (COUNT(*) AS ?n) { ?s (<a:>|!<a:>)* ?o . ?o (<a:>|!<a:>)* ?x . ?x (<a:>|!<a:>)* ?y }"
DOUBLING = "SELECT ?z { BIND('aaaaaaaaaaaaaaaa' AS ?a0) " + "".join(
    f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1}) " for n in range(30)
) + "BIND(STRLEN(?a30) AS ?z) }"  # fmt: skip


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = create_workspace(tmp_path_factory.mktemp("council") / "council")
    shutil.copy(EXAMPLE / "names.csv", workspace.names_file)
    ingest(workspace, [EXAMPLE_LOG], RECEIVED)
    with (workspace.root / "junctionbox.toml").open("a") as file:
        file.write(LIMITS)
    return workspace.root


@pytest.fixture(scope="module")
def server(council: Path) -> Iterator[Server]:
    with serving("-w", council, "serve", cwd=council) as found:
        yield found


def told(got: Got) -> dict[str, Any]:
    assert got.kind == "application/problem+json", got.body[:200]
    found: dict[str, Any] = got.json
    return found


def processes_of(server: Server) -> dict[int, float]:
    """Return the processes below the server with the seconds of computing each has used."""
    found: dict[int, tuple[int, float]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(") ", 1)[1].split()
            except OSError:
                continue
            found[int(entry.name)] = int(fields[1]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    below = {server.process.pid}
    while more := {pid for pid, (parent, _) in found.items() if parent in below} - below:
        below |= more
    return {pid: found[pid][1] for pid in below if pid != server.process.pid and pid in found}


def becomes(true: Callable[[], bool], seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        (ENDLESS, "query_seconds"),
        (HUGE, "query_bytes"),
        ("SELECT ?s { ?s ?p ?o }", "query_rows"),
        ("CONSTRUCT { ?s <a:> ?p } WHERE { ?s ?p ?o }", "query_rows"),
        ("SELECT ?s ?p ?o ?t { ?s ?p ?o . ?s ?q ?t } LIMIT 999", "query_answer_bytes"),
    ],
)
def test_a_query_ends_at_its_limit_and_the_limit_is_named(server: Server, query: str, limit: str) -> None:
    got = server.get(query)
    assert (got.status, told(got)["limit"]) == (503, limit)
    assert f"({limit})" in told(got)["detail"]


@pytest.mark.parametrize("query", [PATH, DOUBLING])
def test_paths_without_end_and_texts_that_double_are_ended(server: Server, query: str) -> None:
    assert told(server.post(query))["limit"] in ("query_seconds", "query_bytes")


def test_rows_up_to_the_limit_are_given_in_every_format(server: Server) -> None:
    for form in ("json", "xml", "csv", "tsv"):
        just, more = (server.get(f"SELECT ?s {{ ?s ?p ?o }} LIMIT {n}", ("format", form)) for n in (1000, 1001))
        assert (just.status, more.status) == (200, 503), form


def test_an_ended_query_frees_its_processor(server: Server) -> None:
    assert server.get(ENDLESS).status == 503

    def idle() -> bool:
        before = processes_of(server)
        time.sleep(0.3)
        return all(used - before.get(pid, 0) < 0.1 for pid, used in processes_of(server).items())

    assert becomes(idle)


def test_others_are_answered_while_many_runaways_run(server: Server) -> None:
    with ThreadPoolExecutor(12) as pool:
        runaways = [pool.submit(server.get, ENDLESS) for _ in range(6)]
        time.sleep(0.3)
        assert server.get("ASK {}").json["boolean"] is True
        assert server.send("GET", "/").status == 200
        limits = sorted(told(runaway.result())["limit"] for runaway in runaways)
    assert limits == ["long_queries_at_once"] * 4 + ["query_seconds"] * 2


def test_more_queries_than_may_run_are_told_to_come_again(server: Server) -> None:
    with ThreadPoolExecutor(20) as pool:
        found = [future.result() for future in [pool.submit(server.get, ENDLESS) for _ in range(20)]]
    refused = [got for got in found if told(got)["limit"] == "queries_at_once"]
    assert refused
    assert {got.headers["retry-after"] for got in refused} == {"1"}
    assert server.get("ASK {}").status == 200


def test_a_query_whose_asker_has_gone_is_ended(server: Server) -> None:
    with pytest.raises(TimeoutError):
        server.get(ENDLESS, timeout=0.3)
    assert becomes(lambda: server.get("ASK {}").status == 200)


@pytest.mark.parametrize("number", [60, 100, 1_000, 5_000, 20_000])
@pytest.mark.parametrize(
    "shape",
    ["{|}", "(|)", "FILTER EXISTS {|}", "{ SELECT * {|} }", "OPTIONAL {|}", "[ <a:> |]", "!(|)"],
)
def test_deep_nesting_harms_nobody(server: Server, shape: str, number: int) -> None:
    opening, closing = shape.split("|")
    inner = opening * number + "1" + closing * number if "(" in shape else opening * number + closing * number
    body = f"FILTER({inner})" if "(" in shape else f"?s ?p {inner}" if "[" in shape else inner
    assert server.post(f"ASK {{ {body} }}").status in (200, 400, 413, 503)
    assert server.get("ASK {}").status == 200


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ASK { FILTER(" + "(" * 64 + "1" + ")" * 64 + ") }", "nests brackets 66 deep; 64 are allowed (query_depth)"),
        ("ASK { FILTER(" + "&&".join("1" * 502) + ") }", "501 operators or groups in one chain; 500 are allowed"),
        ("ASK { " + " UNION ".join(["{}"] * 501) + " }", "501 operators or groups in one chain; 500 are allowed"),
        ("ASK { " + ".".join(f"?a{n} ?b ?c" for n in range(101)) + " }", "has 101 patterns; 100 are allowed"),
        ("ASK { ?s " + "/".join(["<a:>"] * 102) + " ?o }", "has 102 patterns; 100 are allowed"),
        ("ASK { ?s ?p (" + "1 " * 101 + ") }", "has 102 patterns; 100 are allowed"),
        ("ASK { FILTER(?a<" + "(" * 70 + "?b" + ")" * 70 + "&&?c>?d) }", "nests brackets 72 deep"),
        ("ASK {} #" + "x" * 64_000, "64,000 are allowed (query_characters)"),
        ("ASK { FILTER('open) }", "does not end"),
    ],
)
def test_what_would_crash_or_stall_the_engine_is_refused_before_it_runs(query: str, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        examined(query)
    assert words in str(refused.value)


def test_long_lists_of_values_are_no_chains() -> None:
    values = " ".join(f"(<a:{n}> {n})" for n in range(2_000))
    assert examined(f"SELECT * {{ VALUES (?a ?b) {{ {values} }} ?a ?p ?b FILTER(?b IN ({'1, ' * 600}1)) }}")


def test_half_a_request_and_a_large_one_hold_up_nobody(server: Server) -> None:
    import socket
    from urllib.parse import urlsplit

    where = urlsplit(server.address)
    with socket.create_connection((where.hostname, where.port)) as half:  # type: ignore[arg-type]
        half.sendall(b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999\r\n\r\nquery")
        assert server.get("ASK {}").status == 200
    assert server.send("GET", "/healthz").status == 200


def test_a_worker_killed_from_outside_is_one_askers_failure(server: Server) -> None:
    assert server.get("ASK {}").status == 200
    before = processes_of(server)
    found: list[Got] = []
    asking = threading.Thread(target=lambda: found.append(server.get(ENDLESS)))
    asking.start()
    busy: list[int] = []

    def one_is_busy() -> bool:
        busy[:] = [pid for pid, used in processes_of(server).items() if used - before.get(pid, 0) > 0.1]
        return bool(busy)

    assert becomes(one_is_busy, 1.5)
    os.kill(busy[0], signal.SIGKILL)
    asking.join()
    assert found[0].status == 503
    assert server.get("ASK {}").status == 200


def test_when_the_spawner_dies_another_takes_its_place(server: Server) -> None:
    children = processes_of(server)
    [spawner] = [pid for pid in children if _parent(pid) == server.process.pid]
    os.kill(spawner, signal.SIGKILL)
    assert becomes(lambda: server.get("ASK {}").status == 200)


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()[1])


def test_a_new_ingest_is_asked_without_a_restart(server: Server, council: Path, tmp_path: Path) -> None:
    query = (
        'ASK { ?partner <http://www.w3.org/2004/02/skos/core#prefLabel> ?name FILTER(STR(?name) = "British Library") }'
    )
    assert server.get(query).json["boolean"] is False
    more = tmp_path / "more.txt"
    more.write_text("Action\tImpact\nBook club May 2021\tRun in partnership with the British Library  Less isolation\n")
    assert run("-w", council, "ingest", more, cwd=tmp_path).returncode == 0
    assert server.get(query).json["boolean"] is True


def test_every_saved_question_without_values_runs_here_as_it_stands(server: Server) -> None:
    described = json.loads(server.send("GET", "/sparql", accept="application/ld+json").body)
    queries = [value["@value"] for node in described for value in node.get("http://www.w3.org/ns/shacl#select", [])]
    assert len(queries) >= 10
    for query in queries:
        got = server.send("POST", "/sparql", query.encode(), content_type="application/sparql-query")
        assert got.status == 200 or told(got)["limit"] in ("query_rows", "query_answer_bytes"), got.body[:300]


def test_nothing_is_left_running_when_the_server_stops(council: Path) -> None:
    with ThreadPoolExecutor(1) as pool, serving("-w", council, "serve", cwd=council) as server:
        assert server.get("ASK {}").status == 200
        running = pool.submit(server.get, ENDLESS)
        time.sleep(0.3)
        children = set(processes_of(server))
        assert children
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(5) == 0
        running.exception()
    assert becomes(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children), 1)


def test_a_query_that_runs_when_new_data_come_is_answered_from_the_old(tmp_path: Path) -> None:
    limits = Limits(query_seconds=20, query_bytes=1_000_000_000)
    sources = []
    for number in (1, 2):
        path = tmp_path / f"{number}.nq"
        path.write_text("".join(f"<a:{number}> <b:{n}> <c:{n % 7}> <g:> .\n" for n in range(1200)))
        sources.append(QuerySource(str(number), (str(path),), "http://x.example/"))
    workers = QueryWorkers(limits)

    def ask(source: QuerySource, query: str) -> bytes:
        task = Task(query, "csv", source.base, None, None, True, 1000, 1_000_000)
        with workers.answer(source, task).body as body:
            return body.read()

    slow = "SELECT (SAMPLE(?s) AS ?one) { ?s ?p ?o . ?t ?q ?v . FILTER(CONCAT(STR(?p), STR(?v)) != STR(?q)) }"
    try:
        assert ask(sources[0], "SELECT DISTINCT ?s { ?s ?p ?o }") == b"s\r\na:1\r\n"
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(ask, sources[0], slow)
            time.sleep(0.3)
            assert ask(sources[1], "SELECT DISTINCT ?s { ?s ?p ?o }") == b"s\r\na:2\r\n"
            assert running.result() == b"one\r\na:1\r\n"
    finally:
        workers.stop()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
@pytest.mark.parametrize(
    ("form", "answer", "rows"),
    [
        ("json", rb'{"head":{},"results":{"bindings":[{"a":{"value":"x\\"},{\"},{"},"b":{"value":"\\\\"}},{},{}]}}', 3),
        ("xml", b"<sparql><results><result></result><result>&lt;result></result></results></sparql>", 2),
        ("csv", b'a,b\r\n"x\n""\n",1\r\n,\r\n', 2),
        ("tsv", b'?a\t?b\n"x\\n"\t\n', 1),
    ],
)
def test_rows_are_counted_however_an_answer_is_cut(form: str, answer: bytes, rows: int, size: int) -> None:
    count = row_counter(form)
    for start in range(0, len(answer), size):
        counted = count(answer[start : start + size])
    assert counted == rows
