"""Reaching into data of any shape without a failure."""


def as_dict(value):
    return value if isinstance(value, dict) else {}


def as_list(value):
    """Older records write a single value where newer ones write a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def as_text(value):
    return value if isinstance(value, str) else ""


def as_name(value):
    """A code of an enumeration, in one spelling."""
    return as_text(value).strip().lower()


def as_int(value):
    """A whole number that is one, or None: True, "12" and 1.5 are none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return int(value)
    return value if isinstance(value, int) else None


def at(data, *path):
    """The value at the path, or None where the path ends early."""
    for part in path:
        data = as_dict(data).get(part)
    return data
