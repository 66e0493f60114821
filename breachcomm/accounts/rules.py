"""Who may do what with people. Every rule answers False for nobody and for the deactivated."""

from django.core.exceptions import PermissionDenied


def require(allowed):
    """Turn a rule's answer into a 403."""
    if not allowed:
        raise PermissionDenied("You may not do this.")


def can_manage_people(user):
    return bool(user is not None and user.is_active and user.is_superuser)
