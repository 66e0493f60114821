"""What must hold of every incident: more people never mean fewer duties, and the like."""

from dataclasses import replace
from datetime import date
from itertools import pairwise, product
from random import Random

import pytest

from incidents.obligations import loading, questions
from incidents.obligations.answers import KINDS, NOBODY, PROTECTIONS, RISKS, UNKNOWN, Answers, Count
from incidents.obligations.applying import applies
from incidents.obligations.findings import Verdict, turns
from incidents.obligations.variants import clash, variants

pytestmark = pytest.mark.once

DATA = loading.current()
PARENTS = {id: element.parent for id, element in DATA.elements.items()}
STATES = sorted(
    f"US-{code.removeprefix('us-').upper()}"
    for code, regime in DATA.regimes.items()
    if regime.kind == "state_breach_law"
)
PLACES = [*STATES, "US", "DE", "FR", "GB", "AU", "CA-QC", "CA-ON", "JP", "KR", "BR", "AE-DIFC"]
SECTORS = sorted(questions.question("sectors").options)
EDGES = (0, 1, 49, 50, 249, 250, 251, 499, 500, 501, 999, 1000, 1001, 5000, 5001, 10000, 10001)
CATEGORIES = ["name", "email", "password", "national_id", "medical", "bank_account", "internal"]
YES_NO = [each.id for each in questions.questions().values() if each.kind == "yes_no"]
# A row for few people ends where the one for many begins.
FEW = {key for key, row in DATA.obligations.items() if row.threshold.operator == "lt"}


def some(random, options, most=3):
    return frozenset(random.sample(options, random.randint(0, min(most, len(options)))))


def count(random):
    low = random.choice(EDGES)
    return random.choice((Count.of(low), Count.of(low), Count(low, low + 600), Count(low), UNKNOWN))


def invented(seed):
    """Answers by chance, each now and then missing."""
    random = Random(seed)  # noqa: S311 - invents incidents

    def maybe(value):
        return value if random.random() < 0.85 else None

    return Answers(
        role=maybe(random.choice(("controller", "controller", "processor", "both"))),
        sectors=maybe(some(random, SECTORS, 2)),
        client_sectors=maybe(some(random, SECTORS, 2)),
        establishments=maybe(some(random, ["US", "DE", "GB", "AU", "CA-QC", "JP", "AE-DIFC"])),
        markets=maybe(some(random, ["FR", "GB", "KR", "BR"])),
        lives=maybe({place: count(random) for place in some(random, PLACES, 8)}),
        total=random.choice((None, None, count(random))),
        data=maybe({kind: random.choice(PROTECTIONS) for kind in some(random, CATEGORIES, 5)}),
        data_open=some(random, CATEGORIES, 1),
        groups=maybe(some(random, ["customers", "employees", "patients"])),
        form=maybe(random.choice((frozenset({"computerised"}), frozenset({"paper"})))),
        kinds={kind: random.random() < 0.7 for kind in some(random, list(KINDS), 4)},
        risk=maybe(random.choice(RISKS)),
        said={id: random.random() < 0.5 for id in some(random, YES_NO, 12)},
    )


MANY = [invented(seed) for seed in range(150)]


def standing(answers):
    return {found.key for found in applies(DATA, answers) if found.applies}


def test_every_duty_gets_a_verdict_with_reasons_and_questions_that_exist():
    for answers in MANY:
        found = applies(DATA, answers)
        keys = [each.key for each in found]
        assert len(keys) == len(set(keys))
        assert set(DATA.obligations) <= set(keys)
        for each in found:
            assert each.reasons, each.key
            assert all(reason.citation for reason in each.reasons), each.key
            assert set(each.asks) <= set(questions.questions()), each.asks
            assert each.verdict != Verdict.DOES_NOT or not each.asks


def test_the_same_answers_give_the_same_findings():
    for seed in range(20):
        assert applies(DATA, invented(seed)) == applies(DATA, invented(seed))


def test_more_people_never_remove_a_duty():
    for seed, answers in enumerate(MANY):
        random = Random(seed)  # noqa: S311 - invents incidents
        for place in list(answers.lives or ())[:2]:
            more = answers.lives[place] + Count.of(random.choice(EDGES))
            grown = replace(answers, lives={**answers.lives, place: more})
            assert standing(answers) - FEW <= standing(grown), (seed, place)


def test_a_higher_total_never_removes_a_duty():
    for answers in MANY:
        if answers.total is not None:
            grown = replace(answers, total=answers.total + Count.of(300))
            assert standing(answers) - FEW <= standing(grown)


def test_people_in_one_more_place_never_remove_a_duty():
    for answers in MANY:
        if answers.lives is not None:
            place = next(place for place in PLACES if place not in answers.lives)
            grown = replace(answers, lives={**answers.lives, place: Count.of(700)})
            assert standing(answers) - FEW <= standing(grown)


def test_an_unknown_number_never_means_fewer_duties_than_a_known_one():
    for answers, known in product(MANY[:60], (0, 500, 501, 20000)):
        for place in list(answers.lives or ())[:1]:
            sure = replace(answers, lives={**answers.lives, place: Count.of(known)})
            unsure = replace(answers, lives={**answers.lives, place: UNKNOWN})
            assert standing(sure) - FEW <= standing(unsure), (place, known)


def test_a_higher_risk_never_removes_a_duty_except_the_one_to_explain_silence():
    for answers in MANY:
        duties = [standing(replace(answers, risk=risk)) for risk in RISKS]
        for less, more in pairwise(duties):
            assert less - {"us-ak:attorney_general"} <= more


