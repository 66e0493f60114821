"""Looks into the database of the site under test, past its pages. See `tests.installation.Desk`."""

from pathlib import Path

from breachcomm.accounts.models import User
from incidents import operations as incidents
from incidents.facts import Confidence
from incidents.operations import Finding
from statements import content, operations, queue
from statements.models import Decision, Release
from statements.renditions import compare
from tests import factories
from tests.browser import known
from tests.statements.factories import drafted, edited, submitted, team, word


def difference(release, extracted):
    """Where `pdftotext -raw` of the PDF leaves the text both signed; "" if nowhere."""
    release = Release.objects.get(pk=release)
    signed = release.legal_sign_off.revision
    assert signed == release.pr_sign_off.revision
    letter = content.letter(signed.content(), digest=signed.digest, released_at=release.at)
    return compare.difference(Path(extracted).read_text(encoding="utf-8"), letter)


def hashes(release):
    """{format: SHA-256 on record}."""
    made = Release.objects.get(pk=release).renditions.all()
    return {rendition.format: rendition.sha256 for rendition in made}


def in_review(**text):
    """A team and a text that waits for its signatures: {"people": {role: e-mail}, ...}."""
    people = team()
    _learn(people)
    revision = edited(drafted(people), by=people.pr, **text)
    operations.submit(revision, by=people.pr)
    return {**_told(people), "statement": revision.statement_id, "number": revision.number}


def with_words_of_the_house(words, **text):
    """The same with terms of the house: {term: what to write instead}, each a warning."""
    told = in_review(**text)
    pr = User.objects.get(email=told["people"]["pr"][1])
    for term, instead in words.items():
        operations.add_term(
            by=pr,
            term=term,
            kind="preferred",
            instead=instead,
            reason="Shorter words read faster.",
            severity="warning",
        )
    return told


def all_is_known():
    """A team in an incident of which everything is known that a notice needs."""
    people = team()
    _learn(people)
    return _told(people)


def _learn(people):
    findings = {key: Finding(value, Confidence.CONFIRMED) for key, value in known.FACTS.items()}
    incidents.record_facts(people.incident, by=people.developer, findings=findings)


def _told(people):
    roles = ("developer", "legal", "pr", "observer")
    return {
        "people": {
            role: [getattr(people, role).name, getattr(people, role).email] for role in roles
        },
        "incident": people.incident.reference,
    }


def hostile(payloads):
    """Every place that takes a text holds all the payloads; one statement of them is released."""
    people, everything = team(), "\n\n".join(payloads)
    _say(people, everything)
    # A term that stands in many of them, so that remarks quote them, and says some itself.
    told = {"kind": "preferred", "instead": payloads[1][:120], "reason": payloads[0][:300]}
    operations.add_term(by=people.pr, term="script*", severity="warning", **told)
    sections = [{"heading": each, "text": f"{each}\n\n- {each}\n"} for each in payloads]
    text = {"title": payloads[0], "lead": everything, "sections": sections, "reason": payloads[1]}
    sent = edited(drafted(people), by=people.pr, **text)
    operations.submit(sent, by=people.pr)
    word(sent, people.legal, Decision.RETURNED, note=everything)
    operations.settle(
        operations.raise_objection(sent, by=people.developer, text=everything),
        by=people.developer,
        note=everything,
    )
    for by in (people.legal, people.pr):
        word(sent, by)
    release = operations.release(sent, by=people.pr, seen_digest=sent.digest)
    open_text = edited(submitted(people), by=people.legal, **text)
    operations.raise_objection(open_text, by=people.developer, text=everything)
    for payload in payloads:
        person = factories.person("observer", name=payload[:120])
        incidents.add_member(people.incident, by=people.pr, person=person)
    return {
        **_told(people),
        "sent": sent.statement_id,
        "open": open_text.statement_id,
        "revision": open_text.pk,
        "release": release.pk,
    }


def _say(people, text):
    incident = people.incident
    fields = {"title": text[:200], "organisation": text[:200], "organisation_address": text}
    incidents.change_incident(incident, by=people.pr, **fields)
    for privileged, by in ((False, people.pr), (True, people.legal)):
        incidents.contribute(incident, by=by, text=text, privileged=privileged)
    asked = incidents.ask(incident, by=people.pr, text=text, owner=people.legal)
    incidents.answer(asked, by=people.legal, text=text)
    incidents.ask(incident, by=people.legal, text=text, owner=people.pr)
    # A fact takes a thousand characters: each of the two halves in several.
    halves = dict.fromkeys(("vulnerability", "summary_lay", "detection_method"), text[:1000])
    halves |= dict.fromkeys(("affected_systems", "root_cause"), text[-1000:])
    findings = {k: Finding(half, Confidence.CONFIRMED, basis=half) for k, half in halves.items()}
    incidents.record_facts(incident, by=people.developer, findings=findings)


def web_page(release):
    """The released web page, as its readers get it; None while it is not rendered."""
    made = Release.objects.get(pk=release).renditions.filter(format="html").first()
    return made and queue.read(made).decode()
