"""Suggestions and threads in real browsers: by pointer and by keyboard."""

from tests.browser import story_desk as story
from tests.browser.story_fact import sign

SAID = "Who has papers these days?"


def test_words_are_talked_about_changed_and_objected_to_beside_the_text(desk, seat, watch, figure):
    told = desk.in_review(**story.TEXT)
    counsel, pr = (seat(*told["people"][role]) for role in ("legal", "pr"))
    statement, number = f"/statements/{told['statement']}/", told["number"]
    thread = story.comment_on_marked_words(pr, statement, SAID)
    story.suggest(counsel, statement)
    story.accept_by_keyboard(pr, statement, number)
    story.stays_with_its_words(counsel, statement, thread, SAID)
    for signer in (counsel, pr):
        sign(signer, statement, number + 2)
    objection = story.object_to_words(counsel, statement)
    story.it_blocks_until_it_is_settled(counsel, pr, statement, objection)
    assert watch.report() == ""
    figure(f"beside the text: {len(watch.pages)} pages at 2 widths, 0 findings of axe-core")
