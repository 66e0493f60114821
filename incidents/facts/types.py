"""What a fact can be: its section, its type, and what may be stored together."""

from dataclasses import dataclass

from breachcomm.accounts.models import Role
from incidents.facts.kinds import Kind
from incidents.facts.known import Confidence

DEVELOPER = (Role.DEVELOPER,)
EVERYONE_WHO_ACTS = (Role.DEVELOPER, Role.LEGAL, Role.PR)
HOW_WE_KNOW = "Say how we know: who looked, at what, and until when."


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    why: str
    # What the meeting asks, and the keys that answer it.
    question: str
    needs: tuple = ()


SECTIONS = {
    section.key: section
    for section in (
        Section(
            "core",
            "What happened",
            "Everything we write starts from these answers, and each time starts another clock.",
            "What is the core issue?",
            ("vulnerability", "affected_systems", "detection_method", "became_aware"),
        ),
        Section(
            "people",
            "How many people",
            "We publish the conservative figure and never less than your best estimate.",
            "How many customers?",
            ("people_affected",),
        ),
        Section(
            "data",
            "Which data",
            "People can only protect themselves when they know which data is involved.",
            "Which data?",
            ("exposure", "exfiltration"),
        ),
        Section(
            "done",
            "What has been done",
            "People want to know that it has stopped and that it will not happen again.",
            "What has been done?",
            ("immediate_actions", "further_measures", "forensics_status"),
        ),
        Section(
            "words",
            "How we say it",
            "One plain sentence, clear steps and somebody to ask are the heart of every notice.",
            "How do we say this simply?",
            ("summary_lay", "what_people_can_do", "contact_point"),
        ),
        Section(
            "duties",
            "Who must be told",
            "Where people live decides which laws apply and how much time we have.",
            "What must and may we disclose?",
            ("residence", "notified_authorities"),
        ),
        Section(
            "next",
            "What comes next",
            "A promised update is a promise: we show it as a clock.",
            "What is still open, and when is the next update?",
            ("next_update",),
        ),
    )
}


@dataclass(frozen=True)
class Wording:
    """{} is the answer. `checking` is what we may honestly say while nobody knows yet; where it
    is empty the text shows an open question instead."""

    said: str = "{}"
    estimated: str = "This is what we know so far: {}"
    checking: str = ""
    # Ruled out, and there is no value: we know that there is nothing.
    none: str = ""
    technical: str = ""


@dataclass(frozen=True)
class FactType:
    key: str
    kind: Kind
    label: str
    help: str
    section: str
    question: str
    wording: Wording = Wording()
    owners: tuple = DEVELOPER
    # Whether a text that leaves the house may say it.
    public: bool = True
    # Where a text can do without: an unanswered one makes an optional open question.
    optional: bool = False
    # A plan, a stage or an address: a later answer is news and takes nothing back.
    moves_on: bool = False

    @property
    def confidences(self):
        return self.kind.confidences

    def validate(self, value, now=None):
        """Sentences about what is wrong with the value; none when it may be stored."""
        return self.kind.validate(value, now)

    def normalise(self, value):
        """The one stored form of the value; None stays None."""
        return None if value is None else self.kind.normalise(value)

    def display(self, value):
        """The stored value for a screen."""
        return "" if value is None else self.kind.display(value)

    def refines(self, value, older):
        """Whether this answer says what an older one said, or more, and takes nothing back."""
        return self.moves_on or self.kind.refines(value, older)

    def problems(self, value, confidence, basis="", now=None):
        """Sentences about value, confidence and basis together; none when all may be stored."""
        if confidence not in self.confidences:
            return ["Choose how sure we are: " + self._sureness() + "."]
        if value is None:
            return list(_problems_without_value(confidence, basis))
        return self.validate(value, now) or list(self._mismatches(value, confidence, basis))

    def _sureness(self):
        return ", ".join(Confidence(c).label.lower() for c in self.confidences)

    def _mismatches(self, value, confidence, basis):
        fitting = self.kind.fitting(value)
        if confidence not in fitting:
            words = " or ".join(f"\u201c{Confidence(c).label.lower()}\u201d" for c in fitting)
            yield (
                f"The answer \u201c{self.display(value)[:80]}\u201d goes with {words}. "
                "Change the answer or how sure we are."
            )
        elif confidence == Confidence.RULED_OUT and not basis.strip():
            yield HOW_WE_KNOW


def _problems_without_value(confidence, basis):
    if confidence in (Confidence.CONFIRMED, Confidence.ESTIMATED):
        yield "Say what is known, or that it is still under investigation."
    elif confidence == Confidence.RULED_OUT and not basis.strip():
        yield HOW_WE_KNOW
