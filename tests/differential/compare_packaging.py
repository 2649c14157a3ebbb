"""Compares versions, specifiers, markers, requirements, wheel names and tags with the `packaging` library."""

import sys

import differential

try:
    import packaging
except ImportError:
    sys.exit(differential.SKIPPED)

import packaging_oracle
import packaging_questions

if not packaging.__version__.startswith("25."):
    print(f"packaging {packaging.__version__} is not the version whose answers are wanted")
    sys.exit(differential.SKIPPED)
differential.run("packaging", packaging_questions.questions, packaging_oracle.answer)
