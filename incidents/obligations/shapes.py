"""Shapes of data: each is a function (value, where, line) that yields (line, what is wrong)."""

import re
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_WEB = re.compile(r"https?:|www\.", re.IGNORECASE)


def words(value, where, line):
    """Text with something in it, without web addresses: sources are named, not linked."""
    if not isinstance(value, str) or not value.strip():
        yield line, f"{where} must be words, not {value!r}."
    elif _WEB.search(value):
        yield line, f"{where} must not hold a web address."


def truth(value, where, line):
    if not isinstance(value, bool):
        yield line, f"{where} must be true or false, not {value!r}."


def whole(least=0):
    """A whole number from `least` on."""

    def check(value, where, line):
        if type(value) is not int or value < least:
            yield line, f"{where} must be a whole number from {least}, not {value!r}."

    return check


def day(value, where, line):
    """A day as text, so that YAML does not turn it into something else."""
    try:
        if not isinstance(value, str) or date.fromisoformat(value).isoformat() != value:
            raise ValueError
    except ValueError:
        yield line, f"{where} must be a day such as '2026-11-23', in quotes, not {value!r}."


def zone(value, where, line):
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        yield line, f"{where} must be a time zone such as Europe/Berlin, not {value!r}."


def identifier(value, where, line):
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9]+([_-][a-z0-9]+)*", value):
        yield line, f"{where} must be an id of small letters and digits, not {value!r}."


def one_of(*values):
    def check(value, where, line):
        if value not in values or isinstance(value, bool):
            known = ", ".join(str(each) for each in values)
            yield line, f"{where} must be one of {known}; not {value!r}."

    return check


def maybe(shape):
    """What `shape` says, or null."""

    def check(value, where, line):
        if value is not None:
            yield from shape(value, where, line)

    return check


def listing(shape, least=0):
    def check(value, where, line):
        if not isinstance(value, list):
            yield line, f"{where} must be a list, not {value!r}."
            return
        if len(value) < least:
            yield line, f"{where} must have an entry."
        for number, (entry, at) in enumerate(zip(value, value.lines, strict=True), 1):
            yield from shape(entry, f"{where}, entry {number}", at)

    return check


def keys(needed, optional=None):
    """A mapping with all keys of `needed`, perhaps those of `optional`, and no others."""
    shapes = {**needed, **(optional or {})}

    def check(value, where, line):
        if not isinstance(value, dict):
            yield line, f"{where} must be a mapping, not {value!r}."
            return
        for key in needed:
            if key not in value:
                yield line, f"{where} lacks “{key}”."
        for key, entry in value.items():
            if key not in shapes:
                yield value.lines[key], f"{where} has the unknown key “{key}”."
            else:
                yield from shapes[key](entry, f"{where}: {key}", value.lines[key])

    return check


def mapping_of(key_shape, shape):
    """A mapping whose keys are not fixed."""

    def check(value, where, line):
        if not isinstance(value, dict):
            yield line, f"{where} must be a mapping, not {value!r}."
            return
        for key, entry in value.items():
            yield from key_shape(key, f"{where}: the key", value.lines[key])
            yield from shape(entry, f"{where}: {key}", value.lines[key])

    return check
