"""The first half of the main job: what happened, who asks what, what counsel keeps back."""

FINDINGS = {
    "vulnerability-value": "An upload address of the invoice service accepted files without a "
    "signed-in session.",
    "vulnerability-confidence": "confirmed",
    "vulnerability-basis": "Reproduced on a copy of the service.",
    "affected_systems-value": "The invoice service of the customer portal.",
    "affected_systems-confidence": "confirmed",
    "detection_method-value": "An alert about unusual downloads.",
    "detection_method-confidence": "confirmed",
    "occurred_from-value": "2026-10-19",
    "occurred_from-confidence": "estimated",
    "detected-value": "2026-10-24 09:15",
    "detected-confidence": "confirmed",
    "became_aware-value": "2026-10-24 10:40",
    "became_aware-confidence": "confirmed",
    "contained-value": "2026-10-24 13:05",
    "contained-confidence": "confirmed",
    "people_affected-low": "9,800",
    "people_affected-best": "11,200",
    "people_affected-high": "12,400",
    "people_affected-as_of": "2026-10-26",
    "people_affected-deduplicated_on": "e-mail address",
    "people_affected-method": "Counted in the access log.",
    "people_affected-confidence": "estimated",
    "exposure-name-exposure": "exposed",
    "exposure-name-confidence": "confirmed",
    "exposure-email-exposure": "exposed",
    "exposure-email-confidence": "confirmed",
    "exposure-phone-exposure": "unknown",
    "exposure-password-exposure": "not_exposed",
    "exposure-password-basis": "The invoice service holds none; its database was searched.",
    "exfiltration-value": "yes",
    "exfiltration-confidence": "confirmed",
    "immediate_actions-value": "We closed the upload address.\nWe replaced the service's keys.",
    "immediate_actions-confidence": "confirmed",
    "further_measures-value": "An outside firm checks our work.",
    "further_measures-confidence": "confirmed",
    "forensics_status-value": "running",
    "forensics_status-confidence": "confirmed",
}
LATER = {
    "misuse_seen-value": "no",
    "misuse_seen-confidence": "ruled_out",
    "misuse_seen-basis": "Nadia Berg read the logs of the invoice service until 26 October.",
    "what_people_can_do-value": "Be careful with messages that name one of your invoices.\n"
    "Ask us before you pay an invoice that looks new to you.",
    "what_people_can_do-confidence": "confirmed",
    "next_update-value": "2026-12-05",
    "next_update-confidence": "confirmed",
}
CONTACT = {
    "contact_point-name": "Customer care",
    "contact_point-email": "care@example.org",
    "contact_point-phone": "+353 1 555 0142",
    "contact_point-hours": "every day, 8:00 to 20:00 Dublin time",
    "contact_point-confidence": "confirmed",
}
SECRET = "zzprivilegedzz"
ADVICE = f"Counsel alone should know this: {SECRET}."


def open_incident(developer, others):
    """Returns the address of the incident's page."""
    developer.go("/")
    developer.look("home-empty")
    developer.go("/incidents/")
    developer.look("incidents-empty")
    developer.go("/incidents/new/")
    developer.look("incident-new")
    developer.fill(
        title="Invoices could be opened without signing in",
        organisation="Harbour Sign Ltd",
        organisation_address="4 Quay Street\nDublin 2",
        severity="3",
        status="confirmed",
        zone="Europe/Dublin",
    )
    for person in others:
        developer.page.get_by_role("checkbox", name=person.name).check()
    developer.press("Open the incident")
    developer.expect("Invoices could be opened without signing in", "Next for you")
    developer.look("incident-fresh")
    return developer.page.url


def fill_findings(developer, incident):
    developer.go(f"{incident}findings/")
    developer.look("findings-empty")
    closed = developer.page.locator("details.exposures:not([open]) > summary")
    while closed.count():
        closed.first.click()
    for name, value in FINDINGS.items():
        developer.put(name, value)
    developer.look("findings-typed")
    developer.press("Save what is known")
    answered = {name.rpartition("-")[0] for name in FINDINGS}
    developer.expect(f"{len(answered)} answers recorded")
    developer.look("findings-saved")


def answer_what_the_text_asks(developer, incident):
    developer.go(f"{incident}findings/")
    for name, value in LATER.items():
        developer.put(name, value)
    developer.press("Save what is known")
    developer.expect("3 answers recorded")


def correct_a_count(developer, incident):
    """The analysis goes on: the newest number stands, the older one stays to be seen."""
    developer.go(f"{incident}findings/")
    developer.put("people_affected-best", "11,900")
    developer.press("Save what is known")
    developer.expect("1 answer recorded")
    developer.go(f"{incident}facts/people_affected/")
    developer.look("fact-history")


def ask_and_answer(asking, answering, incident):
    asking.go(incident)
    asking.page.get_by_text("Ask a question", exact=True).click()
    form = asking.page.locator("#questions form")
    form.get_by_label("The question").fill("Could anybody change an invoice?")
    form.get_by_label("Who brings the answer").select_option(label=f"{answering.name}, Developer")
    asking.press("Ask")
    asking.expect("Could anybody change an invoice?")
    answering.go("/")
    answering.expect("Could anybody change an invoice?")
    answering.look("home-with-question")
    answering.go(incident)
    answering.page.get_by_role("link", name="Answer", exact=False).first.click()
    answering.look("answer")
    answering.fill(text="No. The address only took new files.")
    answering.press("Answer")
    answering.go(incident)
    assert answering.sees("No. The address only took new files.")


def write_privileged_note(counsel, incident):
    counsel.go(incident)
    counsel.page.get_by_text("Write a note or a decision", exact=True).click()
    form = counsel.page.locator("#notes form")
    form.get_by_label("In your words").fill(ADVICE)
    form.get_by_label("Privileged, legal only").check()
    counsel.press("Add it")
    counsel.expect("Privileged, legal only", SECRET)
    counsel.look("incident-counsel")


def nobody_else_reads_it(people, incident, statement):
    """On no page of the incident, hidden parts included, and not even that it exists."""
    pages = ["/", "/incidents/", incident, f"{incident}record/", f"{incident}findings/", statement]
    for person in people:
        for page in pages:
            person.go(page)
            assert not person.sees(SECRET), f"{person.name} at {page}"
        person.go(incident)
        assert not person.sees("Privileged")


def add_contact(pr, incident):
    """The contact point belongs to PR; the developer's findings are only read."""
    pr.go(f"{incident}findings/")
    pr.expect("Developer records this.")
    for name, value in CONTACT.items():
        pr.put(name, value)
    pr.press("Save what is known")
    pr.expect("1 answer recorded")
