"""People: one e-mail address, one role, and whether they still belong here."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class Role(models.TextChoices):
    DEVELOPER = "developer", "Developer"
    LEGAL = "legal", "Legal counsel"
    PR = "pr", "PR manager"
    OBSERVER = "observer", "Observer"


class People(BaseUserManager):
    """Finds people by e-mail address, whatever its capitals; it is kept in small letters."""

    def get_by_natural_key(self, email):
        return self.get(email=email.lower()[:254])

    def create_user(self, email, password=None, **fields):
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_superuser=True, role="", **fields)


class User(AbstractBaseUser):
    """Somebody who signs in. A site administrator manages people and holds no role."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=Role, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    is_superuser = models.BooleanField("site administrator", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_email_address"),
            models.CheckConstraint(
                condition=models.Q(role__in=["", *Role.values]), name="a_role_is_one_we_know"
            ),
            models.CheckConstraint(
                condition=models.Q(is_superuser=False) | models.Q(role=""),
                name="a_site_administrator_holds_no_role",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def is_staff(self):
        return self.is_superuser

    @property
    def initials(self):
        words = self.name.split()
        return (words[0][:1] + words[-1][:1]).upper() if len(words) > 1 else self.name[:2].upper()

    def holds(self, *roles):
        """Whether this person may act in one of `roles` right now."""
        return bool(self.is_active and not self.is_superuser and self.role in roles)
