"""Real pip runs the pip commands of whole Dockerfiles, as written and after the fixes, over stand-in wheels of the
recorded snapshot; what is installed then is what the audit says the image ends with.

A project's RUN instructions with pip in them run one after another in a fresh virtual environment. Its index addresses
become indexes on loopback, absolute paths become paths in a scratch folder. The stand-ins are pure wheels made for the
Python of the project's image: markers are evaluated and releases for other Pythons are left out beforehand, so the
Python that runs pip does not matter.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import time

import differential

try:
    import pip
except ImportError:
    sys.exit(differential.SKIPPED)

import fixed_builds_projects
import pip_index_server
import pip_oracle
import pip_stand_ins
from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
from pip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet
from pip._vendor.packaging.tags import compatible_tags, cpython_tags
from pip._vendor.packaging.utils import canonicalize_name, parse_wheel_filename
from pip._vendor.packaging.version import InvalidVersion, Version

WHEEL_INDEX = re.compile(r"https://download\.pytorch\.org/whl/(\w+)")
# The tools themselves: which version an image brings is no question of the fixes.
TOOLS = {"pip", "setuptools", "wheel"}
LINUX = [f"manylinux_2_{minor}_x86_64" for minor in range(40, 4, -1)] + ["manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64"]


class Snapshot:
    """The recorded releases as one Python sees them; a project is read when it is asked for."""

    def __init__(self, python):
        version = tuple(int(part) for part in python.split("."))
        self.python = python
        self.tags = set(cpython_tags(version, platforms=LINUX)) | set(compatible_tags(version, f"cp{version[0]}{version[1]}", LINUX))
        self.marker = {"python_version": python, "python_full_version": python + ".9", "sys_platform": "linux", "platform_system": "Linux",
                       "platform_machine": "x86_64", "os_name": "posix", "implementation_name": "cpython", "platform_python_implementation": "CPython",
                       "implementation_version": python + ".9", "platform_release": "", "platform_version": ""}
        self.lines = {}
        for path in sorted((pip_stand_ins.TOP / "resources/index").glob("?.txt")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.startswith("@"):
                    self.lines[line[1:]] = lines = []
                elif line:
                    lines.append(line)
        self.known = {}
        self.texts = {}

    def project(self, name):
        """Index to releases; none for a project that is not recorded."""
        if name not in self.known:
            self.known[name] = found = {}
            lines = self.lines.get(name, [])
            tables = [[line[1:] for line in lines if line[0] == kind] for kind in "+~<"]
            releases = [line for line in lines if line[0] not in "+~<"]
            for line in releases:
                index, entry = self.release(name, line, *tables)
                if entry:
                    entry["requires_dist"] += self.lower_bounds(line, releases, tables[0])
                    found.setdefault(index, []).append(entry)
        return self.known[name]

    def lower_bounds(self, line, releases, requirements):
        """What the audit takes a release to ask for of which names alone are recorded: at least what the newest release
        before it asks for whose bounds are."""
        def texts(release):
            numbers = [field[1:] for field in release.split("\t")[1:] if field[0] == "r"]
            return [requirements[n] for n in pip_stand_ins.numbers(numbers[0])] if numbers else []

        def version(release):
            try:
                return Version(release.split("\t")[0])
            except InvalidVersion:
                return None

        if "!n" not in line.split("\t"):
            return []
        own = {Requirement(text).name.lower() for text in texts(line)}
        older = [release for release in releases if "!n" not in release.split("\t") and texts(release) and version(release) is not None
                 and not version(release).is_prerelease and version(release) < version(line)]
        bounded = []
        for text in texts(max(older, key=version)) if older else []:
            requirement = Requirement(text)
            lowest = [f">={part.version}" for part in requirement.specifier if part.operator in (">=", "~=")]
            if lowest and requirement.name.lower() in own and "extra" not in text:
                marker = f" ; {requirement.marker}" if requirement.marker else ""
                bounded += self.evaluated(f"{requirement.name}{','.join(lowest)}{marker}", [])
        return bounded

    def release(self, name, line, requirements, files, pythons):
        version, *fields = line.split("\t")
        values = {field[0]: field[1:] for field in fields}
        recorded = [files[n].replace("*", version) for n in pip_stand_ins.numbers(values["f"])] if "f" in values else []
        texts = [requirements[n] for n in pip_stand_ins.numbers(values["r"])] if "r" in values else []
        entry = {"requires_dist": [], "extras": [], "yanked": "y" in values}
        try:
            entry["filename"] = f"{name.replace('-', '_')}-{Version(version)}-py3-none-any.whl"
            if "p" in values and not SpecifierSet(pythons[int(values["p"])]).contains(self.python + ".9"):
                return None, None
            for text in texts:
                entry["requires_dist"] += self.evaluated(text, entry["extras"])
        except (InvalidVersion, InvalidSpecifier, InvalidRequirement):
            return None, None
        if recorded and not any(self.serves(file) for file in recorded):
            return None, None
        return values.get("i", "main"), entry

    def serves(self, file):
        if not file.endswith(".whl"):
            return True
        try:
            return not self.tags.isdisjoint(parse_wheel_filename(file)[3])
        except ValueError:
            return False

    def evaluated(self, text, extras):
        """The requirement as this Python sees it: once, once for each extra that leads to it, or not at all."""
        if text not in self.texts:
            requirement = Requirement(text)
            marker, requirement.marker = requirement.marker, None
            if marker is None or marker.evaluate(self.marker | {"extra": ""}):
                self.texts[text] = [(str(requirement), None)]
            else:
                names = [extra for extra in dict.fromkeys(re.findall(r'extra == "([^"]+)"', text)) if marker.evaluate(self.marker | {"extra": extra})]
                self.texts[text] = [(f'{requirement} ; extra == "{extra}"', extra) for extra in names]
        for _, extra in self.texts[text]:
            if extra is not None and extra not in extras:
                extras.append(extra)
        return [line for line, _ in self.texts[text]]

    def page(self, index, name):
        """What an index lists for a project; an index of builds serves the other projects too."""
        project = self.project(name)
        return project.get(index) or project.get("main", [])


def instructions(text):
    """Keyword and arguments of every instruction; continued lines joined, comment lines left out."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for instruction in re.split(r"\n(?!\s*$)", re.sub(r"\\[ \t]*\n", " ", "\n".join(lines))):
        keyword, _, arguments = instruction.strip().partition(" ")
        if keyword:
            yield keyword.upper(), arguments.strip()


