"""Universes built on purpose, each in one shape that real projects have: long chains, diamonds, extras that pull extras,
builds with local versions, requirements split by markers, releases that only exist withdrawn, early or as source.

pip_questions.py throws dice for every single thing; here the graph is laid out first and the dice choose its numbers, so
that pip has to walk far, go back far, or give up late.
"""

PURE = "py3-none-any"
SYLLABLES = ["ba", "co", "di", "fu", "ga", "ki", "lo", "mu", "ne", "pa", "ri", "su", "ta", "vo", "we", "zu"]
TRUE_HERE = ['python_version >= "3.9"', 'sys_platform == "linux"', 'os_name == "posix"', '"linux" in sys_platform',
             'platform_system != "Windows"', 'implementation_name == "cpython" and python_full_version >= "3.9.1"']
FALSE_HERE = ['python_version < "3.9"', 'sys_platform == "win32"', 'os_name == "nt"', 'platform_python_implementation == "PyPy"',
              '"win" in platform_system', 'python_version == "2.7" or sys_platform == "darwin"']


def distinct_names(random, count):
    names = set()
    while len(names) < count:
        stem = "".join(random.choice(SYLLABLES) for _ in range(random.choice([2, 2, 3])))
        names.add(stem + random.choice(["", "", "", "-core", "-x86", "2"]))
    return sorted(names, key=lambda _: random.random())


def spelled(random, name):
    return random.choice([name, name, name, name.replace("-", "_"), name.replace("-", "."), name.title()])


class Shape:
    """One universe with its question; the functions below fill it."""

    def __init__(self, random):
        self.random = random
        self.indexes = {"main": {}}
        self.installed = []
        self.lines = []
        self.constraints = []
        self.options = []
        self.in_file = random.random() < 0.5

    def release(self, name, version, requires=(), index="main", extras=(), source=False, python="", yanked=False, tag=PURE):
        stem = f"{name.replace('-', '_')}-{version}"
        entry = {"filename": stem + (".tar.gz" if source else f"-{tag}.whl"), "requires_dist": list(requires),
                 "extras": list(extras), "requires_python": python, "yanked": yanked}
        self.indexes.setdefault(index, {}).setdefault(name, []).append(entry)

    def present(self, name, version, requires=(), extras=()):
        self.installed.append({"name": name, "version": version, "requires_dist": list(requires), "extras": list(extras)})

    def question(self, python, platforms):
        random = self.random
        arguments = list(self.options)
        arguments += ["--index-url", "@main@"]
        for index in list(self.indexes)[1:]:
            arguments += ["--extra-index-url", f"@{index}@"]
        files = {}
        if self.constraints:
            files["bounds/c.txt"] = "# bounds\n" + "\n".join(self.constraints) + "\n"
            arguments += ["-c", "bounds/c.txt"]
        if self.in_file:
            files["r.txt"] = "\n".join(self.lines) + "\n"
            arguments += ["-r", "r.txt"]
        else:
            arguments = self.lines + arguments if random.random() < 0.5 else arguments + self.lines
        return {"op": "pip", "python": python, "platforms": platforms, "indexes": self.indexes, "installed": self.installed,
                "files": files, "args": arguments}


def numbered(count):
    return [f"{number}.0" for number in range(1, count + 1)]


def chain(shape):
    """Every project requires the next; somewhere deep the newest ones cannot go together."""
    random = shape.random
    length = random.choice([6, 12, 20, 30])
    names = distinct_names(random, length + 1)
    count = random.choice([2, 3, 4])
    loose = random.random()
    for place, name in enumerate(names[:-1]):
        following = names[place + 1]
        for version in numbered(count):
            bound = "" if random.random() < loose else random.choice([f">={version}", f"<={version}", f"=={version}", f"~={version}"])
            requires = [spelled(random, following) + bound]
            if random.random() < 0.15 and place + 3 < len(names):
                requires.append(random.choice(names[place + 2:]) + random.choice(["", "<3", ">1.0", "!=2.0"]))
            shape.release(name, version, requires)
    for version in numbered(count):
        # The end may turn back to the beginning.
        shape.release(names[-1], version, [names[0] + random.choice(["", ">=1"])] if random.random() < 0.3 else [])
    shape.lines = [names[0] + random.choice(["", "", f"<{count}", "==1.0"])]
    if random.random() < 0.5:
        shape.constraints.append(f"{random.choice(names[length // 2:])}{random.choice(['<2', '<=1.0', '!=' + str(count) + '.0'])}")
    if random.random() < 0.3:
        name = random.choice(names)
        shape.present(name, random.choice(numbered(count)))


