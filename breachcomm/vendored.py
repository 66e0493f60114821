"""Files of installed packages that browsers get: these, and nothing else of the packages."""

from importlib.util import find_spec
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# Address below /static/ -> package and the file in it. Licences travel with what they cover.
FILES = {
    "bootstrap/LICENSE": "bootstrap/LICENSE",
    "bootstrap/css/bootstrap.min.css": "bootstrap/css/bootstrap.min.css",
    "bootstrap/css/bootstrap.min.css.map": "bootstrap/css/bootstrap.min.css.map",
    "fonts/LICENSE-Inter": "fontpkg_inter/LICENSE",
    "fonts/Inter[opsz,wght].ttf": "fontpkg_inter/files/Inter[opsz,wght].ttf",
    "fonts/Inter-Italic[opsz,wght].ttf": "fontpkg_inter/files/Inter-Italic[opsz,wght].ttf",
    "fonts/LICENSE-SourceSerif4": "fontpkg_source_serif_4/LICENSE",
    "fonts/SourceSerif4[opsz,wght].ttf": "fontpkg_source_serif_4/files/SourceSerif4[opsz,wght].ttf",
    "fonts/SourceSerif4-Italic[opsz,wght].ttf": (
        "fontpkg_source_serif_4/files/SourceSerif4-Italic[opsz,wght].ttf"
    ),
}


class _Packages(FileSystemStorage):
    """A storage that knows the table above and no folder."""

    def path(self, name):
        package, _, rest = FILES[name].partition("/")
        return str(Path(find_spec(package).submodule_search_locations[0]) / rest)


class PackageFinder(BaseFinder):
    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        found = [_Packages().path(path)] if path in FILES else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns):
        for name in FILES:
            yield name, _Packages()
