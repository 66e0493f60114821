"""What a text asserts, what carries it, and what counsel lets stand although nothing does.

The engine (claims/) judges a text in view of facts. Here its answer meets the rows: the text as
saved, what is known now, and the waivers on record.
"""

from dataclasses import dataclass
from functools import lru_cache

from incidents.facts import DATA_GROUPS, is_answered
from statements import claims
from statements.claims import CONTRADICTED, UNCITED
from statements.claims.findings import worst
from statements.drafting import reader_of
from statements.models import Waiver

OPEN = (UNCITED, CONTRADICTED)
NARRATIVE = "narrative"


@dataclass(frozen=True)
class Claim:
    """What one sentence asserts in one respect (`code`) without a fact that carries it.

    facts: ids of the fact rows concerned; with others a waiver holds no more.
    """

    sentence: claims.Sentence
    code: str
    findings: tuple
    facts: tuple
    waiver: Waiver | None = None

    @property
    def verdict(self):
        return worst(self.findings)

    @property
    def is_contradicted(self):
        return self.verdict == CONTRADICTED

    @property
    def reasons(self):
        return list(dict.fromkeys(finding.reason for finding in self.findings))

    @property
    def name(self):
        """How a page names the place: "claim-lead-12-count"."""
        return f"claim-{self.sentence.place}-{self.sentence.start}-{self.code}"

    @property
    def keys(self):
        """Of the facts that would carry it, as far as one can tell."""
        return tuple(dict.fromkeys(key for finding in self.findings for key in finding.keys))

    def suggested(self, known):
        """Of those, the answered ones: citing one is all the sentence lacks."""
        if self.is_contradicted or not self.sentence.takes_citations:
            return []
        return [key for key in self.keys if key in DATA_GROUPS or is_answered(known.get(key))]

    @property
    def is_told(self):
        """A sentence of a story names no value: which fact carries it people must say."""
        return self.code == NARRATIVE


def sentences(case):
    """Every sentence of a text with what carries it, in view of what is known now."""
    revision, known = case.revision, case.known
    return _sentences(revision.digest, _Asked(revision, known))


class _Asked:
    """What the answer depends on; two that stand on the same rows are the same question.

    A row is named with its time: SQLite gives the number of one that was rolled back to another.
    """

    def __init__(self, revision, known):
        self.revision, self.known = revision, known
        self.rows = tuple((row.pk, row.at) for row in (revision, *known.values()))

    def __eq__(self, other):
        return self.rows == other.rows

    def __hash__(self):
        return hash(self.rows)


@lru_cache(maxsize=256)
def _sentences(digest, asked):
    """Judged once for a text and the facts known: both are written once and never change."""
    revision = asked.revision
    statement = revision.statement
    return tuple(
        claims.review(
            revision.written,
            revision.values or {},
            asked.known,
            reader_of(statement.audience, statement.language),
            statement.language,
        )
    )


def open_claims(case):
    """Every Claim no fact carries, waived or not, in reading order."""
    return _claims(sentences(case), case.known, case.waivers)


def typed_sentences(statement, reading, known, reader):
    """The same as `sentences` for a text that is on a screen and not yet a revision."""
    return claims.review(reading.written, reading.values, known, reader, statement.language)


def typed_claims(statement, judged, known):
    """The same as `open_claims` for it. judged: its sentences."""
    return _claims(judged, known, _waivers(statement))


def _waivers(statement):
    return Waiver.objects.filter(revision__statement=statement).select_related("by")


def _claims(judged, known, waivers):
    held = _held(waivers)
    found = []
    for sentence in judged:
        for code, findings in _by_code(sentence):
            facts = _rows(findings, known)
            waiver = held.get((sentence.text, code, facts))
            found.append(Claim(sentence, code, findings, facts, waiver))
    return found


def unsettled(case):
    """The claims that keep the gate shut."""
    return [claim for claim in open_claims(case) if claim.waiver is None]


def suggestions(case):
    """[(place, offset in the source, key)] of the citations that are all some sentences lack."""
    found = [
        (claim.sentence.place, claim.sentence.source_end, key)
        for claim in unsettled(case)
        if not claim.is_told
        for key in claim.suggested(case.known)
    ]
    return list(dict.fromkeys(found))


def waived(case):
    return [claim for claim in open_claims(case) if claim.waiver is not None]


def _by_code(sentence):
    groups = {}
    for finding in sentence.findings:
        if finding.verdict in OPEN:
            groups.setdefault(finding.code, []).append(finding)
    return [(code, tuple(findings)) for code, findings in groups.items()]


def _rows(findings, known):
    keys = {key for finding in findings for key in finding.keys}
    return tuple(sorted(known[key].pk for key in keys if key in known))


def _held(waivers):
    """{(sentence, code, facts): Waiver} of those that hold; the newest word on each stands."""
    newest = {}
    for waiver in waivers:
        newest[waiver.sentence, waiver.code, tuple(waiver.facts)] = waiver
    return {about: waiver for about, waiver in newest.items() if not waiver.is_withdrawn}


def unseen_by(case, sign_off):
    """The waivers in force that were given after this person signed, by somebody else."""
    return [
        claim.waiver
        for claim in waived(case)
        if claim.waiver.by_id != sign_off.by_id and claim.waiver.at >= sign_off.at
    ]
