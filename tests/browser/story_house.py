"""PR keeps the words of the house, and one text of it is let out in spite of them."""

TEXT = {
    "lead": "Please read what our Synergy team wrote.",
    "sections": [{"heading": "What You Can Do", "text": "Sign out everywhere."}],
}
TERM = {"term": "synerg*", "kind": "banned", "severity": "error"}
REASON = "It is the name of the team."


def begin_a_list(pr):
    pr.go("/wording/")
    pr.expect("No term yet", "Guarantees")
    pr.look("house-empty")
    pr.follow("Add a term")
    pr.look("house-term-new")
    pr.fill(**TERM, reason="Nobody outside says it.")
    pr.press("Keep this term")
    pr.expect("Kept.", "synerg*", "Nobody outside says it.")


def make_a_class_graver(pr):
    pr.page.get_by_role("link", name="Change Stock phrases").click()
    pr.look("house-severity")
    pr.fill(severity="error", reason="Counsel wants none of them.")
    pr.press("Set it")
    pr.expect("Counsel wants none of them.", "The rules say warning.")
    pr.look("house")
    pr.follow("Every change, with who made it and why")
    pr.expect("Counsel wants none of them.", "Nobody outside says it.")
    pr.look("house-history")
    pr.go("/wording/")
    pr.page.get_by_role("link", name="Retire… synerg*").click()
    pr.look("house-retire")


def the_gate_is_shut_until_somebody_lets_it_stand(pr, statement):
    pr.go(statement)
    pr.expect("The text says “Synergy”. Nobody outside says it.")
    pr.follow("see the remark")
    pr.page.locator(".remark-item").get_by_role("link", name="Let it stand, with a reason…").click()
    pr.look("waive-remark")
    pr.fill(reason=REASON)
    pr.press("Let it stand")
    pr.expect("The remark may stand. Whoever signs sees your reason first.")


def whoever_signs_reads_why(counsel, statement, number):
    counsel.go(statement)
    counsel.take_next_step(f"Review and sign revision {number}")
    counsel.expect("may stand:", REASON)
    counsel.look("sign-remark-let-stand")
    counsel.press(f"Sign revision {number}")
    counsel.expect(f"You signed revision {number}.")


def mistakes_come_back(pr):
    pr.go("/wording/terms/new/")
    pr.fill(term="24/7")
    pr.press("Keep this term")
    pr.expect("“24/7” cannot be looked for.")
    pr.look("house-term-mistakes")