def diamonds(shape):
    """Several projects over a common one, in layers; the common one's ranges overlap little or not at all."""
    random = shape.random
    layers = [distinct_names(random, 1 + random.randint(1, 3)) for _ in range(random.choice([2, 3, 4]))]
    layers = [[f"{name}-l{number}" for name in layer] for number, layer in enumerate(layers)]
    bottom = "ground"
    releases = random.choice([3, 5, 8])
    for version in numbered(12):
        shape.release(bottom, version)
    for number, layer in enumerate(layers):
        below = layers[number + 1] if number + 1 < len(layers) else [bottom]
        for name in layer:
            shift = random.randint(-2, 2)
            for place, version in enumerate(numbered(releases)):
                requires = []
                for target in random.sample(below, random.randint(1, len(below))):
                    top = (12 if target == bottom else releases)
                    middle = min(max(1, place + 1 + shift), top)
                    width = random.choice([0, 1, 3])
                    requires.append(f"{target}>={max(1, middle - width)},<={middle + random.choice([0, width])}")
                if random.random() < 0.25:
                    requires.append(f"{bottom}{random.choice(['<', '>=', '!='])}{random.randint(1, 11)}")
                shape.release(name, version, requires)
    shape.lines = [spelled(random, name) for name in layers[0]]
    if random.random() < 0.4:
        shape.lines.append(bottom + random.choice(["<5", ">6", "==4.0", ""]))
    if random.random() < 0.4:
        shape.present(bottom, f"{random.randint(1, 12)}.0")
    if random.random() < 0.3:
        shape.options += random.choice([["-U"], ["-U", "--upgrade-strategy", "eager"], ["--force-reinstall"]])


def extras(shape):
    """Extras that pull extras of others and of the project itself, some only in some releases."""
    random = shape.random
    names = distinct_names(random, random.choice([3, 4, 6]))
    words = ["all", "Dev", "db_pool", "http.2"]
    for place, name in enumerate(names):
        for version in numbered(random.choice([1, 2, 4])):
            offered = random.sample(words, random.randint(1, 4))
            requires = []
            for extra in offered:
                for _ in range(random.choice([1, 1, 2])):
                    target = random.choice(names)
                    wanted = random.sample(words, random.choice([0, 1, 1, 2]))
                    if target == name and not wanted:
                        continue
                    text = spelled(random, target) + (f"[{','.join(wanted)}]" if wanted else "")
                    text += random.choice(["", "", "", ">=1", "<3", f"=={version}"]) if target != name else ""
                    marker = f'extra == "{random.choice([extra, extra.lower(), extra.replace("_", "-")])}"'
                    if random.random() < 0.2:
                        marker = f"({random.choice(TRUE_HERE + FALSE_HERE)}) and {marker}"
                    requires.append(f"{text}; {marker}")
            if place + 1 < len(names) and random.random() < 0.5:
                requires.append(names[place + 1])
            shape.release(name, version, requires, extras=offered)
    shape.lines = []
    for name in random.sample(names, random.choice([1, 1, 2])):
        wanted = random.sample(words, random.randint(1, 3))
        shape.lines.append(f"{name}[{', '.join(wanted)}]{random.choice(['', '', '<3', '>=2'])}")
    if random.random() < 0.3:
        shape.lines.append(f"{random.choice(names)}[nobody]")
    if random.random() < 0.4:
        shape.constraints.append(f"{random.choice(names)}{random.choice(['<2', '>=2', '==1.0'])}")
    for name in names:
        if random.random() < 0.25:
            shape.present(name, "1.0", [f'{random.choice(names)}; extra == "all"'], ["all"])


def builds(shape):
    """One project as several builds on several indexes, with parts that pin it, as torch and its companions are."""
    random = shape.random
    versions = ["2.0.0", "2.1.0", "2.1.1", "2.2.0"]
    marks = ["+cu118", "+cu124", "+cpu"]
    for version in versions:
        if random.random() < 0.85:
            shape.release("engine", version, ["parts-a<3"] if random.random() < 0.5 else [])
        for mark in marks:
            if random.random() < 0.7:
                shape.release("engine", version + mark, [], index=mark[1:])
        for companion in ("engine-vision", "engine-audio"):
            number = version.replace("2.", "0.", 1)
            shape.release(companion, number, [f"engine=={version}"] if random.random() < 0.9 else ["engine"])
            for mark in marks:
                if random.random() < 0.5:
                    exact = random.random() < 0.5
                    shape.release(companion, number + mark, [f"engine=={version}{mark if exact else ''}"], index=mark[1:])
    for version in numbered(4):
        shape.release("parts-a", version, random.choice([[], ["engine>=2.1"], ["engine<2.2"]]))
    kept = ["main"] + random.sample(["cu118", "cu124", "cpu"], random.choice([1, 1, 2]))
    shape.indexes = {index: shape.indexes.get(index, {}) for index in kept}
    version = random.choice(versions)
    mark = random.choice(marks)
    shape.lines = random.sample([f"engine{random.choice(['', '==' + version, '==' + version + mark, '>=2.1', '<2.2', '~=2.1.0'])}",
                                 "engine-vision", f"engine-audio{random.choice(['', '<0.2'])}", "parts-a"], random.randint(1, 3))
    if random.random() < 0.5:
        shape.constraints.append(f"engine{random.choice(['==' + version + mark, '==' + version, '===' + version + mark, '!=' + version, '<=' + version])}")
    if random.random() < 0.5:
        shape.present("engine", version + random.choice(["", mark]))
    if random.random() < 0.4:
        shape.options.append(random.choice(["-U", "--ignore-installed", "--force-reinstall", "--pre"]))


