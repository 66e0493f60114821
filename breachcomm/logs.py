"""How a line of the log reads. What somebody wrote never gets into one through a database error.

PostgreSQL explains a refused row by quoting it ("Failing row contains ..."), and a privileged note
is such a row. Of a database error the log keeps its kind and its first line, which names tables
and constraints; what follows is left out, and all of it when the first line quotes a value.
"""

import logging

from django.db import Error

LEFT_OUT = "(what the database quoted is left out)"
# Data exceptions: 'invalid input syntax for type integer: "..."'.
_QUOTES_A_VALUE = "22"


class Line(logging.Formatter):
    def formatException(self, ei):
        text = super().formatException(ei)
        for error in _chain(ei[1]):
            if isinstance(error, Error) or hasattr(error, "diag"):
                text = text.replace(str(error), _without_quotes(error))
        return text


def _chain(error):
    """The error, and all that it arose from."""
    seen = []
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and one not in seen:
            seen.append(one)
            waiting += [one.__cause__, one.__context__]
    return seen


def _without_quotes(error):
    first, *more = str(error).splitlines() or [""]
    state = getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None) or ""
    if state.startswith(_QUOTES_A_VALUE):
        return f"{state} {LEFT_OUT}"
    return f"{first} {LEFT_OUT}" if more else first
