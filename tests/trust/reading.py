"""Reads what the site offers and what the database holds, without asking the code under test."""

import hashlib
from dataclasses import dataclass

from django.apps import apps
from django.urls import URLPattern


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    view: object
    converters: tuple


def routes(resolver, namespace="", prefix=""):
    """Every route of the URLconf, however deeply included."""
    for each in resolver.url_patterns:
        pattern = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            names = tuple(each.pattern.converters)
            yield Route(f"{namespace}{each.name}", pattern, each.callback, names)
        else:
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from routes(each, inner, pattern)


def fingerprint(*, but=()):
    """{table: a digest over all its rows}, for every table a model of ours or Django's owns."""
    return {
        model._meta.db_table: _rows(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in but
    }


def _rows(model):
    names = [field.attname for field in model._meta.concrete_fields]
    sums = hashlib.sha256()
    for row in model._base_manager.order_by("pk").values_list(*names):
        sums.update(repr(row).encode("utf-8", "surrogatepass"))
    return sums.hexdigest()


def changed(before, after):
    return sorted(table for table in before if before[table] != after[table])
