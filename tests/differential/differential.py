"""The frame of the differential tests: one list of questions, two who answer, every field compared.

A test gives `run` two functions. `questions(random, count)` yields requests of the probe; `answer(request)` is the
oracle, which gives the answer's fields without "ok", raises any exception where the input is invalid, or returns None
where it has no definite answer. Everything random comes from the seed, so a difference can be shown again.
"""

import argparse
import json
import random
import subprocess
import sys
import time
import warnings

SKIPPED = 77  # CTest's SKIP_RETURN_CODE
SHOWN_DIFFERENCES = 20


def oracle_answer(answer, request):
    try:
        fields = answer(request)
    except RecursionError:
        return None
    except Exception as error:  # Whatever the oracle raises is its verdict: invalid.
        return {"ok": False, "error": f"{type(error).__name__}: {error}"}
    return None if fields is None else {"ok": True} | fields


def probe_answers(probe, requests):
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    done = subprocess.run([probe], input=lines.encode(), stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit(f"the probe ended with {done.returncode}")
    answers = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
    if len(answers) != len(requests):
        sys.exit(f"{len(requests)} questions, {len(answers)} answers")
    return answers


def is_same(expected, actual):
    if not expected["ok"]:
        return actual.get("ok") is False
    return expected == actual


def run(name, questions, answer):
    parser = argparse.ArgumentParser(description=f"Compares the probe with {name}.")
    parser.add_argument("--probe", required=True, help="the program pinwheel-probe")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20000, help="how many questions")
    parser.add_argument("--op", help="ask this operation only")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")

    begin = time.monotonic()
    requests = list(questions(random.Random(arguments.seed), arguments.count))
    if arguments.op:
        requests = [request for request in requests if request["op"] == arguments.op]
    expected = [oracle_answer(answer, request) for request in requests]
    actual = probe_answers(arguments.probe, requests)

    compared = {}
    different = 0
    for request, want, got in zip(requests, expected, actual):
        if want is None:
            continue
        counts = compared.setdefault(request["op"], [0, 0, 0])
        counts[0] += 1
        counts[1] += not want["ok"]
        if is_same(want, got):
            continue
        counts[2] += 1
        different += 1
        if different <= SHOWN_DIFFERENCES:
            print(f"ask  {json.dumps(request)}\n  {name}: {json.dumps(want)}\n  probe: {json.dumps(got)}")
    for op, (asked, invalid, wrong) in sorted(compared.items()):
        print(f"{op:18} {asked:7} asked, {invalid:6} invalid, {wrong:5} different")
    print(f"{sum(c[0] for c in compared.values())} compared, {different} different, {time.monotonic() - begin:.1f} s")
    if not compared:
        sys.exit("nothing was compared")
    sys.exit(1 if different else 0)
