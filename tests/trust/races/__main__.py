"""One race in a process and a database of its own; prints what happened as one line of JSON.

python -m tests.trust.races --episodes 200 --seed 1 [--mutant "drop the lock"] [--guarded]
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from threading import Barrier, Thread

import django
from django.conf import settings

THREADS, ACTS = 8, 4
# After how many episodes a mutant's harvest is judged.
LOOK_EVERY = 5


def main():
    options = _options()
    _prepare(options)
    from statements import operations
    from tests.trust.races import mutants

    if options.mutant and not options.guarded:
        mutants.disarm()
    chosen = mutants.MUTANTS[options.mutant]() if options.mutant else operations
    json.dump(_run(options, chosen), sys.stdout)


def _options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--episodes", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutant", default="")
    parser.add_argument("--guarded", action="store_true")
    return parser.parse_args()


def _prepare(options):
    django.setup()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CELERY_BROKER_URL, settings.CELERY_BROKER_TRANSPORT_OPTIONS = "memory://", {}
    connect = settings.DATABASES["default"]["OPTIONS"]
    # This database is thrown away: it need not survive a power cut.
    if "options" in connect:
        connect["options"] += " -c synchronous_commit=off"
    if "init_command" in connect:
        ours = connect["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        disarmed = options.mutant and not options.guarded
        connect["init_command"] = ours.replace("keys=ON", "keys=OFF") if disarmed else ours


def _run(options, operations):
    from tests.trust.races import oracle
    from tests.trust.races.acts import Desk
    from tests.trust.races.house import House

    house = House(operations)
    chances = [random.Random(f"{options.seed}/{n}") for n in range(THREADS)]  # noqa: S311
    desks = [Desk(house, chance) for chance in chances]
    begun, episode = time.monotonic(), 0
    with _Shift(desks) as shift:
        for episode in range(1, options.episodes + 1):
            house.set_up()
            shift.work()
            if options.mutant and episode % LOOK_EVERY == 0 and _gives_itself_away(options.mutant):
                break
    wrong = oracle.judge()
    return _figures(desks, wrong, episodes=episode, seconds=time.monotonic() - begun)


def _gives_itself_away(mutant):
    from tests.trust.races import oracle
    from tests.trust.races.mutants import TELLTALES

    return any(TELLTALES[mutant] in what for _, found in oracle.judge() for what in found)


def _figures(desks, wrong, **more):
    from breachcomm.audit.verify import verify
    from statements.models import Release, SignOff

    signed = dict(SignOff.objects.values_list("pk", "digest"))
    seen = [pair for desk in desks for pair in desk.seen_when_signing]
    unexpected = [line for desk in desks for line in desk.unexpected]
    return {
        **more,
        "operations": sum(
            desk.done.total() + desk.refused.total() + len(desk.unexpected) for desk in desks
        ),
        "done": sum((desk.done for desk in desks), Counter()),
        "refused": sum((desk.refused for desk in desks), Counter()),
        "releases": Release.objects.count(),
        "sign_offs": len(seen),
        "signed_unseen": sum(signed[pk] != shown for pk, shown in seen),
        "wrong": wrong,
        "unexpected": unexpected,
        "locked": sum("locked" in line for line in unexpected),
        "record": verify().sentence,
    }


class _Shift:
    """Eight people at their desks, who all begin an episode at the same moment."""

    def __init__(self, desks):
        self.begin, self.end = Barrier(THREADS + 1), Barrier(THREADS + 1)
        self.over = False
        self.threads = [Thread(target=self._sit, args=(desk,), daemon=True) for desk in desks]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def work(self):
        self.begin.wait()
        self.end.wait(timeout=120)

    def __exit__(self, *problem):
        if not any(problem):
            self.over = True
            self.begin.wait()
            for thread in self.threads:
                thread.join()

    def _sit(self, desk):
        from django.db import connection

        with connection.execute_wrapper(_jitter(desk.chance)):
            while True:
                self.begin.wait()
                if self.over:
                    break
                desk.new_episode()
                for _ in range(ACTS):
                    desk.act()
                self.end.wait(timeout=120)
        connection.close()


def _jitter(chance):
    """A machine that is busy elsewhere now and then, so that more orders of events occur."""

    def execute(run, sql, values, many, context):
        if chance.random() < 0.02:
            time.sleep(chance.random() * 0.002)
        return run(sql, values, many, context)

    return execute


if __name__ == "__main__":
    main()
