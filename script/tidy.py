"""Refuses what must never be committed: machine paths, index hosts, trusted text, inline code."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# In pieces, so that this file does not name what it looks for.
HOSTS = [
    "py" + r"pi\.org",
    "python" + r"hosted\.org",
    "npm" + r"js\.(org|com)",
    r"deb\." + "debian",
]
ANYWHERE = {
    "names a package index": re.compile("|".join(HOSTS)),
    "names a path of one machine": re.compile(r"(^|[^\w.])/(work|farm|tmp/bash_jobs)[./]"),
}
TEMPLATES = {
    "marks a value as safe": re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off"),
    "has inline style": re.compile(r"\sstyle\s*=|<style\b"),
    "has inline script": re.compile(r"\son[a-z]+\s*=|\bhx-on\b|javascript:|<script(?![^>]*\bsrc=)"),
    "evaluates script in an htmx attribute": re.compile(
        r"hx-vals\s*=\s*.js:|hx-trigger=\"[^\"]*\["
    ),
}
PYTHON = {
    "marks a value as safe": re.compile(r"\bmark_safe\b|\bSafeString\b|\|\s*safe\b"),
    "reads the environment outside breachcomm/env.py": re.compile(r"\bos\.(environ|getenv)\b"),
}
# Each with its reason; everything else is a mistake.
ALLOWED = {
    ("breachcomm/settings.py", "environ"): "hands the environment to breachcomm.env",
    ("breachcomm/processes.py", "environ"): "hands it on to the processes it starts",
    ("breachcomm/probe.py", "environ"): "hands the environment to breachcomm.env",
    ("breachcomm/wsgi.py", "environ"): "names the settings module, as Django wants it",
    ("breachcomm/asgi.py", "environ"): "names the settings module, as Django wants it",
    ("breachcomm/celery.py", "environ"): "names the settings module, as Django wants it",
    ("breachcomm/env.py", "environ"): "is where it is read",
    ("statements/renditions/engine.py", "environ"): "tells fontconfig where the fonts lie",
    ("statements/views/document.py", "SafeString"): "shows what the Markdown cleaner let through",
    ("manage.py", "environ"): "names the settings module, as Django wants it",
}
# The letter's own style sheet goes into the PDF and the HTML file, where no policy applies.
LETTERS = "templates/renditions/"
BINARY = {".png", ".jpg", ".ico", ".woff2", ".ttf", ".pdf", ".gz"}


def main():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    paths = [path for path in listed if Path(path).suffix not in BINARY]
    found = [line for path in paths for line in _findings(path)]
    print("\n".join(found))
    return bool(found)


def _findings(path):
    file = ROOT / path
    if not file.is_file():
        return
    rules = _rules(path)
    for number, line in enumerate(
        file.read_text(encoding="utf-8", errors="replace").splitlines(), 1
    ):
        for what, pattern in rules.items():
            hit = pattern.search(line)
            if hit and not _allowed(path, hit[0]):
                yield f"{path}:{number}: {what}: {line.strip()[:100]}"


def _rules(path):
    if path.endswith(".html") and path.startswith("templates/") and not path.startswith(LETTERS):
        return ANYWHERE | TEMPLATES
    if path.endswith(".py") and not path.startswith(("tests/", "script/")):
        return ANYWHERE | PYTHON
    return ANYWHERE


def _allowed(path, hit):
    return any(path == where and word in hit for where, word in ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
