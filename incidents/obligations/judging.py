"""Yes, no or not known, each with a sentence and the answer it rests on; and how several add up."""

from collections.abc import Iterable
from typing import NamedTuple


class Judged(NamedTuple):
    """Whether a condition holds; None where nobody can say yet.

    `key` is the fact or question the sentence rests on, "" where it rests on the data set alone.
    `asks` are questions that could turn it round. A condition may hold and still ask, where the law
    lets a duty stand until somebody has shown that it falls away.
    """

    holds: bool | None
    reasons: tuple
    asks: tuple = ()


def judged(holds: bool | None, sentence: str, key: str = "", asks: tuple = ()) -> Judged:
    """One condition. Where nobody can say, the key is what to ask unless `asks` says otherwise."""
    asked = asks or ((key,) if holds is None and key else ())
    return Judged(holds, ((sentence, key),) if sentence else (), asked)


def all_of(parts: Iterable[Judged]) -> Judged:
    """All must hold. One that does not decides, and nothing else need be asked."""
    parts = list(parts)
    if failed := [part for part in parts if part.holds is False]:
        return Judged(False, _joined(failed, "reasons"))
    holds = None if any(part.holds is None for part in parts) else True
    return Judged(holds, _joined(sorted(parts, key=_open_first), "reasons"), _joined(parts, "asks"))


def any_of(parts: Iterable[Judged]) -> Judged:
    """One that holds is enough."""
    parts = list(parts)
    if held := [part for part in parts if part.holds]:
        return held[0]
    possible = [part for part in parts if part.holds is None]
    holds = None if possible else False
    chosen = possible or parts
    return Judged(holds, _joined(chosen, "reasons"), _joined(possible, "asks"))


def _open_first(part):
    return part.holds is not None


def _joined(parts, name):
    return tuple(dict.fromkeys(entry for part in parts for entry in getattr(part, name)))
