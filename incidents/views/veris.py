from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from incidents import rules
from incidents.forms.veris import UploadForm
from incidents.veris_import import IMPORTED, REFUSED, UNCHANGED, import_record


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    """Imports the incidents of one file and says what became of each."""
    rules.require(rules.may(request.user, "import_veris"))
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "incidents/import_veris.html", {"form": form}, status=status)
    dry_run = form.cleaned_data["dry_run"]
    outcomes = [
        import_record(label, raw, by=request.user, dry_run=dry_run) for label, raw in form.records
    ]
    results = [outcome.result for outcome in outcomes]
    context = {
        "form": UploadForm(),
        "outcomes": outcomes,
        "dry_run": dry_run,
        "counts": {name: results.count(name) for name in (IMPORTED, UNCHANGED, REFUSED)},
    }
    return render(request, "incidents/import_veris.html", context)
