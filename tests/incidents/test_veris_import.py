"""VERIS files become incidents; what cannot is refused with its reason; twice changes nothing."""

import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from breachcomm.audit.models import Entry
from breachcomm.audit.verify import HOLDS, verify
from incidents.models import Incident, VerisImport
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
RECORD = {
    "schema_version": "1.3.7",
    "incident_id": "made-up-1",
    "security_incident": "Confirmed",
    "summary": "A laptop with client files was stolen from a car.",
    "victim": {"victim_id": "Example Clinic"},
    "timeline": {"incident": {"year": 2021, "month": 5}},
    "action": {"physical": {"variety": ["Theft"], "vector": ["Personal vehicle"]}},
    "actor": {"external": {"variety": ["Unknown"]}},
    "asset": {"assets": [{"variety": "U - Laptop"}]},
    "attribute": {"confidentiality": {"data_disclosure": "Potentially", "data_total": 40}},
}


@pytest.fixture
def counsel(db):
    return factories.person("legal")


def write(folder, name="one.json", **changes):
    path = folder / name
    path.write_text(json.dumps({**RECORD, **changes}), encoding="utf-8")
    return path


def run(*arguments):
    """(what the command printed, its exit code)"""
    printed = io.StringIO()
    try:
        call_command("import_veris", *map(str, arguments), stdout=printed, stderr=io.StringIO())
    except SystemExit as end:
        return printed.getvalue(), end.code
    return printed.getvalue(), 0


def last(printed):
    return printed.splitlines()[-1]


def test_a_file_becomes_an_incident_with_its_findings_notes_and_the_file(counsel, tmp_path):
    path = write(tmp_path)
    printed, code = run(path)
    assert (last(printed), code) == ("imported 1, unchanged 0, refused 0", 0)
    incident = Incident.objects.get()
    assert incident.organisation == "Example Clinic"
    assert incident.status == "confirmed"
    assert incident.known()["occurred_from"].value["value"] == "2021-05"
    assert "people_affected" not in incident.known()
    assert "detected" not in incident.known()
    assert incident.contributions.filter(text__contains="A laptop with client files").exists()
    assert incident.veris_import.raw == path.read_text(encoding="utf-8")


def test_what_a_file_brought_is_on_record_and_the_record_holds(counsel, tmp_path):
    run(write(tmp_path))
    incident = Incident.objects.get()
    actions = Entry.objects.filter(incident=incident.reference).values_list("action", flat=True)
    assert {"incident_opened", "member_added", "facts_recorded", "veris_imported"} <= set(actions)
    assert verify().code == HOLDS


def test_the_same_file_again_changes_nothing(counsel, tmp_path):
    path = write(tmp_path)
    run(path)
    printed, code = run(path, path)
    assert (last(printed), code) == ("imported 0, unchanged 2, refused 0", 0)
    assert Incident.objects.count() == 1


def test_the_same_name_with_other_content_is_refused_with_what_to_do(counsel, tmp_path):
    run(write(tmp_path))
    printed, code = run(write(tmp_path, summary="It was two laptops."))
    assert (last(printed), code) == ("imported 0, unchanged 0, refused 1", 1)
    assert "Open its incident and record what changed." in printed
    assert Incident.objects.count() == 1


def test_a_broken_file_is_refused_by_name_and_the_rest_is_imported(counsel, tmp_path):
    write(tmp_path)
    (tmp_path / "broken.json").write_text('{"action": ', encoding="utf-8")
    printed, code = run(tmp_path)
    assert (last(printed), code) == ("imported 1, unchanged 0, refused 1", 1)
    assert f"refused {tmp_path / 'broken.json'}: It is not JSON" in printed


def test_a_dry_run_says_the_numbers_and_stores_nothing(counsel, tmp_path):
    printed, code = run("--dry-run", write(tmp_path))
    assert (last(printed), code) == ("imported 1, unchanged 0, refused 0", 0)
    assert "nothing is stored" in printed
    assert not Incident.objects.exists()


def test_json_gives_one_object_for_each_record_and_the_sum(counsel, tmp_path):
    write(tmp_path)
    (tmp_path / "broken.json").write_text("[]", encoding="utf-8")
    printed, _ = run("--json", tmp_path)
    broken, whole, total = map(json.loads, printed.splitlines())
    assert (broken["result"], whole["result"]) == ("refused", "imported")
    assert broken["reason"]
    assert whole["reference"] == Incident.objects.get().reference
    assert total == {"imported": 1, "unchanged": 0, "refused": 1}


def test_the_people_named_see_it_and_otherwise_all_counsel(counsel, tmp_path):
    developer = factories.person("developer")
    run("--for", developer.email.upper(), write(tmp_path, "a.json"))
    run(write(tmp_path, "b.json", incident_id="made-up-2"))
    first, second = Incident.objects.order_by("pk")
    assert list(first.members.all()) == [developer]
    assert list(second.members.all()) == [counsel]


