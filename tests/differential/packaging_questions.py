"""Questions about versions, requirements and tags: mostly valid, often odd, sometimes broken."""

BLANKS = ["", "", "", "", "", " ", "  ", "\t"]
ODD_BLANKS = ["\n", "\r", "\f", "\x1c", "\x85", "\u00a0", "\u2003", "\u3000", "\u200b", "\ufeff"]
SEPARATORS = ["", "", ".", "-", "_"]
PRE = ["a", "b", "c", "rc", "alpha", "beta", "pre", "preview"]
POST = ["post", "rev", "r"]
OPERATORS = ["==", "!=", "<=", ">=", "<", ">", "~=", "==="]
NAMES = ["torch", "numpy", "Flask", "ruamel.yaml", "zope_interface", "a", "A1", "x--y", "foo._bar", "typing_extensions",
         "3to2", "foo.", "foo-", "_foo", "foo_", "b.c-d_e"]
EXTRAS = ["gpu", "dev", "all", "Test", "a.b", "cu_12", "s-3", "_x", "x_", "x-", ""]


def number(random):
    return [
        lambda: str(random.randrange(4)), lambda: str(random.randrange(30)), lambda: "0", lambda: "1",
        lambda: "0" * random.randrange(1, 4) + str(random.randrange(12)), lambda: str(random.randrange(2000, 2030)),
        lambda: random.choice(["223", "224", "225", "255", "256", "65535", "65536", "9", "10", "99"]),
        lambda: str(random.choice([2**31, 2**32, 2**63, 2**64, 10**19, 10**18]) + random.randrange(-2, 3)),
        lambda: str(random.randrange(10**12, 10**30)) if random.random() < 0.5 else "20240101000000000000000000",
    ][random.choices(range(9), [30, 10, 12, 10, 3, 2, 2, 1, 1])[0]]()


def small_number(random):
    return str(random.choices([0, 1, 2, 3, 10], [4, 5, 4, 2, 1])[0])


def cased(random, text):
    return text if random.random() < 0.85 else "".join(random.choice([c.lower(), c.upper()]) for c in text)


def suffix(random, words, make):
    separator = random.choice(SEPARATORS)
    count = make(random) if random.random() < 0.85 else ""
    return separator + cased(random, random.choice(words)) + random.choice(["", "", "", "", ".", "-", "_"]) + count


def local(random):
    parts = random.choices(["cu124", "cpu", "1", "01", "abc", "ABC", "0", "dev", "18446744073709551616", "g1a2b3c", "a0"],
                           k=random.randrange(1, 4))
    return "+" + random.choice([".", "-", "_"]).join(parts)


def version(random, plain=False):
    """A version in any spelling; the plain ones lie close together, so that they meet in comparisons."""
    make = small_number if plain or random.random() < 0.6 else number
    text = ""
    if random.random() < 0.05:
        text += random.choice("vV")
    if random.random() < 0.06:
        text += make(random) + "!"
    text += ".".join(make(random) for _ in range(random.choices([1, 2, 3, 4, 7], [4, 8, 6, 1, 0.3])[0]))
    if random.random() < 0.15:
        text += ".0" * random.randrange(1, 4)
    if random.random() < 0.25:
        text += suffix(random, PRE, make)
    if random.random() < 0.18:
        text += random.choice(["-" + make(random), suffix(random, POST, make), ".post" + make(random)])
    if random.random() < 0.15:
        text += suffix(random, ["dev"], make)
    if random.random() < 0.15:
        text += local(random)
    return text


def damaged(random, text):
    """One small mistake: a character lost, doubled, exchanged or put in."""
    odd = random.choice(list(".-_+!*~=<>v0a ,;()[]'\"\\/@#é²١ſK—🎡\n\t\0") + ODD_BLANKS)
    at = random.randrange(len(text) + 1)
    kind = random.randrange(4)
    if kind == 0:
        return text[:at] + odd + text[at:]
    if kind == 1:
        return text[:at] + text[at + 1:]
    if kind == 2:
        return text[:at] + text[at:at + 1] * 2 + text[at + 1:]
    return text[:at] + odd + text[at + 1:]


def soup(random, pieces):
    """Pieces of the grammar in no order."""
    return "".join(random.choice(pieces) for _ in range(random.randrange(1, 9)))


VERSION_PIECES = ["1", "0", "2.0", ".", "-", "_", "+", "!", "a", "b", "rc", "c", "pre", "post", "r", "rev", "dev", "v", " ",
                  "alpha", "preview", "abc", "*", ".*", "10", "P", "RC", "e"]
