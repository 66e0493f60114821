"""Short ways to say what is known about an invented incident."""

from datetime import datetime

from incidents.obligations import loading
from incidents.obligations.deadlines import deadline
from incidents.obligations.known import Known


def at(text):
    return datetime.fromisoformat(text)


def known(sent=None, **told):
    """`known(discovery="2026-01-05T09:00-05:00")`; the rest of Known by its own names."""
    own = {
        name: told.pop(name)
        for name in ("holds", "zones", "calendars", "no_relief")
        if name in told
    }
    events = {kind: tuple(map(at, given.split())) for kind, given in told.items()}
    return Known(
        events=events, sent={key: at(moment) for key, moment in (sent or {}).items()}, **own
    )


def due(key, knowledge):
    """The Deadline of one duty."""
    data = loading.current()
    return deadline(data, data.obligation(key), knowledge)


def shown(moment):
    return moment and moment.isoformat(timespec="seconds")
