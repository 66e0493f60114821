"""The worker's application: `celery -A breachcomm worker`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "breachcomm.settings")
app = Celery("breachcomm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