SPECIFIER_PIECES = VERSION_PIECES + ["==", ">=", "~=", "<", "!=", "===", ",", "==1.", ">1.0", "~=1.2."]
MARKER_PIECES = ["python_version", "os_name", "extra", "sys.platform", '"3.9"', "'a b'", "==", "<", " in ", " not in ", "~=", " and ",
                 " or ", "(", ")", " ", '"extra"', "os_name=='posix'", "extra == 'x'", "python_version>'3'", "not", "\"'\"", "'\\'"]
REQUIREMENT_PIECES = ["a", "b-c", "[", "]", ",", "x", " ", "(", ")", "==1.0", ">=2", "~=1.1", "@", "http://h/p", ";", "\n", "\t",
                      "os_name=='posix'", "!=1.*", "===z", "-", ".", "_", "1", "<2,"]
WHEEL_PIECES = ["a", "1.0", "-", "-", "_", "py3", "none", "any", ".", "1", "cp310", "-py3-none-any.whl", ".whl", "a-1.0-", "+x", "__"]


def spaced(random, text):
    if random.random() < 0.08:
        text = random.choice(BLANKS + ODD_BLANKS) + text
    if random.random() < 0.08:
        text += random.choice(BLANKS + ODD_BLANKS)
    return text


def any_version(random):
    text = spaced(random, version(random))
    if random.random() < 0.06:
        text = damaged(random, text)
    if random.random() < 0.01:
        text = random.choice(["", " ", "v", "dev", "1..0", "1.0.", ".1", "1!", "!1", "1.0+", "1.0+a..b", "1.0a1b2", "latest",
                              "1.0-", "1.0--1", "1.0.*", "1.0post", "1.0-dev", "1-1-1", "9" * 4300, "9" * 4301, "1e5", "0x1"])
    return text


def clause(random, plain):
    operator = random.choices(OPERATORS, [7, 4, 4, 6, 4, 4, 5, 1])[0]
    text = version(random, plain)
    if operator in ("==", "!=") and random.random() < 0.4:
        text = ".".join(small_number(random) for _ in range(random.randrange(1, 4)))
        text = random.choice(["", "", "", "", "1!", "0!", "v"]) + text + ".*"
    elif operator not in ("==", "!=", "===") and random.random() < 0.93:
        text = text.split("+")[0]
        if operator == "~=" and "." not in text:
            text += ".1"
    if operator == "~=" and random.random() < 0.15:
        text = f"{small_number(random)}.{small_number(random)}" + suffix(random, PRE + POST, small_number)
        text += suffix(random, POST + ["dev"], small_number) if random.random() < 0.4 else ""
    if operator == "===" and random.random() < 0.4:
        text = random.choice(["foobar", "1.0.*", "", "=1.0", "1.0-CUSTOM", "latest!"])
    return operator + random.choice(BLANKS) + text


def specifiers(random, plain=False):
    clauses = [clause(random, plain) for _ in range(random.choices([0, 1, 2, 3, 4], [1, 12, 8, 3, 1])[0])]
    if clauses and random.random() < 0.1:
        clauses.append(random.choice(clauses))
    text = (random.choice(BLANKS) + "," + random.choice(BLANKS)).join(clauses)
    if random.random() < 0.04:
        text = random.choice([text + ",", "," + text, text + ",,", " " + text + "\n"])
    return damaged(random, text) if random.random() < 0.03 else text


def near(random, text):
    """A version that may lie at the edge of the specifier set."""
    found = [part.strip("=<>!~ \t").removesuffix(".*") for part in text.split(",") if part.strip()]
    if not found or random.random() < 0.35:
        return version(random, plain=True)
    base = random.choice(found)
    return base + random.choice(["", "", "", ".0", ".0.0", ".1", "a1", "rc1", ".post1", ".dev0", "+local", "+1", ".post1.dev1",
                                 ".1+cpu", "rc1+x", ".post0", "a0.dev0"])


VARIABLES = ["python_version", "python_full_version", "os_name", "sys_platform", "platform_machine",
             "platform_python_implementation", "platform_release", "platform_system", "platform_version",
             "implementation_name", "implementation_version", "extra", "os.name", "sys.platform", "platform.version",
             "platform.machine", "platform.python_implementation", "python_implementation"]