class Machine:
    """A folder that stands for the image: a virtual environment, the program names that lead to it, files."""

    def __init__(self, folder, server):
        self.folder = folder
        self.root = folder / "root"
        self.server = server
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
        self.site = next((folder / "venv/lib").glob("python3*/site-packages"))
        (folder / "bin").mkdir()
        python = folder / "venv/bin/python"
        run_pip = f'exec "{sys.executable}" -m pip --python "{python}" "$@"\n'
        for name in ("pip", "pip3"):
            self.program(name, run_pip)
        for name in ("python", "python3"):
            self.program(name, f'if [ "$1" = -m ] && [ "$2" = pip ]; then shift 2; {run_pip}fi\nexec "{python}" "$@"\n')
        (self.root / "tmp").mkdir(parents=True)

    def program(self, name, script):
        path = self.folder / "bin" / name
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def put(self, name, version):
        """What apt brings: one file of metadata and no list of files, as distutils wrote it."""
        (self.site / f"{name}-{version}.egg-info").write_text(pip_oracle.metadata_text(name, version, {}))

    def moved(self, text):
        text = WHEEL_INDEX.sub(lambda match: self.server.url(match[1]), text)
        return re.sub(r"(?<![\w/.])/(tmp|app|srv)\b", lambda match: f"{self.root}/{match[1]}", text)

    def build(self, project):
        """Whether every command succeeds."""
        workdir = self.root
        variables = {"PATH": f"{self.folder}/bin:/usr/bin:/bin", "HOME": str(self.folder), "PIP_INDEX_URL": self.server.url("main"),
                     "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INPUT": "1", "PIP_NO_CACHE_DIR": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "LANG": "C.UTF-8"}
        for keyword, arguments in instructions((project / "Dockerfile").read_text()):
            if keyword == "WORKDIR":
                workdir = pathlib.Path(self.moved(arguments))
                workdir.mkdir(parents=True, exist_ok=True)
            elif keyword == "ENV" and arguments.startswith("PIP_"):
                name, _, value = arguments.partition("=")
                variables[name] = self.moved(value)
            elif keyword == "COPY":
                *names, target = arguments.split()
                place = pathlib.Path(self.moved(target)) if target.startswith("/") else workdir / target
                for name in names:
                    if not (project / name).is_file():
                        continue
                    file = place / name if target.endswith(("/", ".")) else place
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_text(self.moved((project / name).read_text()))
            elif keyword == "RUN" and re.match(r"(pip|pip3|python|python3|echo) ", arguments):
                done = subprocess.run(["/bin/sh", "-c", self.moved(arguments)], cwd=workdir, env=variables, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, text=True, check=False)
                if done.returncode != 0:
                    return False, done.stdout[-800:]
        return True, ""

    def installed(self):
        """Name to every version that has metadata here."""
        found = {}
        for path in [*self.site.glob("*.dist-info"), *self.site.glob("*.egg-info")]:
            name, _, version = path.stem.rpartition("-")
            found.setdefault(canonicalize_name(name), set()).add(version)
        return found


