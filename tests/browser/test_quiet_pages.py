"""Pages beside the main job: of administrator and observer, and of everything that fails."""

from tests.factories import PASSWORD


def test_an_administrator_manages_people_on_pages_anybody_can_use(arrive, watch, figure):
    administrator = arrive("Ines Halloran", "administrator")
    administrator.sign_in()
    administrator.look("home-administrator")
    administrator.go("/people/")
    administrator.look("people")
    administrator.go("/people/new/")
    administrator.look("person-add")
    administrator.fill(name="Otto Lind", email="otto@example.org", role="observer")
    administrator.fill(password=PASSWORD)
    administrator.press("Add this person")
    administrator.expect("Otto Lind can sign in now.")
    administrator.follow("Otto Lind")
    administrator.look("person")
    assert watch.report() == ""
    figure(f"{len(watch.pages)} pages of the administrator: 0 findings of axe-core")


def test_an_observer_reads_everything_and_finds_nothing_to_press(desk, seat, watch):
    told = desk.in_review()
    observer = seat(*told["people"]["observer"])
    pages = {
        "observer-home": "/",
        "observer-incident": f"/incidents/{told['incident']}/",
        "observer-statement": f"/statements/{told['statement']}/",
    }
    for name, address in pages.items():
        observer.go(address)
        observer.look(name)
        assert observer.page.locator("main form[method=post]").count() == 0
    assert watch.report() == ""


def test_pages_that_fail_are_pages_anybody_can_use(desk, seat, watch):
    told = desk.in_review()
    developer = seat(*told["people"]["developer"])
    watch.expected = ("status of 404", "status of 403")
    for name, address, status in (
        ("not-found", "/incidents/INC-1999-0001/", 404),
        ("not-allowed", f"/statements/{told['statement']}/edit/", 403),
    ):
        assert developer.go(address).status == status
        developer.look(name)
    assert watch.report() == ""


def test_a_form_with_mistakes_is_a_page_anybody_can_use(desk, seat, watch):
    told = desk.in_review()
    developer = seat(*told["people"]["developer"])
    watch.expected = ("status of 4",)
    developer.go("/incidents/new/")
    developer.press("Open the incident")
    developer.look("incident-new-mistakes")
    developer.go(f"/incidents/{told['incident']}/findings/")
    developer.fill(people_affected__low="9", people_affected__high="3")
    developer.put("people_affected-confidence", "confirmed")
    developer.press("Save what is known")
    developer.look("findings-mistakes")
    counsel = seat(*told["people"]["legal"])
    counsel.go("/clauses/new/")
    counsel.press("Add to the library")
    counsel.look("clause-mistakes")
    assert watch.report() == ""
