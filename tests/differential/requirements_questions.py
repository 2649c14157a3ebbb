"""Requirement files as people write them, and as nobody should: every option, odd blanks and line breaks, nesting."""

NAMES = ["torch", "numpy", "Flask", "ruamel.yaml", "zope_interface", "a", "x--y", "typing_extensions", "Über", "scipy"]
SPECIFIERS = ["", "", "==1.0", ">=1.2,<2", "~=1.4", "!=1.5.*", " == 2.5.1+cu124", "===1.0-weird", ">= 1 , < 2", "=1.0"]
MARKERS = ["", "", "", '; python_version < "3"', " ; sys_platform == 'linux'", ";extra=='x'", "; broken marker -x"]
EXTRAS = ["", "", "", "[gpu]", "[a,b]", "[ a , b ]", "[]"]
URLS = ["https://index.example/simple", "https://user:pw@index.example/cu124", "http://localhost:8080/", "file:///srv/wheels",
        "https://index.example/${TOKEN}/simple", "../wheels", "wheels", "./links", "sub", "", "https://i.example/a b", "~/x"]
VCS = ["git+https://git.example/a.git@v1#egg=a", "git+ssh://git@git.example/a/b.git", "hg+http://h.example/x#egg=x&subdirectory=y"]
BREAKS = ["\n"] * 60 + ["\r\n"] * 12 + ["\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\n\n", "\n \n"]
BLANKS = [" "] * 30 + ["  ", "   ", "\t", "\t ", " \t", "\u00a0", "\u3000", "\x1f", ""]
VARIABLES = ["TOKEN", "INDEX", "A", "_X1", "EMPTY", "UNSET", "LOOP", "WITH_BLANK", "OPTION"]
HASHES = ["sha256:" + "ab" * 32, "sha512:" + "0f" * 64, "sha384:00", "md5:aa", "sha256", "sha256:", "SHA256:aa", "sha256:a:b"]
FORMATS = [":all:", ":none:", "numpy", "numpy,scipy", ":all:,torch", ":all:,:none:,torch", "Foo.Bar,:none:,x_y", "", "-x", ",",
           "torch,:all:", ":none:,:all:,:none:", "a,,b"]
LONG = {"--index-url": "url", "--pypi-url": "url", "--extra-index-url": "url", "--find-links": "url", "--no-index": None,
        "--pre": None, "--prefer-binary": None, "--require-hashes": None, "--no-binary": "format", "--only-binary": "format",
        "--trusted-host": "host", "--use-feature": "feature", "--hash": "hash", "--global-option": "word",
        "--config-settings": "setting", "--editable": "editable", "--requirement": "file", "--constraint": "file"}
SHORT = {"-i": "url", "-f": "url", "-e": "editable", "-r": "file", "-c": "file", "-C": "setting"}
FILES = ["base.txt", "sub/more.txt", "sub/deep/x.txt", "constraints.txt", "odd name.txt"]
QUOTED = ["'", '"', "\\", "'\"'", '\\"', "''", '" "', "\\\\", "\\ ", "a'b'c"]


def quoted(random, value):
    kind = random.randrange(12)
    if kind == 0:
        return '"' + value + '"'
    if kind == 1:
        return "'" + value + "'"
    if kind == 2:
        return value.replace(" ", "\\ ")
    if kind == 3 and value:
        at = random.randrange(len(value) + 1)
        return value[:at] + random.choice(QUOTED) + value[at:]
    return value


def value_of(random, kind, here):
    if kind == "url":
        return random.choice(URLS)
    if kind == "format":
        return random.choice(FORMATS)
    if kind == "host":
        return random.choice(["index.example", "localhost:8080", "host:", "[::1]:80", "10.0.0.1", "::1"])
    if kind == "feature":
        return random.choice(["fast-deps", "truststore", "no-binary-enable-wheel-cache", "nothing", "fast"])
    if kind == "hash":
        return random.choices(HASHES, [20, 5, 3, 1, 1, 1, 1, 1])[0]
    if kind == "setting":
        return random.choice(["a=b", "--build-option=--x", "novalue", "=", "k=v=w"])
    if kind == "editable":
        return random.choice([".", "./pkg[dev]", "..", "git+https://git.example/a.git#egg=a", "", "pkg", "-e"])
    if kind == "file":
        return random.choice(FILES + ["missing.txt", here]) if random.random() < 0.15 else random.choice(FILES)
    return random.choice(["word", "--opt", "-x", "", "two words"])


