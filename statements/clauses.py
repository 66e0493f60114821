"""The clause library as texts use it: words that fit, words that are pinned, words that are newer.

A text keeps the version it was written with. What came later is a hint to its author: it changes
no text and blocks none.
"""

import re
from dataclasses import dataclass
from html import unescape

from django.db.models import Count, Exists, OuterRef
from django.utils.html import strip_tags
from django.utils.text import Truncator

from statements import redline, tokens
from statements.models import ClauseUse, ClauseVersion, Revision, Statement
from statements.renditions import markdown

# What a token can hold. "new" is the page where the library adds a clause.
_SLUG = re.compile(r"(?!new\Z)[a-z0-9-]{2,40}")


def slug_problem(slug):
    """A sentence about what is wrong with the short name of a clause, or None."""
    if _SLUG.fullmatch(slug):
        return None
    return "A short name has 2 to 40 small letters, digits and dashes, and is not “new” alone."


def problem(text):
    """A sentence about what may not stand in a clause, or None: it is words to use as they are."""
    if found := tokens.TOKEN.search(text):
        return f"{found[0]} stands in it. A clause has no facts and no other clauses in it."
    if "[[" in text:
        return "There is an open question in it. A clause is finished before it is used."
    return None


def first_words(text, most=16):
    """How a clause begins, as a reader sees it and on one line."""
    seen = unescape(strip_tags(markdown.to_html(text)))
    return Truncator(" ".join(seen.split())).words(most, truncate=" …")


def versions_in(written):
    """The versions of clauses that tokens of a source name, and that give words."""
    named = [tokens.clause_of(token) for token in tokens.tokens_in(written)]
    named = {pair for pair in named if pair}
    if not named:
        return []
    slugs, numbers = zip(*named, strict=True)
    found = ClauseVersion.objects.in_use().filter(
        clause__slug__in=set(slugs), number__in=set(numbers)
    )
    return [
        version
        for version in found.select_related("clause")
        if (version.clause.slug, version.number) in named
    ]


def texts_of(written):
    """{token: words} of every clause in a source."""
    return {
        tokens.clause_token(version.clause.slug, version.number): version.text
        for version in versions_in(written)
    }


def use(revision):
    """Put down which versions stand in a text that has just been saved."""
    ClauseUse.objects.bulk_create(
        ClauseUse(revision=revision, version=version) for version in versions_in(revision.written)
    )


def with_version(written, version):
    """The source of a text with this version wherever another one of its clause stands."""

    def put(found):
        named = tokens.clause_of(found[1])
        return version.token if named and named[0] == version.clause.slug else found[0]

    return {
        "title": written["title"],
        "lead": tokens.TOKEN.sub(put, written["lead"]),
        "sections": [
            {"heading": section["heading"], "text": tokens.TOKEN.sub(put, section["text"])}
            for section in written["sections"]
        ],
    }


def fitting(statement):
    """The newest words of every clause for a statement's audience and language."""
    return (
        ClauseVersion.objects.newest()
        .in_use()
        .filter(
            clause__audience__in=["", statement.audience],
            clause__language=statement.language,
        )
        .order_by("clause__element", "clause__title")
    )


@dataclass(frozen=True)
class Hint:
    """A clause in a text of which there is more to know: newer words, retired, or overdue."""

    used: ClauseVersion
    newest: ClauseVersion

    @property
    def title(self):
        return self.used.clause.title

    @property
    def is_retired(self):
        return self.newest.is_retired

    @property
    def has_newer_words(self):
        return not self.is_retired and self.newest.text != self.used.text

    @property
    def is_overdue(self):
        return self.newest.is_overdue

    @property
    def is_due(self):
        return self.is_retired or self.has_newer_words or self.is_overdue

    @property
    def blocks(self):
        """The words that differ, as a redline shows them."""
        return [redline.Block("", redline.compare(self.used.text, self.newest.text))]


def hints(revision):
    """Every Hint to an exact text that its author should know of. Two queries at most."""
    used = [use.version for use in revision.clause_uses.select_related("version__clause")]
    if not used:
        return []
    clauses = {version.clause_id for version in used}
    newest = ClauseVersion.objects.newest().filter(clause__in=clauses)
    by_clause = {version.clause_id: version for version in newest}
    found = [Hint(version, by_clause[version.clause_id]) for version in used]
    return [hint for hint in found if hint.is_due]


def used_in(clause, user):
    """Where a clause stands in texts as they are now, as far as `user` may know of them."""
    return (
        _uses_now(user)
        .filter(version__clause=clause)
        .select_related("version", "revision__statement__incident")
        .order_by("-revision", "version__number")
    )


def counts_of_use(found, user):
    """{id of a clause: in how many texts it stands now}, as far as `user` may know of them."""
    uses = _uses_now(user).filter(version__clause__in=found).order_by()
    counted = uses.values("version__clause").annotate(n=Count("revision", distinct=True))
    return {each["version__clause"]: each["n"] for each in counted}


def _uses_now(user):
    later = Revision.objects.filter(
        statement=OuterRef("revision__statement"), number__gt=OuterRef("revision__number")
    )
    return ClauseUse.objects.filter(
        ~Exists(later), revision__statement__in=Statement.objects.visible_to(user)
    )