VALUES = ["3.8", "3.10", "3.10.0", "3.9.*", "3", "4", "linux", "win32", "Linux", "posix", "x86_64", "aarch64", "cpython",
          "CPython", "gpu", "GPU", "Dev_Test", "dev-test", "", " 3.10 ", "3.10 3.11", "linux,win32", "5.15.0", "5.15.0-generic",
          "2.7", "3.10.0rc1", "é", "3.10.12+local", "nt java", "3.10\\x2e1", "a\\\\b", "\\u0033.10", "x\\qy", "3.10.", "v3.10"]


def quoted(random, value):
    quote = random.choice("\"\"'")
    return quote + value + quote


def comparison(random):
    operator = random.choice(["==", "!=", "<", "<=", ">", ">=", "~=", "===", "in", "not in", "==", "<", ">=", "==", "not  in"])
    variable = random.choice(VARIABLES)
    if random.random() < 0.3:
        variable, operator = random.choice(["python_version", "python_full_version"]), random.choice(["<", ">=", "==", "!=", "~="])
        value = quoted(random, f"3.{random.randrange(6, 14)}" + random.choice(["", "", ".0", ".*", ".1"]))
    elif random.random() < 0.3:
        variable, operator, value = "extra", random.choice(["==", "!=", "==", "in"]), quoted(random, random.choice(EXTRAS))
    else:
        value = quoted(random, random.choice(VALUES))
    if random.random() < 0.04:
        value = random.choice(VARIABLES + ["extras", "dependency_groups"])
    sides = [variable, value]
    if random.random() < 0.2:
        sides.reverse()
    if random.random() < 0.02:
        sides[0] = quoted(random, random.choice(VALUES + VARIABLES))
    needs_space = operator[0].isalpha()
    space = lambda: random.choice([" ", " ", " ", "  ", "\t", "" if not needs_space else " "])
    return sides[0] + space() + operator + space() + sides[1]


def marker(random, depth=0):
    items = []
    for i in range(random.choices([1, 2, 3], [5, 3, 1])[0]):
        if i:
            items.append(random.choice(["and", "or"]))
        nested = depth < 4 and random.random() < 0.25
        items.append("(" + random.choice(BLANKS) + marker(random, depth + 1) + random.choice(BLANKS) + ")" if nested
                     else comparison(random))
    return random.choice([" ", " ", "  "]).join(items)


def environment(random):
    minor = random.choice([6, 8, 9, 10, 11, 12, 13])
    full = f"3.{minor}.{random.randrange(13)}" + random.choice(["", "", "", "", "rc1", "+", "b2+"])
    return {
        "implementation_name": random.choice(["cpython", "pypy"]),
        "implementation_version": full,
        "os_name": random.choice(["posix", "nt"]),
        "platform_machine": random.choice(["x86_64", "aarch64", "AMD64", ""]),
        "platform_release": random.choice(["5.15.0-91-generic", "6.1.0", "10", ""]),
        "platform_system": random.choice(["Linux", "Windows", "Darwin", ""]),
        "platform_version": random.choice(["#1 SMP", "10.0.19041", ""]),
        "python_full_version": full,
        "platform_python_implementation": random.choice(["CPython", "PyPy"]),
        "python_version": f"3.{minor}",
        "sys_platform": random.choice(["linux", "win32", "darwin"]),
        "extra": random.choice(["", "gpu", "dev-test", "Dev.Test", "s_3"]),
    }


def requirement(random):
    blank = lambda: random.choice(BLANKS)
    text = blank() + random.choice(NAMES) + blank()
    if random.random() < 0.3:
        extras = random.choices(EXTRAS[:7], k=random.randrange(4)) if random.random() < 0.9 else random.choices(EXTRAS, k=2)
        text += "[" + blank() + (blank() + "," + blank()).join(extras) + blank() + "]" + blank()
    if random.random() < 0.15:
        text += "@" + blank() + random.choice([
            "https://example.org/a-1.0.zip", "git+ssh://git@example.org/a.git@v1#egg=a", "file:///tmp/a b.whl", "./a;b.whl", "a",
            "https://u:p@example.org/a.whl#sha256=0a", "https://example.org/a.whl;python_version>'3'", ""])
        if random.random() < 0.4:
            text += " ; " + marker(random)
    else:
        inner = specifiers(random) if random.random() < 0.75 else ""
        text += "(" + blank() + inner + blank() + ")" if random.random() < 0.15 else inner
        if random.random() < 0.3:
            text += blank() + ";" + blank() + marker(random)
    text += random.choice(["", "", "", " ", "\n", "\t", "  # comment"]) if random.random() < 0.2 else ""
    return damaged(random, text) if random.random() < 0.1 else text


