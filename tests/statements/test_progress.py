"""The list of files goes on asking until all are there, whenever a worker finishes one."""

import pytest
from django.db import connection
from django.urls import reverse

from statements import queue
from tests.statements.factories import released, team
from tests.statements.pages import signed_in


@pytest.fixture
def people():
    return team()


class After:
    """Does something right after the query with this number: what another process would do."""

    def __init__(self, number, act):
        self.left, self.act = number, act

    def __call__(self, execute, *arguments):
        result = execute(*arguments)
        self.left -= 1
        if self.left == 0:
            self.act()
        return result


def _read_while_the_files_are_made(client, page, release, number):
    """The page, and whether it took `number` queries, after which all files were made at once."""
    jobs = list(release.jobs.all())
    moment = After(number, lambda: [queue.run(job.pk) for job in jobs])
    with connection.execute_wrapper(moment):
        text = client.get(page).content.decode()
    return text, moment.left <= 0


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["progress", "release_page"])
def test_files_made_while_the_page_is_written_are_not_waited_for_in_vain(client, people, name):
    signed_in(client, people.pr)
    for number in range(1, 100):
        release = released(people)
        page = reverse(f"statements:{name}", args=[release.pk])
        text, were_made = _read_while_the_files_are_made(client, page, release, number)
        if not were_made:
            break
        assert release.renditions.count() == 3
        assert text.count('href="/renditions/') == 3 or "every 2s" in text, number
        assert 'href=""' not in text, number
    assert 5 < number < 99
