"""Compares the resolver with real pip 25.1 on random universes of wheels."""

import sys

import differential

try:
    import pip
except ImportError:
    sys.exit(differential.SKIPPED)

if not pip.__version__.startswith("25.1"):
    print(f"pip {pip.__version__} is not the version whose answers are wanted")
    sys.exit(differential.SKIPPED)

import pip_oracle
import pip_questions


def questions(random, count):
    return pip_questions.questions(random, count, pip_oracle.python_version(), pip_oracle.platforms())


try:
    pip_oracle.warm_up()
    differential.run("pip", questions, pip_oracle.answer)
finally:
    pip_oracle.clean()
