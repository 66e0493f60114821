import logging
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from breachcomm import alive
from statements import queue

EVERY = 10

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Every few seconds, render what a lost message or a killed worker left behind."

    def add_arguments(self, parser):
        parser.add_argument("--every", type=float, default=EVERY, help="seconds between two sweeps")

    def handle(self, *, every, **options):
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            self._sweep()
            alive.beat("scheduler")
            stop.wait(every)

    def _sweep(self):
        """A database that is away for a while must not end the scheduler."""
        close_old_connections()
        try:
            if rendered := queue.sweep():
                logger.info("The sweep rendered %s left-behind files.", rendered)
        except Exception:
            logger.exception("The sweep failed; it will try again.")
