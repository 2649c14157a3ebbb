"""Random universes of wheels and random `pip install` commands on them."""

from pip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet

NAMES = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota-x", "kappa.y", "lambda_z", "mu"]
VERSIONS = ["0.1", "0.9", "1.0", "1.0.1", "1.1", "1.2", "1.10", "2.0", "2.1", "2.5.1", "3.0"]
ODD_VERSIONS = ["1.0rc1", "1.1a2", "2.0.dev3", "2.1b1", "1.0.post1", "2.0.post2", "1!0.5", "2022.4.1", "1.0.0", "3.0rc1", "3.1.dev0"]
LOCALS = ["+cu118", "+cu124", "+cpu", "+local.2"]
PURE = "py3-none-any"
MARKERS = [
    'python_version < "3.9"', 'python_version >= "3.8"', 'sys_platform == "win32"', 'sys_platform == "linux"',
    'platform_system == "Darwin"', 'python_full_version > "3.6"', 'implementation_name == "cpython"',
    'python_version in "3.11 3.12 3.13"', 'os_name == "posix" and python_version >= "3.10"',
    'platform_machine == "aarch64" or sys_platform == "linux"']
EXTRAS = ["fast", "Web_UI", "test.all"]


def spelled(random, name):
    return random.choice([name, name, name, name.upper(), name.replace("-", "_"), name.capitalize()])


def tags(random, python):
    here = "cp" + python.replace(".", "")
    other = "cp312" if here != "cp312" else "cp313"
    return random.choices([
        PURE, "py2.py3-none-any", f"{here}-{here}-manylinux_2_17_x86_64.manylinux2014_x86_64", f"{here}-{here}-linux_x86_64",
        f"cp38-abi3-manylinux_2_28_x86_64", f"{other}-{other}-manylinux_2_17_x86_64", f"{here}-{here}-win_amd64",
        f"py3-none-manylinux1_x86_64", f"{here}-none-any", f"{here}-{here}-manylinux_2_17_aarch64", "py2-none-any"],
        [24, 3, 3, 2, 2, 1, 1, 1, 1, 1, 1])[0]


class Universe:
    def __init__(self, random, python):
        self.random = random
        self.python = python
        count = random.choice([3, 4, 5, 6, 8, 10, 12])
        self.names = random.sample(NAMES, count)
        self.versions = {name: self.some_versions() for name in self.names}
        self.extras = {name: random.sample(EXTRAS, random.choice([0, 0, 1, 2])) for name in self.names}
        # Dense graphs contradict themselves more often; loose ones give long answers.
        self.density = random.choice([0.6, 1.2, 2.0, 2.8])
        self.tightness = random.random()

    def some_versions(self):
        random = self.random
        versions = random.sample(VERSIONS, random.randint(2, 9))
        if random.random() < 0.35:
            versions += random.sample(ODD_VERSIONS, random.randint(1, 3))
        if random.random() < 0.25:
            versions += [v + random.choice(LOCALS) for v in random.sample(versions, min(len(versions), 2)) if "+" not in v]
        if random.random() < 0.05:
            versions = [v for v in versions if any(s in v for s in ("rc", "a", "b", "dev"))] or ["1.0rc1", "1.1a2"]
        return list(dict.fromkeys(versions))

    def specifier(self, name, tight=None):
        """Mostly one that some release fulfils, so that a question does not end at its first requirement."""
        for _ in range(4):
            text = self.any_specifier(name, tight)
            if self.random.random() < 0.12:
                return text
            try:
                if any(True for _ in SpecifierSet(text).filter(self.versions.get(name) or VERSIONS)):
                    return text
            except InvalidSpecifier:
                return text
        return ""

    def any_specifier(self, name, tight):
        random = self.random
        known = self.versions.get(name) or VERSIONS
        version = random.choice(known) if random.random() < 0.85 else random.choice(VERSIONS + ODD_VERSIONS)
        public = version.split("+")[0]
        if random.random() > (self.tightness if tight is None else tight):
            return random.choice(["", "", f">={public}", f"!={public}", f">{public}"])
        kind = random.randrange(12)
        base = public.split("!")[-1]
        release = ".".join(base.replace("rc", ".").replace("a", ".").replace("b", ".").split(".")[:2])
        if kind == 0:
            return f"=={version}"
        if kind == 1:
            return f"=={public}"
        if kind == 2:
            return f"<{public}"
        if kind == 3:
            return f"<={public}"
        if kind == 4 and base.count(".") >= 1 and base[-1].isdigit():
            return f"~={public}"
        if kind == 5:
            return f"=={release.split('.')[0]}.*"
        if kind == 6:
            return f"==={version}"
        if kind == 7:
            return f"!={release.split('.')[0]}.*"
        if kind == 8:
            other = random.choice(known).split("+")[0]
            return f">={public},<{other}" if public != other else f">={public}"
        if kind == 9:
            return f">={public},!={random.choice(known).split('+')[0]}"
        return f"<{random.choice(['2', '3', '2.5', '4'])}"

    def requirement(self, name, marker=0.15, tight=None):
        random = self.random
        text = spelled(random, name)
        if random.random() < 0.2 and (self.extras.get(name) or random.random() < 0.1):
            extras = self.extras.get(name) or ["nothing"]
            text += "[" + ",".join(random.sample(extras, random.randint(1, len(extras)))) + "]"
        text += self.specifier(name, tight)
        if random.random() < marker:
            text += "; " + random.choice(MARKERS)
        return text

    def requirements_of(self, name):
        random = self.random
        out = []
        for _ in range(min(6, int(random.expovariate(1 / self.density)))):
            out.append(self.requirement(random.choice([n for n in self.names if n != name])))
        for extra in self.extras[name]:
            for _ in range(random.choice([0, 1, 1, 2])):
                target = random.choice(self.names)
                text = self.requirement(target, marker=0)
                if target == name and "[" not in text:
                    text = f"{name}[{random.choice(self.extras[name])}]"
                out.append(f'{text}; extra == "{extra}"' if random.random() < 0.8
                           else f'{text}; {random.choice(MARKERS)} and extra == "{extra}"')
        if random.random() < 0.02:
            out.append(f"unheard-of{random.choice(['', '>=1'])}")
        random.shuffle(out)
        return out

    def release(self, name, version):
        """One or more files with the same requirements."""
        random = self.random
        entry = {"requires_dist": self.requirements_of(name), "extras": list(self.extras[name]),
                 "requires_python": random.choice([""] * 14 + [">=3.8", ">=3.6,!=3.7.*", "<3", ">=3.99", "~=3.8"]),
                 "yanked": random.random() < 0.06}
        stem = name.replace("-", "_").replace(".", "_") + "-" + version
        files = []
        for _ in range(random.choices([1, 2, 3], [8, 2, 1])[0]):
            build = random.choice(["", "", "", "", "-1", "-2abc", "-10"]) if random.random() < 0.4 else ""
            files.append(dict(entry, filename=f"{stem}{build}-{tags(random, self.python)}.whl"))
        if random.random() < 0.05 and len(files) > 1:
            files[0]["yanked"] = not files[0]["yanked"]
        return files

    def index(self, share):
        random = self.random
        projects = {}
        for name in self.names:
            if random.random() > share:
                continue
            entries = {}
            for version in self.versions[name]:
                if random.random() > 0.92:
                    continue
                for entry in self.release(name, version):
                    entries[entry["filename"]] = entry
            entries = list(entries.values())
            random.shuffle(entries)
            projects[name] = entries
        return projects

    def installed(self):
        random = self.random
        out = []
        share = random.choice([0, 0, 0.3, 0.6, 0.9])
        for name in self.names:
            if random.random() < share:
                version = random.choice(self.versions[name]) if random.random() < 0.8 else random.choice(VERSIONS)
                requirements = self.requirements_of(name) if random.random() < 0.7 else []
                out.append({"name": spelled(random, name), "version": version, "requires_dist": requirements,
                            "extras": list(self.extras[name])})
        return out


