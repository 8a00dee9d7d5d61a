"""The one base error: a plain sentence for a person, and what it means at the door."""

from __future__ import annotations


class JunctionBoxError(Exception):
    """A failure that a person can act on; `str(error)` is one plain sentence.

    `status` is its HTTP meaning, `exit_code` its meaning on the command line.
    """

    status = 500
    exit_code = 1


class DataError(JunctionBoxError):
    """A file or a workspace does not hold what it should."""

    status = 422


class NotFound(JunctionBoxError):
    """What was asked for does not exist."""

    status = 404


class UsageError(JunctionBoxError):
    """A request that cannot be understood as it was made."""

    status = 400
    exit_code = 2


class InUse(JunctionBoxError):
    """Another process is writing to the workspace."""

    status = 503


class Corrupt(JunctionBoxError):
    """The built graph cannot be read; rebuilding it from the files will mend it."""

    status = 503
