"""YAML with line numbers: plain data in which each key and entry knows its line."""

from dataclasses import dataclass

import yaml


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong with a data file, and where: file name, line (from 1) and a sentence."""

    file: str
    line: int
    words: str

    def __str__(self):
        return f"{self.file}, line {self.line}: {self.words}"


class Broken(ValueError):
    """Data files say something they must not. `problems` lists all of it, with file and line."""

    def __init__(self, problems):
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class Mapping(dict):
    """A mapping that knows the line of each key."""

    def __init__(self, line):
        super().__init__()
        self.line, self.lines = line, {}


class Listing(list):
    """A list that knows the line of each entry."""

    def __init__(self, line):
        super().__init__()
        self.line, self.lines = line, []


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    pass


def read(text, file):
    """The data of a YAML text as Mapping, Listing and plain values.

    Raises Broken, naming `file` and the line, for text that is not YAML, that says a key twice, or
    that uses anchors: whoever checks a row must see all of it in one place.
    """
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise Broken([Problem(file, 1, "The file is empty.")])
        return _plain(node, loader, file, set())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Broken([Problem(file, mark.line + 1 if mark else 1, f"{error.problem}.")]) from error
    except yaml.YAMLError as error:
        raise Broken([Problem(file, 1, f"This is not YAML: {error}.")]) from error
    finally:
        loader.dispose()


def _plain(node, loader, file, seen):
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise Broken([Problem(file, line, "Write it out instead of pointing at an anchor.")])
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, loader, file, seen)
    if isinstance(node, yaml.SequenceNode):
        made = Listing(line)
        for entry in node.value:
            made.lines.append(entry.start_mark.line + 1)
            made.append(_plain(entry, loader, file, seen))
        return made
    try:
        return loader.construct_object(node)
    except ValueError as error:
        raise Broken([Problem(file, line, f"This value cannot be read: {error}.")]) from error


def _mapping(node, loader, file, seen):
    made = Mapping(node.start_mark.line + 1)
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = loader.construct_object(key_node)
        if not isinstance(key, str):
            raise Broken([Problem(file, line, f"The key {key!r} must be a word.")])
        if key in made:
            raise Broken([Problem(file, line, f"The key “{key}” stands here twice.")])
        made.lines[key] = line
        made[key] = _plain(value_node, loader, file, seen)
    return made
