"""What must fit together: inside a row, between the rows of a regime, and across files.

Every function yields `Problem`: file, line and one sentence. The shape has been checked before.
"""

from . import calendars, holds, periods
from .checking import SENDINGS
from .marked import Problem

# The unit each way of counting takes.
COUNTING = {
    "elapsed_hours": "hours",
    "eu_hours": "hours",
    "calendar_days_exclude_first": "calendar_days",
    "eu_days": "calendar_days",
    "business_days_exclude_first": "business_days",
    "sec_8k_business_days": "business_days",
    "calendar_months_same_date": "calendar_months",
    "eu_months": "calendar_months",
}
# Rules about another notice: they count nothing.
BESIDE = ("not_later_than_ref", "before_ref")


def elements(content, file):
    """Ids are there once, categories and parents exist, and nobody is their own ancestor."""
    listed = content["elements"]
    yield from _once(listed, file, "element")
    parents = {entry["id"]: entry.get("parent") for entry in listed}
    for entry in listed:
        if entry["category"] not in content["categories"]:
            line = entry.lines["category"]
            yield Problem(file, line, f"There is no category “{entry['category']}”.")
        if entry.get("parent") and entry["parent"] not in parents:
            line = entry.lines["parent"]
            yield Problem(file, line, f"{entry['id']}: there is no element “{entry['parent']}”.")
        elif entry["id"] in lineage(entry.get("parent"), parents):
            yield Problem(file, entry.lines["parent"], f"{entry['id']} is its own ancestor.")


def lineage(id, parents):
    """An element and all it is a special case of."""
    found = []
    while id is not None and id not in found:
        found.append(id)
        id = parents.get(id)
    return found


def rules(content, file):
    """Rule ids are there once, and we can compute each of them."""
    yield from _once(content["rules"], file, "rule")
    known = {None: {*periods.RULES, *BESIDE}, "roll": periods.ROLLS, "resume": holds.RESUME}
    for entry in content["rules"]:
        if entry["id"] not in known[entry.get("kind")]:
            yield Problem(file, entry.lines["id"], f"Nothing computes the rule “{entry['id']}”.")
    missing = {id for ids in known.values() for id in ids} - {one["id"] for one in content["rules"]}
    if missing:
        yield Problem(file, content.lines["rules"], f"The rule “{min(missing)}” is not described.")


def rows_of(contents):
    """Every row of some regimes by its key, as data."""
    return {f"{one['code']}:{row['id']}": row for one in contents for row in one["recipients"]}


def regimes(contents, rows, known_rules, parents):
    """Regimes as {file: content}; `rows` are all there are, also of regimes not in question.

    Rules are {id: kind} and parents {element: parent}.
    """
    for file, content in contents.items():
        yield from _head(content, file, known_rules)
        yield from _once(content["recipients"], file, "row")
        for row in content["recipients"]:
            yield from _threshold(row, file)
            yield from _contents(row, file, parents)
            yield from _rule_of(row, file)
            yield from _clock(row["clock"], file, content, rows, known_rules)
            yield from _round(row, file, content, rows)
        if duty := content.get("processor_duty"):
            yield from _clock(duty["clock"], file, content, rows, known_rules)


def _once(listed, file, what):
    seen = set()
    for entry in listed:
        if entry["id"] in seen:
            yield Problem(file, entry.lines["id"], f"There is a second {what} “{entry['id']}”.")
        seen.add(entry["id"])


def _head(content, file, known_rules):
    lines = content.lines
    folder, _, name = file.rpartition("/")
    if folder and name != f"{content['code']}.yaml":
        yield Problem(file, lines["code"], f"The code {content['code']} is not the file's name.")
    if content["verified"] != (content["verification"]["level"] == "full"):
        yield Problem(file, lines["verified"], "Verified means a verification of level full.")
    try:
        calendars.calendar(content["holiday_calendar"])
    except LookupError as error:
        yield Problem(file, lines["holiday_calendar"], str(error))
    hold = content.get("law_enforcement_delay") or {}
    if "rule" in hold and known_rules.get(hold["rule"]) != "resume":
        line = hold.lines["rule"]
        yield Problem(file, line, f"There is no rule “{hold['rule']}” for the end of a hold.")


def _threshold(row, file):
    threshold = row["threshold"]
    line = threshold.lines["operator"]
    if (threshold["operator"] == "any") != (threshold["count"] is None):
        yield Problem(file, line, f"{row['id']}: gt, gte and lt take a count, any takes none.")
    if (threshold["count"] is None) != (threshold["scope"] is None):
        yield Problem(file, line, f"{row['id']}: count and scope must come together.")


