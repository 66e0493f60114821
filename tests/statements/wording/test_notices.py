"""The rules against real notices that somebody labelled (see LABELLING.md beside them)."""

import re
from dataclasses import dataclass

import pytest
import yaml

from statements.wording.engine import remarks

pytestmark = pytest.mark.once

# What we ask of the twelve that lie beside the project; unseen ones will score lower.
FLOORS = {
    "speculation_hedge": (0.85, 0.90),
    "minimising": (0.90, 0.80),
    "boilerplate": (0.85, 0.80),
    "guarantee_absolute": (0.75, 0.75),
    "jargon": (0.65, 0.65),
    "blame_shifting": (0.65, 0.65),
    "passive_evasion": (0.65, 0.65),
}


@dataclass
class Score:
    """How many labels were found, and how many hits were labelled."""

    found: int = 0
    labels: int = 0
    right: int = 0
    hits: int = 0

    @property
    def recall(self):
        return self.found / self.labels

    @property
    def precision(self):
        return self.right / self.hits if self.hits else 0.0


def notices(shared):
    folder = shared / "data" / "notices"
    for one in yaml.safe_load((folder / "labels.yaml").read_text(encoding="utf-8"))["notices"]:
        with (folder / one["file"]).open(encoding="utf-8", newline="") as file:
            yield file.read(), one


def places(text, phrase):
    """Where a phrase stands, however its words are spaced."""
    pattern = r"\s+".join(map(re.escape, phrase.split()))
    return [found.span() for found in re.finditer(pattern, text)]


def touches(one, spans):
    return any(one.start < end and start < one.end for start, end in spans)


def add(score, text, phrases, hits):
    spans = [places(text, phrase) for phrase in phrases]
    score.labels += len(phrases)
    score.found += sum(any(touches(one, at) for one in hits) for at in spans)
    # The labels name a phrase once, so a hit counts once too.
    once = {" ".join(one.text.lower().split()): one for one in reversed(hits)}
    score.hits += len(once)
    score.right += sum(any(touches(one, at) for at in spans) for one in once.values())


@pytest.fixture
def scores(shared):
    found = {kind: Score() for kind in FLOORS}
    for text, labels in notices(shared):
        said = remarks(text)
        for kind in found:
            phrases = labels["phrases"][kind]
            add(found[kind], text, phrases, [one for one in said if one.kind == kind])
    return found


def test_the_labels_are_found_and_little_else(scores, figure):
    for kind, score in scores.items():
        figure(f"12 notices, {kind}: precision {score.precision:.2f}, recall {score.recall:.2f}")
    low = {
        kind: (score.precision, score.recall)
        for kind, score in scores.items()
        if score.precision < FLOORS[kind][0] or score.recall < FLOORS[kind][1]
    }
    assert low == {}


def test_a_label_that_is_not_in_its_text_is_no_label(shared):
    for text, labels in notices(shared):
        for phrase in (phrase for many in labels["phrases"].values() for phrase in many):
            assert places(text, phrase), phrase
