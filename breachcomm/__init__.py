"""The frame of breachcomm; naming the worker's application here binds every task to it."""

from breachcomm.celery import app as celery_app

__all__ = ["celery_app"]
