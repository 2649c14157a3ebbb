"""Compares the reading of requirement files with pip's own reader."""

import sys

import differential

try:
    import pip
except ImportError:
    sys.exit(differential.SKIPPED)

if not pip.__version__.startswith("25.1"):
    print(f"pip {pip.__version__} is not the version whose answers are wanted")
    sys.exit(differential.SKIPPED)

import requirements_oracle
import requirements_questions

differential.run("pip's reader of requirement files", requirements_questions.questions, requirements_oracle.answer)
