"""What must be right before anything starts: the data set of regimes."""

from django.core import checks

from incidents.obligations import loading
from incidents.obligations.marked import Broken


def data_set_is_sound(app_configs=None, **kwargs):
    """An error for each problem of the data files, with file and line."""
    try:
        loading.current()
    except Broken as broken:
        return [
            checks.Error(str(problem), hint="manage.py check_regimes", id="incidents.E001")
            for problem in broken.problems
        ]
    return []