def ask(program, *words):
    return subprocess.run([program, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


def predicted(program, project):
    """Whether the build goes through, the versions that it ends with, and names of which an unknown version was there
    before: whether metadata of it stays is said to be undetermined."""
    audit = json.loads(ask(program, "audit", project, "--no-fixes", "--no-config", "--format", "json").stdout)
    fails = any(install.get("failure") for install in audit["installs"])
    environment = audit["environments"][0]["distributions"] if audit["environments"] else []
    versions = {canonicalize_name(item["name"]): {item.get("version"), *item.get("stale_versions", [])} for item in environment}
    return not fails, versions, {decision["name"] for decision in audit["decisions"] if decision["decision"] == "undetermined"}


def compare(program, label, folder, project, server, present):
    machine = Machine(folder, server)
    for name, version in present.items():
        machine.put(name, version)
    succeeds, words = machine.build(project)
    expected_success, expected, undetermined = predicted(program, project)
    differences = []
    if succeeds != expected_success:
        differences.append(f"pip {'succeeds' if succeeds else 'fails'}, which was not predicted\n{words}")
    count = 0
    if succeeds and expected_success:
        installed = machine.installed()
        # What the audit does not know is no prediction, nor is what such a distribution may bring.
        open_names = {name for name, versions in expected.items() if None in versions}
        if open_names:
            open_names |= installed.keys() - expected.keys()
        for name in sorted((installed.keys() | expected.keys()) - TOOLS - open_names):
            count += 1
            has, wanted = installed.get(name), expected.get(name)
            if not (wanted <= has if name in undetermined and has and wanted else has == wanted):
                differences.append(f"{name}: pip has {has}, predicted is {wanted}")
    print(f"{label:36} {'builds, ' + str(count) + ' distributions compared' if succeeds else 'fails'}{'' if not differences else ', ' + str(len(differences)) + ' different'}")
    for difference in differences[:10]:
        print("    " + difference.replace("\n", "\n    "))
    return len(differences), succeeds


def built_with_and_without_fixes(program, name, description, server, scratch):
    """Differences of one project as written, after its fixes and with each of its variants; none where no fix was applied."""
    original, fixed = scratch / "original", scratch / "fixed"
    fixed_builds_projects.write(name, original)
    shutil.copytree(original, fixed)
    done = ask(program, "fix", fixed, "--no-config", *description.get("fix", ["--all-safe"]))
    if done.returncode != 0 or all((fixed / file.name).read_bytes() == file.read_bytes() for file in original.iterdir()):
        print(f"{name}: no fix was applied: {done.stdout}{done.stderr}")
        return None
    folders = {"fixed": fixed} if description.get("fixed_only") else {"as written": original, "fixed": fixed}
    for label, (old, new) in description.get("variants", {}).items():
        folders[label] = scratch / label.replace(" ", "-")
        fixed_builds_projects.write(name, folders[label])
        dockerfile = folders[label] / "Dockerfile"
        assert old in dockerfile.read_text(), old
        dockerfile.write_text(dockerfile.read_text().replace(old, new))
    different = 0
    for label, folder in folders.items():
        count, succeeds = compare(program, f"{name}, {label}", scratch / f"{folder.name}-image", folder, server, description.get("present", {}))
        different += count
        if not succeeds and label == "fixed":
            print(f"    the fixed build of {name} fails")
            different += 1
    return different


def main():
    parser = argparse.ArgumentParser(description="Compares environments of real pip with those that the audit predicts, before and after fixes.")
    parser.add_argument("--probe", required=True, help="the program pinwheel-probe; pinwheel lies beside it")
    parser.add_argument("--only", help="this project alone")
    arguments = parser.parse_args()
    program = pathlib.Path(arguments.probe).resolve().parent / "pinwheel"
    begin = time.monotonic()
    snapshots = {}
    different = 0
    changed = 0
    wheels = 0
    for name, description in fixed_builds_projects.PROJECTS.items():
        if arguments.only not in (None, name):
            continue
        python = description["python"]
        if python not in snapshots:
            snapshots[python] = Snapshot(python)
        server = pip_index_server.IndexServer(snapshots[python].page)
        scratch = pip_oracle.SCRATCH / name.replace(" ", "-")
        count = built_with_and_without_fixes(program, name, description, server, scratch)
        different += 1 if count is None else count
        changed += count is not None
        wheels += server.wheels_made
        server.close()
        shutil.rmtree(scratch)
    print(f"{changed} projects built before and after fixes, {wheels} stand-ins made, {different} differences, {time.monotonic() - begin:.1f} s")
    sys.exit(1 if different or not changed else 0)


try:
    main()
finally:
    pip_oracle.clean()