@pytest.mark.parametrize("wrong", ["no/such/path", "--for=nobody@example.org"])
def test_a_path_or_a_person_that_is_not_there_stops_before_anything(counsel, tmp_path, wrong):
    with pytest.raises(CommandError) as stopped:
        run(write(tmp_path), wrong)
    assert stopped.value.returncode == 2
    assert not Incident.objects.exists()


def test_every_real_file_is_imported_or_refused_with_a_reason(counsel, shared):
    folder = shared / "data" / "veris"
    paths = [folder / "dev", folder / "legacy-1.2.1", folder / "legacy-1.3.4"]
    printed, _ = run("--json", *paths)
    *records, total = map(json.loads, printed.splitlines())
    assert len(records) == 250
    assert total["imported"] + total["refused"] == 250
    assert all(record.get("reason") for record in records if record["result"] == "refused")
    assert total["imported"] == Incident.objects.count() == VerisImport.objects.count()
    again, _ = run(*paths)
    assert last(again) == f"imported 0, unchanged {total['imported']}, refused {total['refused']}"
    assert verify().code == HOLDS


# What a process used at most counts from its parent's memory on: a small one starts it.
_MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[2:]).returncode
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(peak, file=open(sys.argv[1], "w"))
sys.exit(code)
"""


def manage(folder, *arguments):
    """(last line, exit code, peak memory in bytes) of a console command in a process of its own."""
    environment = {**os.environ, "BREACHCOMM_DATA_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    peak, command = folder / "peak.txt", [sys.executable, "manage.py", *map(str, arguments)]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(peak), *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = done.stdout.splitlines()
    return lines[-1] if lines else "", done.returncode, int(peak.read_text())


@pytest.mark.slow
@pytest.mark.once
def test_nine_thousand_records_are_imported_in_bounded_memory(shared, tmp_path):
    manage(tmp_path, "migrate", "-v0")
    records = shared / "data" / "veris" / "vcdb-9193.ndjson.gz"
    said, code, peak = manage(tmp_path, "import_veris", records)
    assert (said, code) == ("imported 9193, unchanged 0, refused 0", 0)
    assert peak < 300 * 1024 * 1024


def upload(browser, content, name="one.json", **more):
    file = SimpleUploadedFile(name, content)
    return browser.post(reverse("incidents:import_veris"), {"file": file, **more})


def test_a_person_uploads_a_file_and_is_its_first_member(browse, db):
    developer = factories.person("developer")
    answer = upload(browse(developer), json.dumps(RECORD).encode())
    assert "imported 1, unchanged 0, refused 0" in answer.content.decode()
    assert list(Incident.objects.get().members.all()) == [developer]
    again = upload(browse(developer), json.dumps(RECORD).encode())
    assert "imported 0, unchanged 1, refused 0" in again.content.decode()


def test_an_observer_uploads_nothing(browse, db):
    answer = upload(browse(factories.person("observer")), json.dumps(RECORD).encode())
    assert answer.status_code == 403
    assert not Incident.objects.exists()


def test_trying_an_upload_stores_nothing(browse, db):
    answer = upload(browse(factories.person("pr")), json.dumps(RECORD).encode(), dry_run="on")
    assert "Nothing is stored yet." in answer.content.decode()
    assert not Incident.objects.exists()


def lines(number):
    return "\n".join(
        json.dumps({**RECORD, "_file": f"{n}.json", "incident_id": str(n)}) for n in range(number)
    ).encode()


@pytest.mark.parametrize("name", ["many.ndjson", "many.ndjson.gz"])
def test_several_incidents_in_one_upload_are_listed_each(browse, db, name):
    content = lines(3) + b"\nnot json\n"
    content = gzip.compress(content) if name.endswith(".gz") else content
    answer = upload(browse(factories.person("pr")), content, name)
    assert "imported 3, unchanged 0, refused 1" in answer.content.decode()
    assert f"{name} line 4" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.json"),
        (b"x" * 3_000_000, "large.json"),
        (b"MZ", "program.exe"),
        (lines(201), "too_many.ndjson"),
        (gzip.compress(b"\n" * 30_000_000), "bomb.ndjson.gz"),
    ],
)
def test_an_upload_that_cannot_be_is_refused_as_a_whole(browse, db, content, name):
    answer = upload(browse(factories.person("pr")), content, name)
    assert answer.status_code == 422
    assert "Nothing was imported." in answer.content.decode()
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"\x1f\x8b broken", "a.ndjson.gz"), (b"\xff\xfe", "b.json"), (b"{" * 100_000, "c.json")],
)
def test_an_upload_that_cannot_be_read_says_why(browse, db, content, name):
    answer = upload(browse(factories.person("pr")), content, name)
    assert "refused 1" in answer.content.decode()
    assert not Incident.objects.exists()
