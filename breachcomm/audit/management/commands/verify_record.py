import sys

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from breachcomm.audit.verify import CANNOT_TELL, verify


class Command(BaseCommand):
    help = "Say whether the record holds. Exit code 0 holds, 1 broken, 2 cannot tell."

    def handle(self, **options):
        try:
            verdict = verify()
        except DatabaseError as error:
            self.stderr.write(f"The record cannot be read: {error}")
            sys.exit(CANNOT_TELL)
        (self.stderr if verdict.code else self.stdout).write(verdict.sentence)
        sys.exit(verdict.code)
