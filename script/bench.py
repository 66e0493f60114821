"""Runs the benchmarks: each module of script/benchmarks in a process and data folder of its own."""

import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "script" / "benchmarks"


def main(names):
    modules = sorted(path for path in FOLDER.glob("*.py") if not names or path.stem in names)
    unknown = set(names) - {path.stem for path in modules}
    if unknown:
        raise SystemExit(f"There is no benchmark called {sorted(unknown)[0]}.")
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    failed = [path.stem for path in modules if not run(path)]
    if failed:
        raise SystemExit(f"Not measured: {', '.join(failed)}.")


def run(path):
    """A benchmark never touches what people work with, nor what another one left."""
    print(f"\n{path.stem}", flush=True)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="breachcomm-bench-") as data_dir:
        ended = subprocess.run(
            [sys.executable, str(path)],
            env={**os.environ, "BREACHCOMM_DATA_DIR": data_dir, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
        )
    print(f"  ({time.perf_counter() - start:.1f} s)", flush=True)
    return ended.returncode == 0


if __name__ == "__main__":
    main(sys.argv[1:])