def alone(shape):
    """--no-deps over a whole list, as frozen files are installed."""
    random = shape.random
    names = distinct_names(random, random.choice([4, 8, 16]))
    for place, name in enumerate(names):
        for version in numbered(3):
            shape.release(name, version, [f"{other}{random.choice(['==', '>=', '<'])}{random.randint(1, 3)}.0"
                                          for other in random.sample(names, 2) if other != name])
        if random.random() < 0.4:
            shape.present(name, random.choice(numbered(4)), [f"{random.choice(names)}==9"])
    shape.options = ["--no-deps"] + random.choice([[], [], ["-U"], ["-I"], ["--force-reinstall"]])
    shape.lines = [f"{spelled(random, name)}{random.choice(['', '==1.0', '==2.0', '==3.0', '>=2', '<3', '===2.0'])}"
                   for name in random.sample(names, random.randint(1, len(names)))]
    shape.in_file = random.random() < 0.8
    if random.random() < 0.4:
        shape.constraints = [f"{name}<3" for name in random.sample(names, 2)]


def split(shape):
    """The same requirement twice with markers of which one holds, at the command and in metadata."""
    random = shape.random
    names = distinct_names(random, 4)
    for name in names[1:]:
        for version in numbered(5):
            shape.release(name, version, [], python=random.choice(["", "", "", ">=3.8", ">=3.99", "<3.9", "~=3.9"]))
    for version in numbered(3):
        requires = []
        for name in names[1:]:
            cut = random.randint(2, 5)
            yes, no = random.choice(TRUE_HERE), random.choice(FALSE_HERE)
            requires += random.choice([
                [f"{name}<{cut}; {yes}", f"{name}>={cut}; {no}"], [f"{name}<{cut}; {no}", f"{name}>={cut}; {yes}"],
                [f"{name}; ({yes}) and ({no})"], [f"{name}!={cut}; ({no}) or ({yes})"], [f"{name} (<{cut}); {yes}"]])
        random.shuffle(requires)
        shape.release(names[0], version, requires)
    shape.lines = [names[0]]
    for name in random.sample(names[1:], random.choice([0, 1, 2])):
        yes, no = random.choice(TRUE_HERE), random.choice(FALSE_HERE)
        shape.lines += [f"{name}>={random.randint(1, 3)}; {yes}", f"{name}==1.0 ; {no}"]
    for name in random.sample(names[1:], random.choice([0, 1, 2])):
        shape.constraints += [f"{name}<{random.randint(1, 5)}; {random.choice(TRUE_HERE + FALSE_HERE)}"]
    if random.random() < 0.2:
        shape.options.append("--ignore-requires-python")


def sources(shape):
    """Releases that exist as source alone beside older or newer wheels; most commands forbid or shun sources."""
    random = shape.random
    names = distinct_names(random, random.choice([2, 3, 4]))
    for place, name in enumerate(names):
        requires = [f"{names[place + 1]}{random.choice(['', '>=2', '<4'])}"] if place + 1 < len(names) else []
        for version in numbered(random.choice([2, 3, 5])):
            kind = random.choice(["wheel", "wheel", "source", "both", "foreign"])
            if kind in ("wheel", "both"):
                shape.release(name, version, requires)
            if kind in ("source", "both", "foreign"):
                shape.release(name, version, requires, source=True)
            if kind == "foreign":
                shape.release(name, version, requires, tag="cp27-cp27m-win_amd64")
    shape.lines = [name + random.choice(["", "", ">=2", "<3", "==1.0"]) for name in random.sample(names, random.randint(1, 2))]
    shape.options = random.choice([
        ["--only-binary", ":all:"], ["--only-binary=:all:"], ["--only-binary", ":all:", "--no-binary", random.choice(names)],
        ["--prefer-binary"], ["--prefer-binary"], ["--no-binary", random.choice(names)], ["--only-binary", ",".join(names)],
        ["--only-binary", ":all:", "--only-binary", ":none:"], []])
    if random.random() < 0.3:
        shape.present(random.choice(names), "1.0")


