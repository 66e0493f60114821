"""Short ways to say what is known about an invented incident."""

from datetime import UTC, datetime, timedelta

from incidents.obligations import loading
from incidents.obligations.deadlines import deadline
from incidents.obligations.holds import Hold
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


def incidents(number):
    """Invented incidents from 2024 to 2030: every second one with a dispute, some with a hold."""
    first = datetime(2024, 1, 3, 8, 15, tzinfo=UTC)
    return [_incident(first + timedelta(days=12 * n, minutes=97 * n), n) for n in range(number)]


def _incident(found, n):
    later = [found + timedelta(hours=hours) for hours in (0, 5, 30, 200)]
    events = {"noticing": (later[0],), "discovery": (later[0],)}
    events |= {"awareness": tuple(later[: 1 + n % 2]), "reasonable_belief": (later[1],)}
    events |= {"determination": (later[2],), "materiality": (later[2],)}
    events |= {"classification": (later[1],), "confirmation": (later[2],)}
    sent = {} if n % 3 else {"us-ca:individuals": later[3], "eu-nis2:csirt_notification": later[2]}
    holds = (Hold(received=later[2], lifted=later[3]),) if n % 5 == 0 else ()
    return Known(events=events, sent=sent, holds=holds)
