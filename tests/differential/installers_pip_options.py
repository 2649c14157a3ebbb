"""Compares our tables of pip's options, and what they make of command lines, variables and pip.conf, with pip's own."""

import sys

import differential

try:
    import pip
except ImportError:
    sys.exit(differential.SKIPPED)

if not pip.__version__.startswith("25.1"):
    print(f"pip {pip.__version__} is not the version whose answers are wanted")
    sys.exit(differential.SKIPPED)

import installers_oracle
import installers_questions


def in_order(answers):
    """The tables are compared as sets: names within an option and options within a table have no order."""
    for answer in answers:
        for option in answer.get("options", []):
            option["names"] = " ".join(sorted(option["names"].split()))
        if "options" in answer:
            answer["options"].sort(key=lambda option: option["names"])
    return answers


ask = differential.probe_answers
differential.probe_answers = lambda probe, requests: in_order(ask(probe, requests))
differential.run("pip's option parser", installers_questions.questions, installers_oracle.answer)
