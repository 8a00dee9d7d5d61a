"""One process of the crew: its orders and tasks on standard input, a line for each on standard output."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import msgspec

from graph.errors import JunctionBoxError
from graph.workspace import open_workspace
from ingest.crew import Orders, Task
from ingest.remembered import Memory
from ingest.setting import read_setting
from ingest.work import Desk, Taken


def main() -> None:
    """Work until the other end closes; an interrupt is for the process that gave the orders."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders = msgspec.json.decode(sys.stdin.buffer.readline(), type=Orders)
    workspace = open_workspace(Path(orders.workspace))
    setting = read_setting(workspace)
    if setting.fingerprint != orders.fingerprint:
        sys.exit("The workspace or the program was changed while documents were read; start again.")
    desk = Desk(setting, Memory(workspace.root, orders.afresh))
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(msgspec.json.encode(_answer(desk, msgspec.json.decode(line, type=Task))) + b"\n")
        sys.stdout.buffer.flush()


def _answer(desk: Desk, task: Task) -> Taken | dict[str, str]:
    if task.take:
        return desk.take(task.take)
    assert task.draw
    try:
        return desk.draw(task.draw)
    except JunctionBoxError as error:
        return {"": str(error)}


if __name__ == "__main__":
    main()
