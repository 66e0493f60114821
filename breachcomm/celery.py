"""The worker's application: `celery --app breachcomm worker`."""

import os
import warnings

from celery import Celery, bootsteps
from celery.platforms import SecurityWarning
from django.core.management.base import BaseCommand

from breachcomm import alive

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "breachcomm.settings")
# It warns root about pickled messages; ours are JSON and nothing else is accepted.
warnings.filterwarnings("ignore", category=SecurityWarning)


class SoundStart(bootsteps.StartStopStep):
    """Stops a worker whose checks find an error; Celery itself runs them and goes on."""

    def start(self, worker):
        BaseCommand().check()


class SignOfLife(bootsteps.StartStopStep):
    """Lets the container's health check see that the worker's loop still turns."""

    requires = ("celery.worker.components:Timer",)

    def start(self, worker):
        alive.beat("worker")
        worker.timer.call_repeatedly(15, alive.beat, args=("worker",))


app = Celery("breachcomm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(SoundStart)
app.steps["worker"].add(SignOfLife)
