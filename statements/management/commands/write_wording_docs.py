from django.conf import settings
from django.core.management.base import BaseCommand

from statements.wording import pages


class Command(BaseCommand):
    help = "Write the pages of the wording review in docs/wording from the rules."
    requires_system_checks = ()

    def handle(self, **options):
        folder = settings.BASE_DIR / "docs" / "wording"
        documents = pages.documents()
        for path in folder.glob("*.md"):
            if path.name not in documents and pages.NOTE in path.read_text(encoding="utf-8"):
                path.unlink()
        for name, text in documents.items():
            (folder / name).write_text(text, encoding="utf-8")
        self.stdout.write(f"{len(documents)} pages written.")
