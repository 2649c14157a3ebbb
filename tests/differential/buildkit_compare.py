"""Compares the probe's `dockerfile` and `expand` operations with BuildKit's own parser.

CTest replays the answers that were recorded from BuildKit (vectors/buildkit.jsonl: facts about text that this folder
generates). Asking BuildKit itself, or recording anew, takes a Go compiler and BuildKit's sources; build.sh says which.

  tests/differential/buildkit_oracle/build.sh /usr/share/gocode /tmp/buildkit-oracle
  python3 tests/differential/buildkit_compare.py --probe build/dev/bin/pinwheel-probe --oracle /tmp/buildkit-oracle --seed 7 --count 20000

With --record the questions and answers become the vector file (it was made with --seed 20 --count 1500).
"""

import argparse
import json
import pathlib
import random
import sys

import differential
from buildkit_questions import questions

VECTORS = pathlib.Path(__file__).parent / "vectors" / "buildkit.jsonl"
RECORDED_BYTES = 8000  # Lines at the limit are asked, not recorded.
EMPTY = {"flags": [], "exec": False, "args": [], "pairs": [], "trigger": None, "heredocs": []}


def compact(answer):
    """The answer without what an instruction mostly does not have, and without the words of an error."""
    if not answer["ok"]:
        return None
    def shorten(instruction):
        short = {key: value for key, value in instruction.items() if key not in EMPTY or value != EMPTY[key]}
        if short.get("trigger"):
            short["trigger"] = shorten(short["trigger"])
        return short
    if "value" in answer:
        return answer["value"]
    return [answer["escape"], [shorten(instruction) for instruction in answer["instructions"]]]


def read_vectors():
    pairs = [json.loads(line) for line in VECTORS.read_text(encoding="utf-8").splitlines()]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def main():
    parser = argparse.ArgumentParser(description="Compares the probe with BuildKit.")
    parser.add_argument("--probe", required=True, help="the program pinwheel-probe")
    parser.add_argument("--oracle", help="the program built from buildkit_oracle; without it the record is replayed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20000, help="how many questions to ask the oracle")
    parser.add_argument("--record", action="store_true", help="write the oracle's answers to the vector file")
    parser.add_argument("--show", type=int, default=10, help="how many differences to print")
    arguments = parser.parse_args()

    if arguments.oracle:
        requests = list(questions(random.Random(arguments.seed), arguments.count))
        expected = [compact(answer) for answer in differential.probe_answers(arguments.oracle, requests)]
    else:
        requests, expected = read_vectors()
    if arguments.record:
        VECTORS.parent.mkdir(exist_ok=True)
        lines = [json.dumps(pair, separators=(",", ":")) for pair in zip(requests, expected)]
        VECTORS.write_text("".join(line + "\n" for line in lines if len(line) <= RECORDED_BYTES), encoding="utf-8")
    different = 0
    for request, want, got in zip(requests, expected, differential.probe_answers(arguments.probe, requests)):
        if compact(got) == want:
            continue
        different += 1
        if different <= arguments.show:
            print(f"ask {json.dumps(request)[:1500]}\n  buildkit: {json.dumps(want)[:1500]}\n  probe:    {json.dumps(compact(got))[:1500]} {got.get('error', '')}")
    invalid = sum(want is None for want in expected)
    print(f"{len(requests)} compared, {invalid} invalid, {different} different")
    sys.exit(1 if different or not requests or invalid > 0.8 * len(requests) else 0)


if __name__ == "__main__":
    main()
