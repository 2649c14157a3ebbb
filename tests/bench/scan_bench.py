#!/usr/bin/env python3
"""Throughput, peak memory and scaling of `pinwheel scan` over a folder of projects, each several times.

    python3 tests/bench/scan_bench.py --program build/release/bin/pinwheel --corpus FOLDER [--times 50]
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--program", required=True)
parser.add_argument("--corpus", required=True)
parser.add_argument("--times", type=int, default=50)
arguments = parser.parse_args()

projects = sorted(str(path.resolve()) for path in pathlib.Path(arguments.corpus).iterdir() if path.is_dir())
if not projects:
    sys.exit(f"{arguments.corpus}: no projects in it")
seconds = {}
for jobs in (1, 2):
    with tempfile.TemporaryFile("w+") as names:
        names.write("".join(project + "\n" for project in projects * arguments.times))
        names.seek(0)
        begin = time.monotonic()
        process = subprocess.Popen([arguments.program, "scan", "-", "--jobs", str(jobs), "--quiet"], stdin=names, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds[jobs] = time.monotonic() - begin
    count = len(projects) * arguments.times
    print(f"{jobs} job(s): {count} projects in {seconds[jobs]:.1f} s, {count / seconds[jobs]:.0f} a second, "
          f"peak {usage.ru_maxrss / 1024:.0f} MB, processor time {usage.ru_utime + usage.ru_stime:.1f} s")
print(f"2 jobs are {seconds[1] / seconds[2]:.2f} times as fast as 1 (both want a processor of their own)")
