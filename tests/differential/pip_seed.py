"""Real pip 25.1 and the resolver on one long requirement file over stand-in wheels of the recorded snapshot."""

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
import pip_stand_ins

# What came out of it when it was written down; a change of the snapshot changes it.
EXPECTED = {"torch": "2.5.1", "numpy": "1.26.4", "scipy": "1.12.0", "accelerate": "0.34.2", "transformers": "4.49.0",
            "blinker": "1.9.0", "flask": "3.1.3", "runpod": "1.10.0", "opencv-python": "4.10.0.84"}


def answer(request):
    fields = pip_oracle.answer(request)
    found = {name: version for name, version, _ in fields.get("install", [])}
    print(f"pip installs {len(found)} distributions")
    for name, version in EXPECTED.items():
        if found.get(name) != version:
            print(f"pip chose {name} {found.get(name)}, not {version}: was the snapshot renewed?")
    return fields


try:
    pip_oracle.warm_up()
    differential.run("pip", pip_stand_ins.questions, answer)
finally:
    pip_oracle.clean()
