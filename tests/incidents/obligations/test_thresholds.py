"""Who must be told depends on how many people, and on which side of the number they stand."""

import pytest

from incidents.obligations import loading

pytestmark = pytest.mark.once

THRESHOLDS = [
    ("us-hipaa:media", 500, "no"),
    ("us-hipaa:media", 501, "yes"),
    ("us-hipaa:hhs_500", 499, "no"),
    ("us-hipaa:hhs_500", 500, "yes"),
    ("us-hipaa:hhs_under_500", 499, "yes"),
    ("us-hipaa:hhs_under_500", 500, "no"),
    ("us-hipaa:hhs_under_500", 0, "no"),
    ("us-hipaa:hhs_under_500", None, "no"),
    ("us-hipaa:hhs_500", None, "yes"),
    ("us-ftc-hbnr:media", 499, "no"),
    ("us-ftc-hbnr:media", 500, "yes"),
    ("us-tx:attorney_general", 249, "no"),
    ("us-tx:attorney_general", 250, "yes"),
    ("us-fl:dept_legal_affairs", 499, "no"),
    ("us-fl:dept_legal_affairs", 500, "yes"),
    ("us-ca:attorney_general", 500, "no"),
    ("us-ca:attorney_general", 501, "yes"),
    ("us-ca:attorney_general", None, "yes"),
    ("us-ca:attorney_general", 0, "no"),
    ("us-ny:credit_bureaus", 5000, "no"),
    ("us-ny:credit_bureaus", 5001, "yes"),
    ("us-wi:credit_bureaus", 999, "no"),
    ("us-wi:credit_bureaus", 1000, "yes"),
    ("us-ut:credit_bureaus", 1000, "yes"),
    ("us-ga:credit_bureaus", 10000, "no"),
    ("us-ga:credit_bureaus", 10001, "yes"),
    ("us-pa:attorney_general", 500, "no"),
    ("us-mt:credit_bureaus", 1, "yes"),
    ("kr-pipa:pipc_kisa", 1000, "yes"),
    ("kr-pipa:pipc_kisa", 999, "ask"),
    ("sg-pdpa:pdpc", 499, "ask"),
    ("jp-appi:ppc_preliminary", 1000, "ask"),
    ("jp-appi:ppc_preliminary", 1001, "yes"),
    ("eu-gdpr:supervisory_authority", 1, "yes"),
]


@pytest.mark.parametrize(("key", "number", "met"), THRESHOLDS)
def test_a_threshold_at_its_edge(key, number, met):
    assert loading.current().obligation(key).threshold.met(number) == met


def test_every_threshold_changes_its_answer_exactly_at_its_edge():
    rows = loading.current().obligations.values()
    edges = {"gt": (0, 1), "gte": (-1, 0), "lt": (0, -1)}
    for row in rows:
        limit = row.threshold
        if limit.operator in edges:
            out, within = (limit.count + step for step in edges[limit.operator])
            assert limit.met(out) != "yes", row.key
            assert limit.met(within) == "yes", row.key
