"""Conditions about people: who they are, where they live, how many. See conditions.yaml."""

from .answers import NOBODY, Count, within
from .cases import ZONES, Case, named, stands_in
from .judging import Judged, judged
from .law import Met

_ALL = ("total", "consumers_total")
_WIDER = ("persons_notified_at_one_time", "individuals")
_RESIDENCE = ("residence",)
# Parts of a country that have a law of their own beside the national one.
_OWN_LAW = {"ca-pipeda": frozenset({"CA-AB", "CA-BC", "CA-QC"})}


def somebody(case: Case, _) -> Judged:
    if case.answers.people.is_nobody:
        return judged(False, "No one is affected.", "people_affected")
    return judged(True, "")


def place(case: Case, _) -> Judged:
    """Whether the law reaches these people or this organisation."""
    if case.is_of_a_state:
        return _by_residence(case)
    return _where_another_law_is(case) or reached(case, case.place)


def _where_another_law_is(case):
    """Nothing, unless we are established only where another law stands beside or instead."""
    inside = {key for key in case.answers.establishments or () if within(key, case.place)}
    places = ", ".join(map(named, sorted(inside)))
    words = f"We are established only in {places}, which has its own law."
    if inside and case.regime.code == "ae-pdpl" and inside <= ZONES:
        return judged(False, words, "establishments")
    if inside and inside <= _OWN_LAW.get(case.regime.code, frozenset()):
        return Judged(None, ((f"{words} Counsel decides.", "establishments"),))
    return None


def _by_residence(case):
    answers, where = case.answers, case.place
    count = answers.living_in(where)
    if not count.is_nobody:
        return judged(True, f"Living in {named(where)}: {count}.", "residence")
    if _elsewhere_in_country(case) != NOBODY:
        return judged(
            None, "Some live in the United States, nobody says in which state.", "residence"
        )
    if answers.unplaced:
        return judged(None, "It is not known where all the people affected live.", "residence")
    return judged(False, f"None of the people affected lives in {named(where)}.", "residence")


def _elsewhere_in_country(case):
    """People of whom only the country is known."""
    return (case.answers.lives or {}).get(case.place.partition("-")[0], NOBODY)


def reached(case: Case, where: str) -> Judged:
    """Whether an organisation is established there, or serves people there who are affected."""
    answers = case.answers
    here, serves = stands_in(answers.establishments, where), stands_in(answers.markets, where)
    name = named(where)
    if here:
        return judged(True, f"We are established in {name}.", "establishments")
    follows_market = case.regime.jurisdiction["applies_by"] == "market" or where in ("EU", "US")
    if serves and follows_market:
        return judged(True, f"We offer goods or services in {name}.", "markets")
    if here is None:
        return judged(
            None, f"It is not known whether we are established in {name}.", "establishments"
        )
    return _from_outside(case, where, serves, follows_market)


def _from_outside(case, where, serves, follows_market):
    answers, name = case.answers, named(where)
    nobody = answers.living_in(where).is_nobody and not answers.unplaced
    if nobody and not serves:
        words = f"We are not established in {name} and none of the people affected lives there."
        return judged(False, words, "establishments")
    if follows_market:
        words = f"We are not established in {name}"
        if serves is None:
            return judged(None, f"{words}; whether we serve people there is not known.", "markets")
        return judged(False, f"{words} and serve nobody there.", "markets")
    words = f"People in {name} are affected, but we are not established there: counsel decides."
    asks = _RESIDENCE if answers.unplaced else ()
    return Judged(None, ((words, "establishments"),), asks)


def group(case: Case, wanted) -> Judged:
    groups = case.answers.groups
    if groups is None:
        return judged(None, "It is not known which groups of people are affected.", "groups")
    if held := sorted(groups & set(wanted)):
        return judged(True, f"Among those affected are {', '.join(held)}.", "groups")
    return judged(False, f"Nobody of {', '.join(wanted)} is affected.", "groups")


def customers(case: Case, _) -> Judged:
    if case.answers.groups == {"employees"}:
        words = "Only our own people are affected, and the law protects customer information."
        return judged(False, words, "groups")
    return judged(True, "")


def count(case: Case, _) -> Judged:
    """Whether the number of people reaches the threshold, which the row may let nobody undercut."""
    judgement = at_least(case)
    if judgement.holds is False and case.row.threshold.or_qualitative:
        words = f"{judgement.reasons[0][0]} Below it: {case.row.trigger} Counsel decides."
        return Judged(None, ((words, "people_affected"),))
    return judgement


def at_least(case: Case) -> Judged:
    """Whether the number of people reaches the threshold of the row."""
    scope = case.row.threshold.scope
    if case.is_of_a_state and scope in _WIDER:
        return _wider(case)
    return _reaches(case, _counted(case))


def _counted(case):
    """The people the scope of the threshold counts, as far as they are placed."""
    answers, limit = case.answers, case.row.threshold
    if case.is_of_a_state:
        return answers.living_in(case.place)
    if limit.scope == "residents_of_state":
        return _most_in_a_state(answers)
    established = stands_in(answers.establishments, case.place)
    if limit.scope in _ALL or established or answers.lives is None:
        return answers.people
    return answers.living_in(case.place)


def _most_in_a_state(answers):
    if answers.lives is None:
        return answers.people
    states = [count for key, count in answers.lives.items() if key.startswith("US-")]
    if any(count.high is None for count in states):
        return Count(max(count.low for count in states))
    return max(states, key=lambda count: count.high, default=NOBODY)


def _reaches(case, number):
    limit = case.row.threshold
    scope = limit.scope.replace("_", " ")
    words = f"the threshold is {_LIMITS[limit.operator]} {limit.count:,} ({scope})"
    met = limit.met(number.high)
    rough = number.high is None or number.low != number.high
    asks = _asked(number, case) if rough and limit.met(number.low) != met else ()
    if met == Met.YES:
        how = "; a number not known for sure counts as over" if asks else ""
        return judged(True, f"{_people(number)} affected; {words}{how}.", "people_affected", asks)
    spare = _spare(case)
    if spare != NOBODY and limit.met((number + spare).high) == Met.YES:
        sentence = f"{_people(number)} placed here; {words}, and more may live here."
        return judged(None, sentence, "residence")
    return judged(False, f"{_people(number)} affected; {words}.", "people_affected")


_LIMITS = {"gt": "more than", "gte": "at least", "lt": "fewer than"}


def _asked(number, case):
    return ("people_affected",) if case.row.threshold.scope in _ALL else _RESIDENCE


def _people(number):
    of = "of " if str(number).endswith("number") else ""
    words = f"{number} {of}{'person is' if number == Count.of(1) else 'people are'}"
    return words[:1].upper() + words[1:]


def _spare(case):
    """People who may live here too, because only their country is known."""
    scope = case.row.threshold.scope
    by_state = case.is_of_a_state or scope == "residents_of_state"
    return (case.answers.lives or {}).get("US", NOBODY) if by_state else NOBODY


def _wider(case):
    """Scopes that do not say whether only residents count: over with them is over."""
    inside, limit = _reaches(case, case.answers.living_in(case.place)), case.row.threshold
    if inside.holds is not False or limit.met(case.answers.people.high) != Met.YES:
        return inside
    words = (
        f"Here it is {case.answers.living_in(case.place)}, in all {case.answers.people}; the "
        f"threshold is {_LIMITS[limit.operator]} {limit.count:,} and the data set does not say "
        "whether only people of this state count. Counsel decides."
    )
    return Judged(None, ((words, "people_affected"),))
