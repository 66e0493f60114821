"""How many: what a sentence says, held against the one figure that may be published.

The rule of rounding. A round figure is true when it is the published one rounded to the last digit
shown: to the nearest for "about" and "nearly", down for "more than", up for "up to". "About" may
be off by a tenth, "more than" and "nearly" by a fifth, so that 19,900 never reads as "more than
10,000". Nothing may say less than the best estimate, and nothing may be surer than the record:
a bare figure is for a final count.

The rule of units. Customers, users and members hold accounts and may be counted by them; people
may not, since one of them can hold several accounts. So "12,400 people" does not stand on 12,400
accounts, nor "12,400 accounts" on 12,400 people.
"""

from incidents.facts import Confidence, figure_text, is_answered, published
from statements.claims.findings import UNCITED
from statements.claims.judging import (
    Verdict,
    carried,
    contradicted,
    if_cited,
    nothing,
    otherwise,
    still_open,
)

PEOPLE, RECORDS = "people_affected", "data_records"
_ABOUT, _OVER = 0.1, 0.2
_IN_WORDS = "Leave it out, or record it in a finding that is told in words, and cite that."


def judge(count, words, known):
    """The Verdict on a Count."""
    key = RECORDS if count.unit == "records" else PEOPLE
    fact = known.facts.get(key)
    if count.how == "share" or count.is_part:
        return _uncheckable(words, known, key)
    if fact is None:
        return nothing(words, key)
    if not is_answered(fact):
        return still_open(words, [key])
    if fact.value is None or not any(fact.value[b] for b in ("low", "best", "high")):
        return otherwise("It is recorded that there are none", words, key)
    if count.how == "vague":
        return _uncheckable(words, known, key)
    return _against(count, words, known, key, _as_sure_as(fact))


def _uncheckable(words, known, key):
    if told := [cited for cited, line in known.texts() if words.lower() in line.lower()]:
        return carried(*told)
    fact = known.facts.get(key)
    figure = ""
    if is_answered(fact) and fact.value is not None:
        figure = f" On record: {figure_text(_as_sure_as(fact))}."
    reason = f"“{words}” is no figure on record.{figure} {_IN_WORDS}"
    return Verdict(UNCITED, reason, (key,))


def _as_sure_as(fact):
    """An estimate is never final, whatever box was ticked."""
    is_estimate = fact.confidence == Confidence.ESTIMATED
    return {**fact.value, "final": fact.value["final"] and not is_estimate}


def _against(count, words, known, key, value):
    number, how = published(value)
    figure = figure_text(value)
    if by_place := _residents(count, known):
        return if_cited(known, words, [by_place])
    if sentence := _mismatch(count, value, number, how):
        return contradicted(f"{sentence} Write “{figure}”.", key)
    if count.unit and not _same_unit(count, value["unit"]):
        one, other = (
            ("accounts", "people") if value["unit"] == "accounts" else ("people", "accounts")
        )
        return Verdict(
            UNCITED,
            f"The recorded figure counts {one}, not {other}, and one person can have several "
            f"accounts. Write “{figure}”.",
            (key,),
        )
    return if_cited(known, words, [key])


def _residents(count, known):
    """Where people live is recorded with counts of its own."""
    fact = known.facts.get("residence")
    if count.how or not is_answered(fact) or "residence" not in known.cites:
        return ""
    counts = [place.get("count") for place in fact.value or ()]
    return "residence" if count.value in counts else ""


def _same_unit(count, unit):
    if unit == "records" or count.unit == "records":
        return unit == count.unit
    if count.unit == "accounts":
        return unit == "accounts"
    return unit == "people" or count.holders


def _mismatch(count, value, number, how):
    """What is wrong with the figure, "" when it may stand."""
    best = value["best"]
    if count.how == "between":
        return "Only one figure is published, and no range."
    if count.how in ("", "only"):
        return _bare(count, number, how, best)
    if how == "at least" and count.how in ("about", "nearly", "up to", "under"):
        return "No upper figure is known."
    return _CHECKS[count.how](count, number)


def _bare(count, number, how, best):
    if count.how == "only":
        return "No word such as “only” makes a figure small."
    if count.value == number:
        return "" if how == "exactly" else "The count is not final; the bare figure is too sure."
    if best is not None and count.value < best:
        return f"The figure is below the best estimate of {best:,}."
    return "The recorded figure is another one."


def _about(count, number):
    if count.value == _nearest(number, count.step) and _is_near(count.value, number, _ABOUT):
        return ""
    return _too_low(count, number) or "The round figure is not the recorded one rounded."


def _nearly(count, number):
    is_above = count.value >= number and count.value == _nearest(number, count.step)
    if is_above and _is_near(count.value, number, _OVER):
        return ""
    return _too_low(count, number) or "“Nearly” needs the next round figure above."


def _over(count, number):
    return _at_least(count, number) or ("" if count.value < number else "It is not more than that.")


def _at_least(count, number):
    if count.value > number:
        return "The recorded figure is lower."
    is_down = count.value == number // count.step * count.step
    if is_down and _is_near(count.value, number, _OVER):
        return ""
    return "The figure is misleadingly low."


def _up_to(count, number):
    if count.value < number:
        return "The recorded figure is higher."
    return (
        ""
        if count.value == -(-number // count.step) * count.step
        else ("The round figure is not the recorded one rounded up.")
    )


def _under(count, number):
    return _up_to(count, number) or ("" if count.value > number else "It is not fewer than that.")


def _too_low(count, number):
    return "The recorded figure is higher." if count.value < number else ""


def _nearest(number, step):
    return (number + step // 2) // step * step


def _is_near(value, number, share):
    return abs(value - number) <= share * number


_CHECKS = {
    "about": _about,
    "nearly": _nearly,
    "over": _over,
    "at least": _at_least,
    "up to": _up_to,
    "under": _under,
}
