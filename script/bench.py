"""Runs the benchmarks: each module of script/benchmarks prints its own lines from `main()`."""

import os
import platform
import runpy
import sys
import tempfile
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "benchmarks"


def main(names):
    modules = sorted(path for path in FOLDER.glob("*.py") if not names or path.stem in names)
    unknown = set(names) - {path.stem for path in modules}
    if unknown:
        raise SystemExit(f"There is no benchmark called {sorted(unknown)[0]}.")
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    sys.path[:0] = [str(FOLDER.parent.parent)]
    with tempfile.TemporaryDirectory(prefix="breachcomm-bench-") as data_dir:
        # A data folder of its own: a benchmark never touches what people work with.
        os.environ["BREACHCOMM_DATA_DIR"] = data_dir
        for path in modules:
            print(f"\n{path.stem}")
            start = time.perf_counter()
            runpy.run_path(str(path), run_name="__main__")
            print(f"  ({time.perf_counter() - start:.1f} s)")


if __name__ == "__main__":
    main(sys.argv[1:])