WHEEL_TAGS = ["py3-none-any", "py2.py3-none-any", "cp312-cp312-linux_x86_64", "cp39-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64",
              "cp310-cp310-win_amd64", "CP311-cp311-Linux_X86_64", "py3-none-any.any", "py3.-none-any", "pp310-pypy310_pp73-macosx_11_0_arm64",
              "cp312-none-", "--", "py3-none", "py3-none-any-x", "cp37.cp38-abi3.none-musllinux_1_1_x86_64.linux_i686"]


def wheel(random):
    name = random.choice(["torch", "Flask", "ruamel.yaml", "zope_interface", "a", "foo__bar", "foo.bar_baz", "", "naïve", "foo bar",
                          "foo+bar", "_x", "日本", "a—b"])
    text = name + "-" + (version(random).replace("-", "_") if random.random() < 0.95 else version(random))
    if random.random() < 0.3:
        text += "-" + random.choice(["1", "0", "01", "2local", "20240101", "1_cuda", "a1", "", "99999999999999999", "1.2", "1 x"])
    text += "-" + random.choice(WHEEL_TAGS) + random.choice([".whl"] * 12 + [".WHL", ".zip", "", ".whl "])
    return damaged(random, text) if random.random() < 0.08 else text


ARCHS = ["x86_64", "aarch64", "i686", "armv7l", "armv8l", "ppc64le", "ppc64", "s390x", "riscv64", "loongarch64", "armv6l", "mips64"]


def platform_question(random):
    glibc = random.choice([None, [2, random.randrange(0, 45)], [2, random.randrange(3, 45)], [3, random.randrange(4)], [2, 35], [2, 17]])
    musl = random.choice([None, None, [1, random.randrange(6)], [2, 1]])
    return {"op": "platforms", "arch": random.choice(ARCHS), "glibc": glibc, "musl": musl}


def tags_question(random):
    python = [3, random.randrange(0, 20)] if random.random() < 0.9 else [2, random.randrange(5, 8)]
    some = random.sample(["manylinux_2_35_x86_64", "manylinux2014_x86_64", "linux_x86_64", "Linux_AARCH64", "musllinux_1_2_x86_64", "any"],
                         random.randrange(1, 4))
    return {"op": "tags", "python": python, "platforms": some}


def question(random, op):
    if op == "version":
        return {"op": op, "v": any_version(random) if random.random() < 0.93 else soup(random, VERSION_PIECES)}
    if op == "compare":
        a = any_version(random) if random.random() < 0.5 else version(random, plain=True)
        b = near(random, a) if random.random() < 0.5 else version(random, plain=random.random() < 0.6)
        return {"op": op, "a": a, "b": b}
    if op == "contains":
        spec = specifiers(random, plain=random.random() < 0.7) if random.random() < 0.95 else soup(random, SPECIFIER_PIECES)
        v = near(random, spec)
        return {"op": op, "spec": spec, "v": v if random.random() < 0.98 else damaged(random, v), "pre": random.choice([True, False, None])}
    if op == "filter":
        spec = specifiers(random, plain=random.random() < 0.7)
        versions = [near(random, spec) for _ in range(random.randrange(8))]
        return {"op": op, "spec": spec, "versions": versions, "pre": random.choice([True, False, None, None])}
    if op == "requirement":
        return {"op": op, "r": requirement(random) if random.random() < 0.9 else soup(random, REQUIREMENT_PIECES)}
    if op == "marker":
        text = marker(random) if random.random() < 0.9 else soup(random, MARKER_PIECES)
        return {"op": op, "marker": damaged(random, text) if random.random() < 0.05 else text, "env": environment(random)}
    if op == "wheel":
        return {"op": op, "filename": wheel(random) if random.random() < 0.9 else soup(random, WHEEL_PIECES)}
    return platform_question(random) if op == "platforms" else tags_question(random)


WEIGHTS = {"version": 20, "compare": 16, "contains": 22, "filter": 8, "requirement": 16, "marker": 12, "wheel": 7, "platforms": 1, "tags": 0.5}


def questions(random, count):
    for op in random.choices(list(WEIGHTS), list(WEIGHTS.values()), k=count):
        yield question(random, op)
