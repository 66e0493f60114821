"""A text with what its words stand on, saved or still being typed."""

from dataclasses import dataclass, field

from incidents.facts import BadToken
from statements import tokens


@dataclass(frozen=True)
class Reading:
    """written: the source. values: {token: words}. behind: {token: {key: fact or None}}.

    stale: {token: Stale} of a saved text whose facts changed since.
    """

    written: dict
    values: dict
    behind: dict
    stale: dict = field(default_factory=dict)

    @property
    def as_read(self):
        return tokens.read(self.written, self.values)

    def places(self):
        """(place, the part as written) of each part facts may stand in."""
        return tokens.places(self.written)

    def span(self, place, start, end):
        """(start, end) of a span of one part as it is written, in it as it is read."""
        part = dict(self.places())[place]
        return tuple(tokens.read_at(part, self.values, at) for at in (start, end))

    def ranges(self, part):
        """(start, end, token) of the words of each fact in one part as it is read."""
        return tokens.ranges(part, self.values)


def of_case(case, stale):
    """A saved text, with the very facts it was saved with."""
    behind = {}
    for row in case.citations:
        behind.setdefault(row.token, {})[row.key] = row.fact
    revision = case.revision
    by_token = {one.token: one for one in stale}
    return Reading(revision.written, revision.values or {}, behind, by_token)


def of_typed(written, known, reader, given):
    """A text on a screen, as it would read and stand with what is known now."""
    values = tokens.values(written, known, reader, given)
    return Reading(written, values, {token: _behind(token, known, reader) for token in values})


def _behind(token, known, reader):
    try:
        return tokens.facts_of(known, token, reader)
    except BadToken:
        return {}
