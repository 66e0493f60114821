"""Out of the house and after: the gate on the page, the files, and what no longer stands."""

import subprocess
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from breachcomm.audit.catalogue import Action
from breachcomm.audit.models import Entry
from statements import operations, queue
from statements.models import Release, RenderJob, State
from statements.views.releases import name_of
from tests.factories import PASSWORD
from tests.statements import factories as make
from tests.statements.pages import signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make.team()


@pytest.fixture
def release(team):
    return make.released(team)


def rendered(release, format="text"):
    """The file of one format, made by the worker's own function."""
    assert queue.run(release.jobs.get(format=format).pk)
    return release.renditions.get(format=format)


def file_url(rendition):
    name = name_of(rendition, rendition.release)
    return reverse("statements:download", args=[rendition.pk, name])


def pages_of(pdf):
    """What stands on each page."""
    read = ["pdftotext", "-", "-"]
    done = subprocess.run(read, input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def downloads():
    return Entry.objects.filter(action=Action.RENDITION_DOWNLOADED).count()


def test_a_text_with_everything_is_released_from_its_page(client, team):
    revision = make.signed(team)
    page = url("release", revision)
    shown = signed_in(client, team.pr).get(page).content.decode()
    assert "Nothing stands in the way." in shown
    answer = client.post(page, {"seen_digest": revision.digest})
    assert answer.url == url("release_page", Release.objects.get())


def test_a_shut_gate_shows_its_reasons_and_no_button(client, team):
    revision = make.submitted(team)
    make.word(revision, team.legal)
    page = url("release", revision)
    shown = signed_in(client, team.pr).get(page).content.decode()
    assert "PR manager has not signed this text." in shown
    assert f"Release revision {revision.number}</button>" not in shown
    answer = client.post(page, {"seen_digest": revision.digest})
    assert answer.status_code == 409
    assert not Release.objects.exists()


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_a_release_needs_the_text_that_was_read(client, team, digest):
    revision = make.signed(team)
    answer = signed_in(client, team.pr).post(url("release", revision), {"seen_digest": digest})
    assert answer.status_code in (400, 409)
    assert not Release.objects.exists()


def test_a_release_asks_for_an_old_password_again(client, team):
    revision = make.signed(team)
    signed_in(client, team.pr, fresh=False)
    sent = {"seen_digest": revision.digest}
    assert client.post(url("release", revision), sent).status_code == 400
    assert client.post(url("release", revision), {**sent, "password": PASSWORD}).status_code == 302


def test_an_open_question_blocks_and_its_cure_leads_into_the_editor(client, team):
    revision = make.edited(make.drafted(team), by=team.pr, lead="We know [[how many]].")
    page = url("statement", revision.statement)
    shown = signed_in(client, team.pr).get(page).content.decode()
    assert "The text still contains [[how many]]." in shown
    assert url("edit", revision.statement) + "#id_lead" in shown


def test_a_thousand_open_questions_are_shown_as_thirty_and_a_count(client, team):
    lead = "".join(f"[[{n}]]" for n in range(1_000)) + "[[" * 4_000
    revision = make.edited(make.drafted(team), by=team.pr, lead=lead)
    shown = signed_in(client, team.pr).get(url("statement", revision.statement))
    assert "more of the kind." in shown.content.decode()
    assert len(shown.context["lines"]) == 31


def test_a_statement_that_left_the_house_asks_for_nothing_more(client, team, release):
    shown = signed_in(client, team.pr).get(url("statement", release.statement))
    assert [line.tone for line in shown.context["lines"]] == ["go", "go", "go"]
    assert url("edit", release.statement) not in shown.content.decode()


def test_the_release_page_shows_the_text_as_sent_and_who_signed(client, team, release):
    shown = signed_in(client, team.observer).get(url("release_page", release)).content.decode()
    for words in ("Notice of Data Breach", team.legal.name, team.pr.name, release.digest):
        assert words in shown
    assert "Withdraw this release" not in shown


def test_a_download_is_the_recorded_file_under_a_readable_name(client, team, release):
    rendition = rendered(release)
    for person in (team.developer, team.legal, team.pr, team.observer):
        answer = signed_in(client, person).get(file_url(rendition))
        assert answer.status_code == 200
    assert file_url(rendition).endswith(name_of(rendition, release))
    assert answer.content == queue.read(rendition)
    assert answer["Content-Disposition"].startswith('attachment; filename="INC-')
    assert answer["Content-Disposition"].endswith('-r2-notice-of-data-breach.txt"')
    assert answer["Content-Length"] == str(rendition.size)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert "ETag" not in answer
    assert downloads() == 4


def test_what_the_machine_did_stands_in_the_whole_record_only(client, team, release):
    rendered(release)
    signed_in(client, team.observer)
    pages = [
        client.get(reverse(f"incidents:{name}", args=[team.incident.reference])).content.decode()
        for name in ("detail", "timeline")
    ]
    assert [f"released revision {release.revision.number}" in page for page in pages] == [True] * 2
    words = f"rendered {release.revision.statement.reference} as plain text"
    assert [words in page for page in pages] == [False, True]


def test_a_file_is_had_by_members_under_its_own_name_only(client, team, release):
    rendition = rendered(release)
    signed_in(client, make.team().pr)
    assert client.get(file_url(rendition)).status_code == 404
    signed_in(client, team.pr)
    other = reverse("statements:download", args=[rendition.pk, "other.txt"])
    assert client.get(other).status_code == 404
    assert client.head(file_url(rendition)).status_code == 200
    assert downloads() == 0


def test_a_damaged_file_is_not_handed_out(client, team, release):
    rendition = rendered(release)
    queue.path_of(rendition.sha256).write_bytes(b"something else")
    answer = signed_in(client, team.pr).get(file_url(rendition))
    assert answer.status_code == 500
    assert "from the backup" in answer.content.decode()
    assert downloads() == 0


def test_withdrawing_takes_a_reason_and_its_roles(client, team, release):
    page = url("withdraw", release)
    assert signed_in(client, team.developer).get(page).status_code == 403
    assert signed_in(client, team.legal).post(page, {"reason": ""}).status_code == 400
    assert client.post(page, {"reason": "The date was wrong."}).status_code == 302
    release.statement.refresh_from_db()
    assert release.statement.state == State.WITHDRAWN
    assert client.post(page, {"reason": "Again."}).status_code == 409
    shown = signed_in(client, team.observer).get(url("release_page", release)).content.decode()
    assert "The date was wrong." in shown


def test_a_withdrawn_file_goes_to_counsel_only_who_must_ask_for_it(client, team, release):
    rendition = rendered(release)
    operations.withdraw(release, by=team.pr, reason="The date was wrong.")
    page = file_url(rendition)
    for person in (team.pr, team.developer, team.observer):
        signed_in(client, person)
        assert client.get(page).status_code == 403
        assert client.post(page).status_code == 403
        assert page not in client.get(url("release_page", release)).content.decode()
    answer = signed_in(client, team.legal).get(page)
    assert answer["Content-Type"].startswith("text/html")
    assert "historical copy" in answer.content.decode()
    assert downloads() == 0
    answer = client.post(page)
    mark = b"*** WITHDRAWN ***"
    assert answer.content.startswith(mark)
    assert answer.content.replace(mark, b"").split() == queue.read(rendition).split()
    assert 'filename="WITHDRAWN-INC' in answer["Content-Disposition"]
    assert downloads() == 1


def test_a_historical_pdf_says_on_every_page_that_it_no_longer_stands(client, team):
    sections = [{"heading": "Steps", "text": "\n\n".join(["Do this."] * 120)}]
    revision = make.submitted(team)
    revision = make.edited(revision, by=team.pr, sections=sections)
    for signer in (team.legal, team.pr):
        make.word(revision, signer)
    release = operations.release(revision, by=team.pr, seen_digest=revision.digest)
    rendition = rendered(release, "pdf")
    operations.withdraw(release, by=team.pr, reason="The date was wrong.")
    answer = signed_in(client, team.legal).post(file_url(rendition))
    pages = pages_of(answer.content)
    assert len(pages) > 1
    assert all("WITHDRAWN" in page for page in pages)
    assert not any("WITHDRAWN" in page for page in pages_of(queue.read(rendition)))


def test_a_text_that_was_replaced_is_kept_like_a_withdrawn_one(client, team, release):
    rendition = rendered(release)
    assert signed_in(client, team.pr).get(file_url(rendition)).status_code == 200
    later = make.released(team, follows=release.statement)
    assert client.get(file_url(rendition)).status_code == 403
    shown = client.get(url("release_page", release)).content.decode()
    assert url("release_page", later) in shown
    taken = signed_in(client, team.legal).post(file_url(rendition))
    assert 'filename="REPLACED-INC' in taken["Content-Disposition"]


def set_job(release, **fields):
    RenderJob.objects.filter(release=release, format="pdf").update(**fields)


def test_progress_says_where_each_file_stands_and_stops_asking_when_all_are_done(
    client, team, release
):
    page = url("progress", release)
    signed_in(client, team.pr)
    assert "hx-get" in client.get(page).content.decode()
    rendered(release, "html"), rendered(release, "text")
    set_job(release, leased_until=timezone.now() + timedelta(seconds=20))
    shown = client.get(page).content.decode()
    assert '<li aria-current="step">rendering</li>' in shown
    assert "every 2s" in shown
    set_job(release, leased_until=None, failures=queue.MAX_FAILURES, error="The font is gone.")
    shown = client.get(page).content.decode()
    assert "The font is gone." in shown
    assert "Try again" in shown
    assert "hx-get" not in shown


def test_a_failed_file_is_asked_for_again_by_who_acts(client, team, release):
    set_job(release, failures=queue.MAX_FAILURES, error="The font is gone.")
    job = release.jobs.get(format="pdf")
    assert signed_in(client, team.observer).post(url("retry", job)).status_code == 403
    assert signed_in(client, make.team().pr).post(url("retry", job)).status_code == 404
    assert signed_in(client, team.developer).post(url("retry", job)).status_code == 302
    job.refresh_from_db()
    assert (job.failures, queue.standing(job)) == (0, "queued")


def test_a_draft_is_laid_out_with_draft_across_it(client, team):
    revision = make.drafted(team)
    answer = signed_in(client, team.observer).get(url("draft_pdf", revision))
    assert answer.content.startswith(b"%PDF-")
    assert 'filename="DRAFT-INC-' in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Security-Policy"].startswith("sandbox")
