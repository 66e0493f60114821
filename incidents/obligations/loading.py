"""Reads the data set, checks all of it, and says which one it is: version and checksum."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from . import checking, fitting, law
from .marked import Broken, Problem, read

HERE = Path(__file__).parent
_SINGLE = {
    "elements": "elements.yaml",
    "rules": "computation_rules.yaml",
    "data_set": "data_set.yaml",
}


@dataclass(frozen=True)
class DataSet:
    """All regimes with what they share.

    `content` is all of it as plain data, for an incident that stays on the law it started with. The
    checksum covers that content, not the layout of files and not the version.
    """

    version: str
    checksum: str
    compiled_on: str
    review_by: str
    disclaimer: str
    regimes: dict = field(repr=False)
    elements: dict = field(repr=False)
    rules: dict = field(repr=False)
    content: dict = field(repr=False, compare=False)

    @cached_property
    def obligations(self):
        """Every Obligation by its key, such as "us-ca:individuals"."""
        return {row.key: row for one in self.regimes.values() for row in one.obligations.values()}

    @property
    def levels(self):
        """How many regimes stand at each level of verification."""
        counted = Counter(regime.level for regime in self.regimes.values())
        return {level: counted[level] for level in checking.LEVELS}

    def obligation(self, key):
        """The Obligation of a key, such as "us-ca:individuals" or "us-ga:processor_duty".

        Raises LookupError with a sentence where there is none.
        """
        code, _, id = key.partition(":")
        if code not in self.regimes:
            raise LookupError(f"There is no regime “{code}”.")
        if id == law.PROCESSOR and (duty := self.regimes[code].processor_obligation):
            return duty
        if id not in self.regimes[code].obligations:
            known = ", ".join(self.regimes[code].obligations)
            raise LookupError(f"{code} has no obligation “{id}”; it has {known}.")
        return self.regimes[code].obligations[id]


@cache
def current() -> DataSet:
    """The data set this installation came with, read once. Raises Broken as `load` does."""
    return load(HERE)


def load(folder: Path) -> DataSet:
    """The data set in a folder. Raises Broken with every problem, its file and line."""
    contents, problems = examine(folder)
    if problems:
        raise Broken(problems)
    regimes = [contents[name] for name in sorted(contents) if "/" in name]
    return data_set(
        {
            "data_set": law.plain(contents["data_set.yaml"]),
            "elements": law.plain(contents["elements.yaml"]),
            "rules": law.plain(contents["computation_rules.yaml"]),
            "regimes": {one["code"]: law.plain(one) for one in regimes},
        }
    )


def data_set(content: dict) -> DataSet:
    """A DataSet from the `content` of one, which was checked when it was loaded."""
    about = content["data_set"]
    return DataSet(
        version=about["version"],
        checksum=checksum({key: part for key, part in content.items() if key != "data_set"}),
        compiled_on=about["compiled_on"],
        review_by=about["review_by"],
        disclaimer=about["disclaimer"],
        regimes={code: law.regime(one) for code, one in content["regimes"].items()},
        elements={one["id"]: law.Element(**one) for one in content["elements"]["elements"]},
        rules={one["id"]: law.Rule(**one) for one in content["rules"]["rules"]},
        content=content,
    )


def examine(folder: Path):
    """({file: content}, [Problem]): every file as read, and all that is wrong with them."""
    contents, problems = {}, []
    names = {kind: [name] for kind, name in _SINGLE.items()}
    names["regime"] = [f"regimes/{path.name}" for path in sorted(folder.glob("regimes/*.yaml"))]
    if not names["regime"]:
        problems.append(Problem("regimes", 1, "There is no regime."))
    for kind, listed in names.items():
        for name in listed:
            found = _read(folder / name, name, kind, contents)
            problems += found
    if not problems:
        problems += _fits(contents)
    return contents, problems


def _read(path, name, kind, contents):
    try:
        contents[name] = read(path.read_text(encoding="utf-8"), name)
    except Broken as broken:
        return broken.problems
    except (OSError, UnicodeDecodeError) as error:
        return [Problem(name, 1, f"The file cannot be read: {error.__class__.__name__}.")]
    return checking.shape(kind, contents[name], name)


def _fits(contents):
    elements, rules = contents["elements.yaml"], contents["computation_rules.yaml"]
    yield from fitting.elements(elements, "elements.yaml")
    yield from fitting.rules(rules, "computation_rules.yaml")
    regimes = {name: content for name, content in contents.items() if "/" in name}
    yield from fitting.regimes(
        regimes,
        fitting.rows_of(regimes.values()),
        {entry["id"]: entry.get("kind") for entry in rules["rules"]},
        {entry["id"]: entry.get("parent") for entry in elements["elements"]},
    )


def with_regime(data: DataSet, text: str, file: str) -> DataSet:
    """The data set with one regime added or replaced, from the text of a file of ours.

    For what an installation knows better, and for contracts. Raises Broken, naming `file` and the
    line. The checksum says that the content is another one.
    """
    content = read(text, file)
    problems = list(checking.shape("regime", content, file))
    if not problems:
        others = [one.content for one in data.regimes.values()]
        problems = fitting.regimes(
            {file: content},
            fitting.rows_of([*others, content]),
            {id: rule.kind for id, rule in data.rules.items()},
            {id: element.parent for id, element in data.elements.items()},
        )
    if problems := list(problems):
        raise Broken(problems)
    regimes = {**data.content["regimes"], content["code"]: law.plain(content)}
    return data_set({**data.content, "regimes": regimes})


def checksum(content) -> str:
    """SHA-256 in hexadecimal over canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
