"""The frame of the tests that ask pip's own reader and ours for the same requirement files; see differential.py."""

import importlib
import sys

import differential


def compare(module):
    """`module` names the file whose questions(random, count) are asked."""
    try:
        import pip
    except ImportError:
        sys.exit(differential.SKIPPED)
    if not pip.__version__.startswith("25.1"):
        print(f"pip {pip.__version__} is not the version whose answers are wanted")
        sys.exit(differential.SKIPPED)

    import requirements_oracle
    generator = importlib.import_module(module)
    differential.run("pip's reader of requirement files", generator.questions, requirements_oracle.answer)
