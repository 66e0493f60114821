"""What the benchmarks share: a fresh database in the benchmark's own data folder, and figures."""

import os
import secrets
import statistics
import sys
import time


def set_up():
    """Django on a freshly migrated database, with one person per role: {role: User}."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "breachcomm.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return people()


def people():
    from breachcomm.accounts.models import User
    from breachcomm.accounts.operations import CONSOLE, add_person

    if found := {person.role: person for person in User.objects.all()}:
        return found
    return {
        role: add_person(
            by=CONSOLE,
            email=f"{role}@example.com",
            name=role.title(),
            role=role,
            password=secrets.token_urlsafe(24),
        )
        for role in ("developer", "legal", "pr")
    }


def timed(act, times):
    """Milliseconds each of `times` calls took, after two to warm up."""
    act(), act()
    took = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        took.append(1000 * (time.perf_counter() - start))
    return took


def p50_p95(took):
    ordered = sorted(took)
    return statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]


def line(words):
    print(f"  {words}")
    sys.stdout.flush()
