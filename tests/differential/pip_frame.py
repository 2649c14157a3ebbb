"""The frame of the tests that ask real pip 25.1 and the resolver the same questions; see differential.py."""

import sys

import differential


def compare(module):
    """`module` names the file whose questions(random, count, python, platforms) are asked."""
    try:
        import pip
    except ImportError:
        sys.exit(differential.SKIPPED)
    if not pip.__version__.startswith("25.1"):
        print(f"pip {pip.__version__} is not the version whose answers are wanted")
        sys.exit(differential.SKIPPED)

    import importlib

    import pip_oracle
    generator = importlib.import_module(module)

    def questions(random, count):
        return generator.questions(random, count, pip_oracle.python_version(), pip_oracle.platforms())

    try:
        pip_oracle.warm_up()
        differential.run("pip", questions, pip_oracle.answer)
    finally:
        pip_oracle.clean()
