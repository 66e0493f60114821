"""Lengths of time in words."""

from datetime import timedelta

_UNITS = (("day", timedelta(days=1)), ("h", timedelta(hours=1)), ("min", timedelta(minutes=1)))


def how_long(length):
    """A length of time in its two largest units: "2 days 4 h", "59 min"."""
    length = abs(length)
    if length < timedelta(minutes=1):
        return "less than a minute"
    said = []
    for name, unit in _UNITS:
        count, rest = divmod(length, unit)
        if count and len(said) < 2:
            said.append(f"{count:,} {name}{'s' if name == 'day' and count > 1 else ''}")
        elif said:
            break
        length = rest
    return " ".join(said)
