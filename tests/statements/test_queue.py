"""The queue of record: what its times promise, and what the sweep may throw away."""

import os
import time

import pytest
from django.conf import settings as shared_settings

from statements import queue
from statements.management.commands import run_scheduler

pytestmark = pytest.mark.once

RECOVERY_SECONDS = 60
WORST_LETTER_SECONDS = 17


def test_nobody_takes_a_job_from_a_worker_that_may_still_be_at_it():
    assert queue.LEASE.total_seconds() >= shared_settings.CELERY_TASK_TIME_LIMIT


def test_the_worst_letter_recovers_from_a_kill_within_a_minute():
    wait = queue.LEASE.total_seconds() + run_scheduler.EVERY
    assert wait + WORST_LETTER_SECONDS <= RECOVERY_SECONDS
    assert shared_settings.CELERY_TASK_SOFT_TIME_LIMIT > WORST_LETTER_SECONDS


@pytest.mark.django_db
def test_the_sweep_removes_old_half_made_files_and_nothing_else(settings, tmp_path):
    settings.RENDITIONS_DIR = tmp_path
    hour, minute = 3600, 60
    ages = {
        "half-made-old": hour + minute,
        "half-made-young": hour - minute,
        "somebody-elses": 100 * hour,
        "ab/ab12": 100 * hour,
        "ab/half-made-elsewhere": 100 * hour,
        "half-made-folder/inside": 100 * hour,
    }
    for name, age in ages.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"%PDF")
        os.utime(path, (time.time() - age,) * 2)
    os.utime(tmp_path / "half-made-folder", (0, 0))
    queue.sweep()
    left = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert left == ages.keys() - {"half-made-old"}


@pytest.mark.django_db
def test_the_sweep_minds_no_folder_that_is_not_there(settings, tmp_path):
    settings.RENDITIONS_DIR = tmp_path / "nowhere"
    assert queue.sweep() == 0