def flags(random, universe):
    out = []
    if random.random() < 0.3:
        out.append(random.choice(["-U", "--upgrade"]))
        if random.random() < 0.6:
            strategy = random.choice(["eager", "only-if-needed"])
            out += random.choice([["--upgrade-strategy", strategy], [f"--upgrade-strategy={strategy}"]])
    for flag, chance in (("--ignore-installed", 0.12), ("--force-reinstall", 0.12), ("--no-deps", 0.1), ("--pre", 0.12),
                         ("--prefer-binary", 0.08), ("--ignore-requires-python", 0.08)):
        if random.random() < chance:
            out.append(flag)
    if random.random() < 0.06:
        out += ["--only-binary", random.choice([":all:", universe.names[0]])]
    if random.random() < 0.06:
        out += ["--no-binary", random.choice([universe.names[0], universe.names[-1]])]
    return out


def question(random, python, platforms):
    universe = Universe(random, python)
    indexes = {"main": universe.index(random.choice([0.8, 1, 1, 1]))}
    files = {}
    source = ["--index-url", "@main@"]
    if random.random() < 0.4:
        indexes["extra"] = universe.index(random.choice([0.3, 0.6, 1]))
        source += ["--extra-index-url", "@extra@"]
    if random.random() < 0.1:
        indexes["third"] = universe.index(0.5)
        source += ["--extra-index-url=@third@"]
    if random.random() < 0.05:
        source[1] = "@main@/"
    asked = random.sample(universe.names, random.randint(1, min(5, len(universe.names))))
    tight = random.choice([0.2, 0.5, 0.8])
    lines = [universe.requirement(name, marker=0.1, tight=tight) for name in asked]
    if random.random() < 0.08:
        lines.append(universe.requirement(random.choice(asked), marker=0, tight=tight))
    if random.random() < 0.03:
        lines.append("no-such-project")
    arguments = flags(random, universe)
    in_file = random.random()
    if in_file < 0.35:
        cut = random.randint(0, len(lines) - 1)
        head = source if random.random() < 0.7 else None
        text = "" if head else "\n".join(" ".join(source[i:i + 2]) if source[i].count("=") == 0 else source[i]
                                          for i in range(0, len(source), 2) if source[i].startswith("-")) + "\n"
        if not head and "third" in indexes:
            text = "--index-url @main@\n" + ("--extra-index-url @extra@\n" if "extra" in indexes else "") + "--extra-index-url @third@\n"
        files["requirements.txt"] = text + "\n".join(lines[cut:]) + "\n"
        lines = lines[:cut]
        arguments += (head or []) + ["-r", "requirements.txt"]
    else:
        arguments += source
    if random.random() < 0.3:
        bounds = []
        for name in random.sample(universe.names, random.randint(1, min(4, len(universe.names)))):
            bound = spelled(random, name) + universe.specifier(name, tight=0.8)
            if random.random() < 0.1:
                bound += "; " + random.choice(MARKERS)
            bounds.append(bound)
        files["constraints.txt"] = "\n".join(bounds) + "\n"
        arguments += random.choice([["-c", "constraints.txt"], ["--constraint", "constraints.txt"]])
    position = random.randint(0, 1)
    arguments = lines + arguments if position else arguments + lines
    return {"op": "pip", "python": python, "platforms": platforms, "indexes": indexes, "installed": universe.installed(),
            "files": files, "args": arguments}


def questions(random, count, python, platforms):
    for _ in range(count):
        yield question(random, python, platforms)
