"""Requirement files as tools and teams leave them: locked files with hashes, layers that include each other in circles
of folders, options scattered over files, variables in URLs, notes everywhere. requirements_questions.py mixes single
lines at random; here each file is of one kind, and mistakes are few and placed in otherwise good files."""

PACKAGES = ["aiohttp", "boto3", "Django", "jaraco.text", "my-lib", "my_lib2", "PyYAML", "zope.interface", "six", "torchvision"]
VERSIONS = ["0.1", "1.2.3", "2024.1.post1", "3.0rc1", "1!2.0", "2.5.1+cu124"]
MARKS = ["python_version >= '3.9'", 'sys_platform == "linux" and platform_machine != "arm64"', "extra == 'x' or os_name=='posix'"]


def digest(random, algorithm="sha256"):
    return f"{algorithm}:" + "".join(random.choice("0123456789abcdef") for _ in range({"sha256": 64, "sha384": 96, "sha512": 128}[algorithm]))


def pinned(random):
    extras = random.choice(["", "", "[security]", "[a,b]"])
    return f"{random.choice(PACKAGES)}{extras}=={random.choice(VERSIONS)}"


def locked(random):
    """As pip-compile --generate-hashes writes."""
    lines = ["#", "# This file is made by a tool", "#    do not edit", "#"]
    if random.random() < 0.5:
        lines += random.choice([["--index-url https://index.example/simple"], ["-i https://index.example/a", "--extra-index-url https://index.example/b"],
                                ["--no-index", "--find-links ./wheels"], ["--pre", "", "--trusted-host index.example"]]) + [""]
    for _ in range(random.randint(1, 8)):
        head = pinned(random)
        if random.random() < 0.3:
            head += random.choice([" ; ", "; ", ";"]) + random.choice(MARKS)
        hashes = [f"--hash={digest(random, random.choice(['sha256', 'sha256', 'sha512', 'sha384']))}" for _ in range(random.randint(1, 3))]
        indent = random.choice(["    ", "  ", "\t", " "])
        lines.append(head + " \\")
        lines += [indent + text + " \\" for text in hashes[:-1]] + [indent + hashes[-1]]
        if random.random() < 0.6:
            lines.append(indent + "# via " + random.choice(PACKAGES))
        if random.random() < 0.4:
            lines += [indent + "# via", indent + f"#   -r {random.choice(PACKAGES)}.in"]
    return lines


def loose(random):
    """As people write by hand, in groups with headings."""
    lines = []
    for _ in range(random.randint(1, 5)):
        lines += [random.choice(["# --- web ---", "## models", "#", ""]), ""]
        for _ in range(random.randint(1, 4)):
            name = random.choice(PACKAGES)
            lines.append(random.choice([
                name, f"{name}>=1,<2", f"{name} >= 1.0, != 1.5", f"{name}~=1.4.2  # keep", f"{name} ; {random.choice(MARKS)}",
                f"{name} @ https://files.example/{name}-1.0-py3-none-any.whl", f"{name} @ git+https://git.example/{name}@main",
                f"git+https://git.example/{name}.git@v1.0#egg={name}&subdirectory=py", f"https://files.example/{name}-1.0.tar.gz#sha256=00",
                f"-e git+ssh://git@git.example/{name}.git#egg={name}", f"{name}==1.0 --config-settings=key=value", f"  {name}==1.0",
                f"{name}==1.*", f"{name}[all]", f"# {name}==9", f"{name}==1.0# no note", f"{name} \\", "", f"./{name}", "."]))
    return lines


def settings(random):
    """Options alone, spread over lines or several in one."""
    words = ["--pre", "--prefer-binary", "--no-index", "--require-hashes", "--only-binary=:all:", "--only-binary numpy,scipy",
             "--no-binary :none:", "--no-binary=PyYAML", "--index-url=https://${USER_NAME}:${SECRET}@index.example/simple",
             "--extra-index-url https://index.example/${CHANNEL}", "--extra-index-url 'https://index.example/q'", "-f https://files.example/list.html",
             "--find-links=wheels", "-i https://index.example/${MISSING}/", "--trusted-host index.example:8080", "--use-feature=fast-deps"]
    chosen = random.sample(words, random.randint(1, 6))
    if random.random() < 0.2:
        return [" ".join(chosen)]
    if random.random() < 0.2:
        return [" \\\n  ".join(chosen)]
    return chosen


def mistaken(random):
    lines = random.choice([locked, loose, settings])(random)
    at = random.randint(0, len(lines))
    lines.insert(at, random.choice(["--no-such-option", "--index-url", "-r", "--hash=sha256:00", "pkg --hash=md5:00", "pkg --hash=sha256",
                                    "-q pkg", "pkg --pre", "--pre=1", "-e", "==1.0", "pkg == ", "a b c", "--only-binary", "\"pkg\"", "pkg; nonsense"]))
    return lines


FOLDERS = ["", "req/", "req/deep/", "deploy/"]


def relative(random, here, path):
    up = "../" * here.count("/")
    return random.choice(["", "./"]) + up + path if up else path


def tree(random):
    """Files that include each other, constraints among them; circles are allowed to arise now and then."""
    paths = [random.choice(FOLDERS) + name for name in random.sample(["base.txt", "dev.txt", "prod.txt", "test.txt", "pins.txt"], random.randint(2, 5))]
    files = {}
    for number, path in enumerate(paths):
        lines = random.choice([locked, loose, loose, settings])(random)
        later = paths[number + 1:] if random.random() < 0.95 else paths
        for other in random.sample(later, min(len(later), random.choice([0, 1, 2]))):
            option = random.choice(["-r ", "-r", "--requirement ", "--requirement=", "-c ", "--constraint ", "--constraint="])
            lines.insert(random.randint(0, len(lines)), option + relative(random, path, other))
        files[path] = lines
    return paths[0], files


def questions(random, count):
    for _ in range(count):
        if random.random() < 0.5:
            entry, files = tree(random)
        else:
            entry = "requirements.txt"
            files = {entry: random.choice([locked, loose, settings, mistaken])(random)}
        ending = random.choice(["\n"] * 6 + ["\r\n"])
        texts = {path: ending.join("\n".join(lines).split("\n")) + random.choice([ending, ending, ""]) for path, lines in files.items()}
        if random.random() < 0.05:
            texts[entry] = "\ufeff" + texts[entry]
        values = {"USER_NAME": "ci", "SECRET": "p%40ss", "CHANNEL": random.choice(["stable", "a b", "x#y", ""])}
        yield {"op": "requirements_file", "files": texts, "entry": entry,
               "env": {name: value for name, value in values.items() if random.random() < 0.8}}
