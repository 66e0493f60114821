"""House style in real browsers: kept by PR, obeyed by the gate, read by whoever signs."""

from tests.browser import story_house as story


def test_words_of_the_house_shut_the_gate_until_they_are_let_stand(desk, seat, watch, figure):
    told = desk.in_review(**story.TEXT)
    counsel, pr = (seat(*told["people"][role]) for role in ("legal", "pr"))
    statement = f"/statements/{told['statement']}/"
    story.begin_a_list(pr)
    story.make_a_class_graver(pr)
    story.the_gate_is_shut_until_somebody_lets_it_stand(pr, statement)
    story.whoever_signs_reads_why(counsel, statement, told["number"])
    watch.expected = ("status of 4",)
    story.mistakes_come_back(pr)
    assert watch.report() == ""
    figure(f"house style: {len(watch.pages)} pages at 2 widths, 0 findings of axe-core")
