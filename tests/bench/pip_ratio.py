#!/usr/bin/env python3
"""How much faster than pip: the example's requirement set on the same recorded index, pip and pinwheel-bench in one run.

    python3 tests/bench/pip_ratio.py --bench build/release/bin/pinwheel-bench

pip reads stand-in wheels from a file:// index (tests/differential/pip_seed.py makes them; making them is not timed).
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "differential"))
import pip_oracle  # noqa: E402
import pip_stand_ins  # noqa: E402

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--bench", required=True)
arguments = parser.parse_args()
try:
    pip_oracle.warm_up()
    request = next(iter(pip_stand_ins.questions(random.Random(1), 1)))
    pip_seconds = min(pip_oracle.timed(request) for _ in range(3))
finally:
    pip_oracle.clean()
output = subprocess.run([arguments.bench, "--benchmark_filter=^seedSet", "--benchmark_format=json", "--benchmark_min_time=0.1s",
                         "--benchmark_repetitions=8"], stdout=subprocess.PIPE, check=True).stdout
best = {}
for row in json.loads(output)["benchmarks"]:
    if row["run_type"] == "iteration":
        best[row["name"]] = min(best.get(row["name"], row["real_time"]), row["real_time"])
print(f"pip install --dry-run      {pip_seconds * 1000:10.1f} ms (best of 3)")
for name, milliseconds in best.items():
    print(f"{name:26} {milliseconds:10.2f} ms (best of 8)   {pip_seconds * 1000 / milliseconds:8.0f} times as fast")
