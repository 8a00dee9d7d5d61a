"""`junctionbox decide`: what a person settles, one decision in a line, without making any hash by hand."""

from __future__ import annotations

import getpass
from dataclasses import replace
from datetime import UTC, datetime

import click

from graph.commands import workspace_of
from graph.errors import DataError, NotFound, UsageError
from graph.files import write_whole, writing_lock
from graph.iris import short_hash
from graph.printing import table
from graph.records import Decision, Edition
from graph.workspace import Workspace
from ingest import rebuild as building
from ingest.concepts import scheme
from ingest.decisions import Item, decisions_bytes, items, read_decisions
from ingest.overlay import changed_action
from ingest.setting import read_setting

_EMPTY = Decision("", "", "", "", "", "", "", "", "", "", "", "")


def _who_and_when(who: str, why: str) -> Decision:
    when = datetime.now(UTC).isoformat(timespec="microseconds")
    return replace(_EMPTY, who=who or getpass.getuser(), when=when, why=why)


def find(workspace: Workspace, key: str) -> tuple[Edition, Item]:
    """Return the item that a key, or the beginning of one, stands for in the current editions."""
    setting = read_setting(workspace)
    found: list[tuple[Edition, Item]] = []
    for entry in workspace.current():
        edition = building.stored_edition(setting, entry)
        found += [(edition, item) for item in items(edition.extraction) if item.key.startswith(key)]
    exact = [pair for pair in found if pair[1].key == key] or found
    if not exact:
        raise NotFound(f"Nothing here has the key “{key}”; “junctionbox decide keys” lists what can be decided on.")
    if len({pair[1].key for pair in exact}) > 1:
        raise UsageError(f"The key “{key}” begins several; write more of it.")
    return exact[0]


def record(workspace: Workspace, decision: Decision) -> None:
    """Keep a decision and bring the graph up to date."""
    with writing_lock(workspace.built / "lock"):
        decisions = [*read_decisions(workspace.decisions_file), decision]
        write_whole(workspace.decisions_file, decisions_bytes(decisions))
    building.rebuild(workspace)


def settle(workspace: Workspace, key: str, decision: Decision, quote: str = "") -> Item:
    """Record a decision about an item; it is tried first, so that an impossible one changes nothing."""
    edition, item = find(workspace, key)
    name = decision.property.removeprefix(":")
    decision = replace(
        decision,
        document=edition.document,
        subject=item.key,
        about=item.about,
        property=f"{item.kind}:{name}",
        old_value=_value(item, name),
        quote=quote or item.quote,
        quote_hash=short_hash(quote or item.quote, length=12),
    )
    if item.kind == "statement" and decision.value and decision.value not in scheme("outcomes.ttl", "outcome"):
        known = ", ".join(scheme("outcomes.ttl", "outcome"))
        raise DataError(f"“{decision.value}” is not an outcome; there are {known}.")
    if decision.operation not in ("split", "join"):
        changed_action(edition.extraction, item, decision)
    record(workspace, decision)
    return item


def _value(item: Item, name: str) -> str:
    """Return what a property was before it is set, as words."""
    action = item.action
    if item.kind == "action":
        period = action.period.edtf if action.period else None
        return {"title": action.title, "theme": action.theme, "status": action.status, "date": period}.get(name) or ""
    link = next((link for link in action.partners if link.key == item.key), None)
    if link:
        return {"role": link.role, "status": link.status, "name": link.name}.get(name, "")
    statement = next((statement for statement in action.statements if statement.key == item.key), None)
    return statement.concepts[0].key if statement and statement.concepts and name == "outcome" else ""


@click.group(epilog="Example: junctionbox decide accept 3f2a91bc --why 'confirmed by the service'")
def decide() -> None:
    """Settle what the machine was unsure of; decisions are kept in decisions.csv and hold at every ingest."""


_who = click.option("--who", default="", help="Who decides; your user name if left out.")
_why = click.option("--why", default="", help="The reason, for those who come later.")


@decide.command(epilog="Example: junctionbox decide keys 'Radio Cambridgeshire'")
@click.argument("words", default="")
@click.pass_context
def keys(context: click.Context, words: str) -> None:
    """List what can be decided on, with its key; WORDS narrow the list."""
    workspace = workspace_of(context)
    setting = read_setting(workspace)
    rows = [
        [item.key, item.kind, item.about, item.action.title]
        for entry in workspace.current()
        for item in items(building.stored_edition(setting, entry).extraction)
        if words.lower() in f"{item.about} {item.action.title}".lower()
    ]
    click.echo(table(["Key", "Kind", "About", "Action"], rows, width=60) or "Nothing fits these words.")


@decide.command(epilog="Example: junctionbox decide accept 3f2a91bc")
@click.argument("key")
@click.argument("outcome", default="")
@_who
@_why
@click.pass_context
def accept(context: click.Context, key: str, outcome: str, who: str, why: str) -> None:
    """Accept a partner, a place or a statement; for a statement you may name its OUTCOME."""
    decision = replace(_who_and_when(who, why), operation="accept", value=outcome)
    item = settle(workspace_of(context), key, decision)
    click.echo(f"Accepted: {item.about}.")