def withdrawn(shape):
    """Projects of which every release, or every wanted one, is yanked or a pre-release."""
    random = shape.random
    names = distinct_names(random, random.choice([2, 3, 5]))
    early = ["1.0a1", "1.0b2", "1.0rc1", "2.0.dev1", "2.0a1.dev3", "2.0rc2.post1", "3.0b1"]
    for place, name in enumerate(names):
        kind = random.choice(["yanked", "early", "both", "mixed", "newest-early", "newest-yanked"])
        versions = {"yanked": numbered(3), "early": random.sample(early, 3), "both": random.sample(early, 3),
                    "mixed": numbered(2) + random.sample(early, 2), "newest-early": numbered(2) + ["4.0rc1"],
                    "newest-yanked": numbered(3)}[kind]
        for version in versions:
            yanked = kind in ("yanked", "both") or (kind == "newest-yanked" and version == "3.0") or (kind == "mixed" and random.random() < 0.5)
            requires = []
            if place + 1 < len(names):
                target = names[place + 1]
                requires = [target + random.choice(["", "", ">=1.0a0", "==1.0rc1", ">=2", "==3.0", "<4", "!=1.0", ">0.dev0"])]
            shape.release(name, version, requires, yanked=yanked)
    shape.lines = [name + random.choice(["", "", ">=1.0", "==3.0", "===3.0", ">=1.0a1", "==1.0", "==2.*", "<=2.0", "~=1.0", "==1.0rc1"])
                   for name in random.sample(names, random.randint(1, 2))]
    if random.random() < 0.25:
        shape.options.append("--pre")
    if random.random() < 0.3:
        shape.constraints.append(random.choice(names) + random.choice(["==3.0", ">=1.0b0", "<2", "==1.0rc1"]))
    for name in names:
        if random.random() < 0.2:
            shape.present(name, random.choice(["1.0", "1.0a1", "3.0", "0.5"]))


def settled(shape):
    """A grown environment, partly contradictory already, into which one more thing is installed."""
    random = shape.random
    names = distinct_names(random, random.choice([6, 10, 15]))
    for place, name in enumerate(names):
        below = names[place + 1:]
        for version in numbered(4):
            requires = [f"{other}{random.choice(['', '>=', '<=', '<', '=='])}" for other in random.sample(below, min(len(below), random.choice([0, 1, 2])))]
            requires = [text + f"{random.randint(1, 4)}.0" if text[-1] in "=<>" else text for text in requires]
            shape.release(name, version, requires)
            if version == "2.0" and random.random() < 0.7 or version == "3.0" and random.random() < 0.15:
                if not any(entry["name"] == name for entry in shape.installed):
                    shape.present(name, version, requires)
    shape.lines = [name + random.choice(["", ">=3", "<3", "==4.0", "!=2.0"]) for name in random.sample(names, random.randint(1, 3))]
    shape.options = random.choice([[], [], ["-U"], ["--upgrade", "--upgrade-strategy=eager"], ["-I"], ["--force-reinstall"],
                                   ["-U", "--no-deps"], ["--force-reinstall", "--upgrade-strategy", "eager", "-U"]])
    if random.random() < 0.4:
        shape.constraints = [f"{name}{random.choice(['<=2.0', '==2.0', '<4', '>=2'])}" for name in random.sample(names, 3)]


def hopeless(shape):
    """No answer, seen only after much of the search."""
    random = shape.random
    names = distinct_names(random, random.choice([3, 4, 5]))
    count = random.choice([3, 4, 6])
    for place, name in enumerate(names):
        for number in range(1, count + 1):
            target = names[(place + 1) % len(names)]
            requires = [f"{target}=={(number + random.choice([0, 1])) % count + 1}.0"]
            if random.random() < 0.3:
                requires.append(f"{random.choice([n for n in names if n != name])}<{random.randint(1, count)}")
            shape.release(name, f"{number}.0", requires)
    shape.lines = random.sample(names, random.randint(2, len(names)))


SHAPES = [chain, diamonds, extras, builds, alone, split, sources, withdrawn, settled, hopeless]


def questions(random, count, python, platforms):
    for number in range(count):
        shape = Shape(random)
        SHAPES[number % len(SHAPES)](shape)
        for projects in shape.indexes.values():
            for entries in projects.values():
                random.shuffle(entries)
        yield shape.question(python, platforms)
