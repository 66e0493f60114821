from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from breachcomm.accounts.models import User
from statements import demo

SIGN_INS = "demo_sign_ins.txt"


class Command(BaseCommand):
    help = "Load four people and three incidents to try breachcomm with."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when there are people already"
        )

    def handle(self, *, if_empty, **options):
        if User.objects.exists():
            if if_empty:
                return
            raise CommandError(
                "There are people here already. The demonstration only goes into an empty database."
            )
        sign_ins = demo.load()
        path = settings.DATA_DIR / SIGN_INS
        path.touch(mode=0o600)
        path.write_text("".join(f"{role}\t{email}\t{word}\n" for role, email, word in sign_ins))
        self.stdout.write("The demonstration is loaded: three incidents, four people.")
