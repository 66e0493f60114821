"""Facts of an incident handed over as a JSON file, for a review outside any database."""

import json

from incidents.facts import CATALOGUE, Confidence, Known


class BadFacts(ValueError):
    """The facts cannot be used. The message is a sentence for whoever wrote the file."""


def read(text):
    """{key: Known} from JSON: {key: {"value": ..., "confidence": ..., "basis": ...}}.

    Raises BadFacts for anything that could not be recorded as a fact here.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise BadFacts(f"The facts are not JSON: {problem}.") from problem
    if not isinstance(data, dict):
        raise BadFacts("The facts must be one JSON object, with the key of each fact.")
    return {key: _fact(key, given) for key, given in data.items()}


def _fact(key, given):
    if key not in CATALOGUE:
        raise BadFacts(f"There is no fact “{key}”.")
    if not isinstance(given, dict):
        raise BadFacts(f"{key}: say value and confidence as a JSON object.")
    value, basis = given.get("value"), given.get("basis") or ""
    confidence = given.get("confidence")
    if confidence not in Confidence.values:
        raise BadFacts(f"{key}: confidence must be one of {', '.join(Confidence.values)}.")
    if not isinstance(basis, str):
        raise BadFacts(f"{key}: the basis must be a sentence.")
    kind = CATALOGUE[key]
    try:
        problems = kind.problems(value, confidence, basis)
    except (AttributeError, KeyError, TypeError, ValueError):
        problems = ["The value does not have the form of this fact."]
    if problems:
        raise BadFacts(f"{key}: {problems[0]}")
    return Known(kind.normalise(value), Confidence(confidence), basis)
