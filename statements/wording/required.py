"""Which elements a text must have for whom it speaks to. The lists are in required.yaml."""

from functools import cache

from statements.wording.rules import HERE, read_yaml


def required(audience, variant=""):
    """Names of the elements a text for this audience must have, in the order readers want them.

    audience: a name of required.yaml; of any other nothing is required. variant: one of the
    audience's; any other changes nothing.
    """
    asked = _data().get(audience, {"needs": ()})
    changes = asked.get("variants", {}).get(variant, {})
    names = [*changes.get("only", asked["needs"]), *changes.get("also", ())]
    return tuple(name for name in names if name not in changes.get("without", ()))


def missing(elements, audience, variant=""):
    """Names of the required elements that a text does not show. elements: {name: Element}."""
    return tuple(
        name
        for name in required(audience, variant)
        if name not in elements or not elements[name].present
    )


@cache
def _data():
    return read_yaml(HERE / "required.yaml")