def _contents(row, file, parents):
    conditional = row.get("conditional_elements", ())
    wanted = [*row["required_elements"], *row.get("recommended_elements", ())]
    wanted += [entry["element"] for entry in conditional]
    banned = row["prohibited_elements"]
    line = row.lines["id"]
    for id in {*wanted, *banned} - parents.keys():
        yield Problem(file, _line_of(row, id), f"{row['id']}: there is no element “{id}”.")
    for key in ("required_elements", "prohibited_elements", "recommended_elements"):
        listed = row.get(key, ())
        if len(set(listed)) < len(listed):
            yield Problem(file, row.lines[key], f"{row['id']}: {key} names an element twice.")
    for id in wanted:
        if clash := set(lineage(id, parents)) & set(banned):
            ban = min(clash)
            yield Problem(file, line, f"{row['id']}: {id} is asked for and banned as {ban}.")


def _rule_of(row, file):
    """Only a processor's duty may leave the way of counting to its unit."""
    clock = row["clock"]
    if clock["duration"] and "computation" not in clock:
        line = clock.lines["duration"]
        yield Problem(file, line, f"{row['id']}: a duration needs a rule to count with.")


def _line_of(row, id):
    for key in ("required_elements", "prohibited_elements", "recommended_elements"):
        if id in row.get(key, ()):
            return row[key].lines[row[key].index(id)]
    return row.lines.get("conditional_elements", row.lines["id"])


def _clock(clock, file, content, rows, known_rules):
    yield from _counting(clock, file, known_rules)
    roll = clock.get("roll")
    if roll and known_rules.get(roll) != "roll":
        yield Problem(file, clock.lines["roll"], f"There is no rule “{roll}” that rolls a day.")
    for key in ("anchor_ref", "not_later_than_ref"):
        if key in clock and full(clock[key], content["code"]) not in rows:
            yield Problem(file, clock.lines[key], f"There is no row “{clock[key]}”.")
    if clock["starts_at"] in SENDINGS and "anchor_ref" not in clock:
        line = clock.lines["starts_at"]
        yield Problem(file, line, "A clock that runs from a sending needs the row in anchor_ref.")
    for branch in clock.get("also", ()):
        if "combine" not in branch:
            yield Problem(file, branch.line, "A second clock needs combine: earliest.")
        yield from _clock(branch, file, content, rows, known_rules)


def _counting(clock, file, known_rules):
    duration, unit, rule = clock["duration"], clock["unit"], clock.get("computation")
    line = clock.lines.get("computation", clock.lines["duration"])
    if (duration is None) != (unit is None):
        yield Problem(file, line, "Duration and unit must come together.")
    if rule in BESIDE:
        if duration:
            yield Problem(file, line, f"{rule} counts nothing, so there can be no duration.")
        if "anchor_ref" not in clock:
            yield Problem(file, line, f"{rule} needs the other row in anchor_ref.")
    elif rule is not None and (rule not in known_rules or known_rules[rule] is not None):
        yield Problem(file, line, f"There is no rule “{rule}” to count with.")
    elif rule is not None and COUNTING.get(rule) != unit:
        yield Problem(file, line, f"{rule} counts {COUNTING.get(rule)}, not {unit}.")
    elif duration == 0 and clock["starts_at"] not in SENDINGS:
        yield Problem(file, line, "Only a clock that runs from a sending can last no time at all.")
    elif duration and rule is None and unit not in ("hours", "calendar_days"):
        yield Problem(file, line, f"{unit} need a rule to count with.")


def full(reference, code):
    """A reference with the regime it belongs to: individuals in us-ca is us-ca:individuals."""
    return reference if ":" in reference else f"{code}:{reference}"


def _round(row, file, content, rows):
    """A row that waits for itself would never start."""
    own = f"{content['code']}:{row['id']}"
    waiting, seen = [own], set()
    while waiting:
        key = waiting.pop()
        clock = rows[key]["clock"] if key in rows else {}
        for ref in _refs(clock):
            ref = full(ref, key.partition(":")[0])
            if ref == own:
                line = row["clock"].line
                yield Problem(file, line, f"{row['id']} waits for itself, by way of {key}.")
                return
            if ref not in seen:
                seen.add(ref)
                waiting.append(ref)


def _refs(clock):
    for branch in (clock, *clock.get("also", ())):
        for key in ("anchor_ref", "not_later_than_ref"):
            if key in branch:
                yield branch[key]
