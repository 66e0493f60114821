"""The facts and clauses an author may put into a text, for the panel beside the editor."""

from incidents.facts import label_of
from statements import clauses, tokens
from statements.drafting import reader_of

_FORMS = {
    "sentence": "as a sentence",
    "list": "as a list",
    "risks": "what can follow for people",
    "figure": "the figure with its unit",
    "number": "the number alone",
    "date": "the date",
    "when": "the date with its preposition",
    tokens.CITE: "cite only, no words",
}


def offered(statement, known):
    """Each fact a text may say: what it is, how it reads today, which tokens stand for it."""
    reader = reader_of(statement.audience, statement.language)
    return [_offer(key, known, reader) for key in tokens.every()]


def _offer(key, known, reader):
    forms = tokens.forms(key)
    usual = "sentence" if "sentence" in forms else forms[0]
    return {
        "key": key,
        "label": label_of(key),
        "fact": known.get(key),
        "says": tokens.words(known, f"{key}:{usual}", reader),
        "forms": [(f"{{{key}:{form}}}", _FORMS[form]) for form in forms],
    }


def offered_clauses(statement):
    """The newest words of each clause that fits, found by its title, its purpose and its words."""
    return [
        {
            "version": version,
            "title": version.clause.title,
            "found_by": " ".join(
                [version.clause.title, version.clause.get_element_display(), version.text[:400]]
            ).lower(),
            "says": clauses.first_words(version.text),
            "token": version.token,
        }
        for version in clauses.fitting(statement)
    ]
