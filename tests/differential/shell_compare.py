"""Compares the probe's `shell` operation with a real dash on random scripts.

The promise is that an exact answer is right and that nearly every answer is exact; both are counted.
  python3 tests/differential/shell_compare.py --probe build/dev/bin/pinwheel-probe --seed 7 --count 20000
"""

import argparse
import json
import random
import shutil
import sys
import time

import differential
from shell_oracle import Dash
from shell_questions import questions

LEAST_EQUAL = 0.99


def run(questions, count):
    parser = argparse.ArgumentParser(description="Compares the probe with dash.")
    parser.add_argument("--probe", required=True, help="the program pinwheel-probe")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=count, help="how many scripts")
    parser.add_argument("--show", type=int, default=10, help="how many differences to print")
    arguments = parser.parse_args()
    if not shutil.which("dash"):
        print("there is no dash here")
        sys.exit(differential.SKIPPED)
    begin = time.monotonic()
    requests = list(questions(random.Random(arguments.seed), arguments.count))
    dash = Dash()
    expected = [dash(request) for request in requests]
    actual = differential.probe_answers(arguments.probe, requests)
    compared = wrong = inexact = 0
    for request, want, got in zip(requests, expected, actual):
        if want is None:
            continue
        compared += 1
        if not got.get("exact"):
            inexact += 1
            kind = "not exact"
        elif got["commands"] != want["commands"]:
            wrong += 1
            kind = "wrong"
        else:
            continue
        if inexact + wrong <= arguments.show:
            print(f"{kind}: {json.dumps(request['env'])}\n{request['script']}\n  dash:  {json.dumps(want['commands'])}\n  probe: {json.dumps(got)[:1500]}\n")
    equal = compared - wrong - inexact
    print(f"{len(requests)} scripts, {compared} settled, {equal} equal ({equal / max(compared, 1):.2%}), {wrong} wrong, "
          f"{inexact} not exact, {time.monotonic() - begin:.1f} s")
    if compared < 0.75 * len(requests):
        sys.exit("too few scripts are settled by their text")
    sys.exit(0 if equal >= LEAST_EQUAL * compared and wrong <= 0.002 * compared else 1)


if __name__ == "__main__":
    run(questions, count=2600)
