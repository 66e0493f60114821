import getpass
import sys

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from breachcomm.accounts.forms import NewPersonForm
from breachcomm.accounts.models import Role
from breachcomm.accounts.operations import CONSOLE, add_person
from breachcomm.refusal import Refused


class Command(BaseCommand):
    help = "Add somebody who may sign in. The password is asked for, or read from standard input."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        group = parser.add_mutually_exclusive_group(required=True)
        group.add_argument("--role", choices=Role.values)
        group.add_argument("--administrator", action="store_true", help="manages people only")

    def handle(self, *, email, name, role, administrator, **options):
        password = self._password()
        given = {"email": email, "name": name, "role": role or "administrator"}
        form = NewPersonForm({**given, "password": password})
        if not form.is_valid():
            raise CommandError(" ".join(e for errors in form.errors.values() for e in errors))
        try:
            person = add_person(by=CONSOLE, administrator=administrator, **form.cleaned_data)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{person.name} <{person.email}> can sign in now.")

    def _password(self):
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        password = getpass.getpass("Password (at least 15 characters): ")
        try:
            password_validation.validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if getpass.getpass("Once more: ") != password:
            raise CommandError("The two passwords differ. Nobody was added.")
        return password