def test_a_key_that_was_taken_never_removes_a_duty():
    for answers in MANY:
        if answers.data:
            safe = replace(answers, data=dict.fromkeys(answers.data, "encrypted"))
            taken = replace(answers, data=dict.fromkeys(answers.data, "encrypted_key_taken"))
            assert standing(safe) <= standing(taken)


def test_nobody_affected_means_that_nobody_hears_of_their_data():
    for answers in MANY:
        lives = dict.fromkeys(answers.lives or (), NOBODY)
        found = standing(replace(answers, lives=lives, total=NOBODY))
        kinds = {DATA.regimes[key.partition(":")[0]].kind for key in found}
        assert kinds <= {"cyber_incident", "securities", "sectoral"}
        assert not [key for key in found if key in DATA.obligations and _to_people(key)]


def _to_people(key):
    return DATA.obligations[key].type == "individuals"


def test_a_pending_law_is_watched_and_never_applies():
    pending = {code for code, regime in DATA.regimes.items() if not in_force(regime)}
    assert {"us-circia", "in-dpdp"} <= pending
    for answers in MANY:
        found = [each for each in applies(DATA, answers) if each.regime in pending]
        assert not any(each.applies or each.asks for each in found)


def in_force(regime):
    return regime.in_force_on(date.fromisoformat(DATA.compiled_on))


def test_answering_what_is_asked_settles_what_the_answer_can_settle():
    for answers in MANY[:40]:
        for each in applies(DATA, answers):
            if each.verdict == Verdict.CANNOT_SAY:
                named = {reason.key for reason in each.reasons}
                assert each.asks or "counsel decides" in words(each) or named == {""}, each


def words(found):
    return " ".join(reason.sentence for reason in found.reasons).lower()


def test_a_number_that_crosses_a_threshold_opens_the_duty():
    before = replace(MANY[0], **told_in_california(500))
    after = replace(MANY[0], **told_in_california(501))
    found = turns(applies(DATA, before), applies(DATA, after))
    assert [(turn.key, turn.opens, turn.closes) for turn in found] == [
        ("us-ca:attorney_general", True, False)
    ]
    back = turns(applies(DATA, after), applies(DATA, before))
    assert [(turn.key, turn.opens, turn.closes) for turn in back] == [
        ("us-ca:attorney_general", False, True)
    ]


def told_in_california(number):
    return {
        "role": "controller",
        "sectors": frozenset(),
        "establishments": frozenset({"US"}),
        "markets": frozenset(),
        "lives": {"US-CA": Count.of(number)},
        "total": None,
        "data": {"name": "plain", "national_id": "plain"},
        "form": frozenset({"computerised"}),
        "kinds": {"acquisition": True},
        "risk": "high",
    }


def letters_of(answers):
    found = applies(DATA, answers)
    return found, variants(DATA, answers, found)


def every_state(chosen):
    return replace(MANY[0], **{**told_in_california(1), "lives": dict.fromkeys(chosen, UNKNOWN)})


STATE_SETS = [
    Random(seed).sample(STATES, 3 + seed % 20)  # noqa: S311 - invents incidents
    for seed in range(80)
]
LETTERED = [*MANY, *map(every_state, STATE_SETS), every_state(STATES)]


def test_no_letter_must_say_what_it_must_not():
    for answers in LETTERED:
        for letter in letters_of(answers)[1]:
            assert not clash(letter.required, letter.prohibited, PARENTS)
            assert not letter.contested & (letter.required | letter.prohibited)


def test_everybody_who_must_be_told_gets_exactly_one_letter():
    for answers in LETTERED:
        found, letters = letters_of(answers)
        places = [place for letter in letters for place in letter.jurisdictions]
        assert len(places) == len(set(places))
        told = {key for letter in letters for key in letter.duties}
        assert told == {each.key for each in found if each.applies and _is_a_letter(each)}


def _is_a_letter(found):
    row = DATA.obligations.get(found.key)
    return row is not None and row.type == "individuals"


def test_a_letter_has_all_that_its_laws_require_and_prohibit():
    for answers in LETTERED:
        for letter in letters_of(answers)[1]:
            rows = [DATA.obligations[key] for key in letter.duties]
            required = {id for row in rows for id in row.required_elements}
            banned = {id for row in rows for id in row.prohibited_elements}
            assert letter.required | letter.contested >= required
            assert letter.required <= required
            assert letter.prohibited == banned - clash(banned, letter.contested, PARENTS)


def test_the_states_never_need_more_than_two_letters_and_one_where_nothing_collides():
    for chosen in [*STATE_SETS, STATES]:
        _, letters = letters_of(every_state(chosen))
        assert len([each for each in letters if each.language is None]) == needed(chosen)


def needed(chosen):
    """Two where any pair collides; no three of these laws collide with one another."""
    rows = [DATA.obligations[f"us-{place[3:].lower()}:individuals"] for place in chosen]
    rows = [row for row in rows if row.regime not in ("us-pr", "us-ga")]
    pairs = product(rows, rows)
    return 2 if any(_collides(one, other) for one, other in pairs) else bool(rows)


def _collides(one, other):
    conditional = [entry["element"] for entry in one.conditional_elements]
    wanted = [*one.required_elements, *conditional]
    return clash(wanted, other.prohibited_elements, PARENTS)


def test_the_order_of_places_and_findings_plays_no_part():
    for chosen in STATE_SETS[:20]:
        answers, turned = every_state(chosen), every_state(chosen[::-1])
        assert letters_of(answers)[1] == letters_of(turned)[1]
        found = applies(DATA, answers)
        assert [v.jurisdictions for v in variants(DATA, answers, found[::-1])] == [
            v.jurisdictions for v in variants(DATA, answers, found)
        ]