@decide.command(epilog="Example: junctionbox decide reject 3f2a91bc --why 'only an example'")
@click.argument("key")
@click.argument("outcome", default="")
@_who
@_why
@click.pass_context
def reject(context: click.Context, key: str, outcome: str, who: str, why: str) -> None:
    """Reject a partner, a place or a statement, or one OUTCOME of a statement."""
    decision = replace(_who_and_when(who, why), operation="reject", value=outcome)
    item = settle(workspace_of(context), key, decision)
    click.echo(f"Rejected: {item.about}{f' as {outcome}' if outcome else ''}.")


@decide.command(name="set", epilog="Example: junctionbox decide set 3f2a91bc role funder")
@click.argument("key")
@click.argument("name", metavar="PROPERTY")
@click.argument("value")
@_who
@_why
@click.pass_context
def set_(context: click.Context, key: str, name: str, value: str, who: str, why: str) -> None:
    """Set a partner's role, status or name; an action's title, theme, status or date; a statement's outcome."""
    decision = replace(_who_and_when(who, why), operation="set", property=f":{name}", value=value)
    item = settle(workspace_of(context), key, decision)
    click.echo(f"Set: {name} of {item.about} is now {value}.")


@decide.command(epilog="Example: junctionbox decide title 3f2a91bc 'Business clinics'")
@click.argument("key")
@click.argument("title")
@_who
@_why
@click.pass_context
def title(context: click.Context, key: str, title: str, who: str, why: str) -> None:
    """Give an action that lost its title a name."""
    decision = replace(_who_and_when(who, why), operation="title", property=":title", value=title)
    item = settle(workspace_of(context), key, decision)
    click.echo(f"“{item.about}” is now called “{title}”.")


@decide.command(epilog="Example: junctionbox decide merge 'City Council' 'Cambridge City Council'")
@click.argument("name")
@click.argument("into")
@_who
@_why
@click.pass_context
def merge(context: click.Context, name: str, into: str, who: str, why: str) -> None:
    """Say that two names are one body: NAME is from now on INTO."""
    if name == into:
        raise UsageError("A name cannot be merged into itself.")
    workspace = workspace_of(context)
    known = {named.name for named in read_setting(workspace).gazetteer.names} | _names_in_use(workspace)
    if name not in known:
        raise NotFound(f"No partner or place here is called “{name}”.")
    decision = replace(_who_and_when(who, why), operation="merge", subject=name, about=name, value=into)
    record(workspace, decision)
    click.echo(f"{name} is now {into}.")


def _names_in_use(workspace: Workspace) -> set[str]:
    setting = read_setting(workspace)
    editions = [building.stored_edition(setting, entry) for entry in workspace.current()]
    return {link.name for e in editions for a in e.extraction.actions for link in a.partners}


@decide.command(epilog="Example: junctionbox decide add 3f2a91bc 'Ely Arts' --quote 'with Ely Arts' --role delivery")
@click.argument("key")
@click.argument("partner")
@click.option("--quote", required=True, help="The words of the action that name the partner.")
@click.option("--role", default="delivery", show_default=True)
@click.option("--status", default="confirmed", show_default=True)
@_who
@_why
@click.pass_context
def add(context: click.Context, key: str, partner: str, quote: str, role: str, status: str, who: str, why: str) -> None:
    """Add a partner that an action names and the machine missed."""
    value = f"{partner}|{role}|{status}"
    decision = replace(_who_and_when(who, why), operation="add", value=value)
    item = settle(workspace_of(context), key, decision, quote)
    click.echo(f"Added {partner} to {item.about}.")


@decide.command(epilog="Example: junctionbox decide split 3f2a91bc 'Digital collections on'")
@click.argument("key")
@click.argument("words")
@_who
@_why
@click.pass_context
def split(context: click.Context, key: str, words: str, who: str, why: str) -> None:
    """Part an action in two, the second beginning at WORDS."""
    workspace = workspace_of(context)
    edition, item = find(workspace, key)
    action = item.action
    if item.kind != "action" or words.lower() not in action.span.of(edition.extraction.text).lower():
        raise DataError(f"“{words}” does not stand in “{action.title}”.")
    settle(workspace, key, replace(_who_and_when(who, why), operation="split", value=words))
    click.echo(f"“{item.about}” is now two actions.")


@decide.command(epilog="Example: junctionbox decide join 3f2a91bc 77ab01de")
@click.argument("key")
@click.argument("first")
@_who
@_why
@click.pass_context
def join(context: click.Context, key: str, first: str, who: str, why: str) -> None:
    """Put the action KEY together with the action FIRST."""
    workspace = workspace_of(context)
    target = find(workspace, first)[1]
    item = settle(workspace, key, replace(_who_and_when(who, why), operation="join", value=target.key))
    click.echo(f"“{item.about}” now belongs to “{target.about}”.")
