"""The recorded snapshot as stand-in wheels: every release of the default index for any platform, with its recorded
requirements, so that pip goes back over releases as it would on the real index."""

import pathlib
import re

import pip_oracle
from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
from pip._vendor.packaging.version import InvalidVersion, Version

TOP = pathlib.Path(__file__).resolve().parents[2]
REQUIREMENTS = TOP / "resources/examples/cuda-worker/requirements.txt"
NOT_RECORDED = {"python-magic"}


def numbers(text):
    for part in text.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def snapshot():
    """Project to entries of the probe's indexes; the text form is described in resources/index/README.md."""
    projects = {}
    for path in sorted((TOP / "resources/index").glob("?.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("@"):
                name, requirements, pythons = line[1:], [], []
                projects[name] = []
            elif line.startswith("+"):
                requirements.append(line[1:])
            elif line.startswith("<"):
                pythons.append(line[1:])
            elif line and not line.startswith("~"):
                version, *fields = line.split("\t")
                values = {field[0]: field[1:] for field in fields}
                if "i" in values:
                    continue
                entry = stand_in(name, version, [requirements[n] for n in numbers(values["r"])] if "r" in values else [],
                                 pythons[int(values["p"])] if "p" in values else "", "y" in values)
                if entry:
                    projects[name].append(entry)
    return projects


def stand_in(name, version, requires, python, yanked):
    try:
        version = str(Version(version))
        for text in requires:
            Requirement(text)
    except (InvalidVersion, InvalidRequirement):
        return None
    extras = list(dict.fromkeys(re.findall(r'extra == "([^"]+)"', " ".join(requires))))
    return {"filename": f"{name.replace('-', '_')}-{version}-py3-none-any.whl", "requires_dist": requires,
            "requires_python": python, "extras": extras, "yanked": yanked}


def reachable(projects, lines):
    """The projects that the lines can lead to when no extra is wanted but those that stand in some requirement."""
    wanted = set(re.findall(r"\[([\w.,-]+)\]", " ".join(lines)))
    extras = {extra for group in wanted for extra in group.split(",")}
    open_names = [re.match(r"[\w.-]+", line)[0].lower() for line in lines]
    found = {}
    while open_names:
        name = re.sub(r"[-_.]+", "-", open_names.pop())
        if name in found or name not in projects:
            continue
        found[name] = projects[name]
        for entry in projects[name]:
            for text in entry["requires_dist"]:
                extra = re.search(r'extra == "([^"]+)"', text)
                if not extra or extra[1] in extras:
                    open_names.append(re.match(r"[\w.-]+", text)[0].lower())
    return found


def questions(random, count):
    lines = [line.split(" #")[0].strip() for line in REQUIREMENTS.read_text().splitlines()]
    kept = [line for line in lines if line and not line.startswith("#")
            and re.match(r"[\w.-]+", line)[0].lower() not in NOT_RECORDED]
    yield {"op": "pip", "python": pip_oracle.python_version(), "platforms": pip_oracle.platforms(),
           "indexes": {"main": reachable(snapshot(), kept)}, "installed": [], "files": {"requirements.txt": "\n".join(kept) + "\n"},
           "args": ["--index-url", "@main@", "-r", "requirements.txt"]}
