"""The upload of VERIS files in the browser."""

import gzip
import tempfile
import zlib
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError

from incidents import veris

MAX_UPLOAD = 2 * 1024 * 1024
MAX_UNPACKED = 8 * 1024 * 1024
MAX_RECORDS = 200
_ENDINGS = (".json", ".ndjson", ".ndjson.gz")


class UploadForm(forms.Form):
    """One file: a record, or several with one on each line."""

    file = forms.FileField(
        label="VERIS file",
        widget=forms.FileInput(attrs={"accept": ".json,.ndjson,.gz"}),
        help_text=(
            "A .json file with one incident, or .ndjson (also .ndjson.gz) with one on each line. "
            f"At most 2 MB and {MAX_RECORDS} incidents; for more there is a command."
        ),
    )
    dry_run = forms.BooleanField(
        label="Only try it",
        required=False,
        help_text="Shows what would happen to each incident and stores nothing.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(_ENDINGS):
            raise ValidationError("Choose a file that ends in .json, .ndjson or .ndjson.gz.")
        if file.size > MAX_UPLOAD:
            raise ValidationError("The file is larger than 2 MB. Import it with the command.")
        return file

    def clean(self):
        cleaned = super().clean()
        if file := cleaned.get("file"):
            self.records = list(_records(file))
            if len(self.records) > MAX_RECORDS:
                self.add_error(
                    "file", f"It holds more than {MAX_RECORDS} incidents. Nothing was imported."
                )
        return cleaned


def _records(file):
    """(label, bytes or Unreadable) for each record, one more than allowed at most."""
    if file.name.lower().endswith(".json"):
        yield file.name, file.read()
        return
    try:
        content = _unpacked(file)
    except (OSError, EOFError, zlib.error):
        yield file.name, veris.Unreadable("It is cut short or damaged.")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "upload.ndjson")
        path.write_bytes(content)
        for number, (label, raw) in enumerate(veris.read_many([path]), 1):
            yield f"{file.name}{label.removeprefix(str(path))}", raw
            if number > MAX_RECORDS:
                return


def _unpacked(file):
    if not file.name.lower().endswith(".gz"):
        return file.read()
    content = gzip.GzipFile(fileobj=file).read(MAX_UNPACKED + 1)
    if len(content) > MAX_UNPACKED:
        raise ValidationError("Unpacked it is larger than 8 MB. Import it with the command.")
    return content