def option(random, here, allowed=None):
    if random.random() < 0.3:
        name, kind = random.choice([item for item in SHORT.items() if allowed is None or item[1] in allowed] or [("-i", "url")])
        value = quoted(random, value_of(random, kind, here))
        return name + random.choices(["", " ", "=", "  ", "\t"], [5, 20, 1, 1, 1])[0] + value
    name, kind = random.choice([item for item in LONG.items() if allowed is None or item[1] in allowed])
    if random.random() < 0.12:
        name = name[:random.randrange(3, len(name) + 1)]
    if random.random() < 0.02:
        name += "x"
    if kind is None:
        return name + ("=1" if random.random() < 0.03 else "")
    value = quoted(random, value_of(random, kind, here))
    if random.random() < 0.03:
        return name
    return name + random.choices(["=", " ", "  ", " =", "= ", "\t"], [20, 20, 2, 1, 1, 1])[0] + value


def maybe_variable(random, text):
    if random.random() < 0.93 or not text:
        return text
    at = random.randrange(len(text) + 1)
    name = random.choice(VARIABLES)
    return text[:at] + random.choice(["${%s}", "${%s}", "${%s}", "$%s", "${ %s}", "${%s:-x}"]) % name + text[at:]


def requirement(random):
    kind = random.randrange(12)
    if kind == 0:
        return random.choice(VCS)
    if kind == 1:
        return random.choice(["./wheels/a-1.0-py3-none-any.whl", ".", "../up", "/abs/p.tar.gz", "https://x.example/a-1.0.zip#sha256=1"])
    if kind == 2:
        return random.choice(NAMES) + " @ " + random.choice(URLS)
    return random.choice(NAMES) + random.choice(EXTRAS) + random.choice(SPECIFIERS) + random.choice(MARKERS)


def line(random, here, plain):
    kind = random.choices(["requirement", "with options", "option", "several", "comment", "empty", "include", "noise"],
                          [30, 10, 20, 4, 6, 4, 6, 0 if plain else 2])[0]
    safe = {"url", "format", "host", None} if plain else None
    if kind == "requirement":
        text = requirement(random)
    elif kind == "with options":
        text = requirement(random) + "".join(
            random.choice(BLANKS) + option(random, here, {"hash", "setting", "word"} if plain or random.random() < 0.7 else None)
            for _ in range(random.randrange(1, 4)))
    elif kind == "option":
        text = option(random, here, safe)
    elif kind == "several":
        text = random.choice(BLANKS).join(option(random, here, safe) for _ in range(random.randrange(2, 4)))
    elif kind == "include":
        text = random.choice(["-r ", "-c ", "--requirement=", "--constraint ", "-r", "-c"]) + value_of(random, "file", here)
    elif kind == "comment":
        text = random.choice(["# note", "#", "#-r x", "# with \\", "#!x"])
    elif kind == "empty":
        text = random.choice(["", " ", "\\", "\t"])
    else:
        text = "".join(random.choice("ab -\\#\"'=;$@[]{}\t\u00a0,:/.") for _ in range(random.randrange(1, 14)))
    text = maybe_variable(random, text)
    if random.random() < 0.12:
        text += random.choice([" # note", "# no note", "  #", "\t# x", "\u00a0# y", " #\\"])
    if random.random() < 0.08:
        text = random.choice(BLANKS) + text
    if random.random() < 0.08:
        text += random.choice(BLANKS)
    if random.random() < 0.1 and text:
        for _ in range(random.randrange(1, 3)):
            at = random.randrange(len(text) + 1)
            text = text[:at] + "\\" * random.choices([1, 2, 3], [12, 1, 1])[0] + random.choice(["\n", "\n", "\n", "\r\n", "\n  "]) + text[at:]
    return text


def file(random, here, plain):
    text = "".join(line(random, here, plain) + random.choice(BREAKS if random.random() < 0.4 else ["\n"])
                   for _ in range(random.choices([0, 1, 3, 6, 12], [1, 6, 8, 6, 3])[0]))
    if random.random() < 0.1:
        text += random.choice(["\\", "last\\", "torch", "-r base.txt", "# end\\", " \\"])
    if random.random() < 0.06:
        text = "\ufeff" + text
    if random.random() < 0.06:
        text = "# -*- coding: %s -*-\n" % random.choice(["utf-8", "latin-1", "UTF8", "ascii", "nonsense", "cp1252", "iso-8859-15"]) + text
    return text


def questions(random, count):
    for _ in range(count):
        # Broken lines end pip, so most files have none; else little would be compared.
        plain = random.random() < 0.6
        entry = random.choice(["requirements.txt", "requirements.txt", "sub/entry.txt"])
        files = {path: file(random, path, plain) for path in FILES if random.random() < 0.95}
        files[entry] = file(random, entry, plain)
        if random.random() < 0.2:
            files["wheels/index.html"] = ""
        environment = {"TOKEN": "s3cret", "INDEX": "https://env.example", "A": "a", "_X1": "numpy", "EMPTY": "", "LOOP": "${A}${LOOP}",
                       "WITH_BLANK": " -i https://blank.example ", "OPTION": "--pre"}
        yield {"op": "requirements_file", "files": files, "entry": entry,
               "env": {name: value for name, value in environment.items() if random.random() < 0.8}}
