"""Command lines, PIP_* variables and pip.conf files: every option of `pip install`, spelled in all ways."""

from pip._internal.commands import commands_dict, create_command

SKIPPED = {"--help", "--no-use-pep517"}  # end the process, or depend on what is installed
WORDS = ["torch", "numpy<2", "-", "--", "blinker", ".", "a b", "", "x=y", "-x", "--nothing", "Flask[async]==2"]
VALUES = {"--no-binary": [":all:", "numpy", ":none:", "a,b", "-x", "Foo_Bar"], "--only-binary": [":all:", "torch", ":none:,x"],
          "--config-settings": ["a=b", "a", "k=v=w"], "--group": ["dev", "pyproject.toml:dev", "x/pyproject.toml:a", "x:y"],
          "--python-version": ["3", "310", "3.10", "3.10.4", "3.x", "1.2.3.4", ""], "--retries": ["3", "x", "0"],
          "--timeout": ["1.5", "60", "no"], "--resume-retries": ["1", "q"],
          "--exists-action": ["i", "x"], "--editable": [".", "pkg", "git+https://g.example/x#egg=x"]}
PLAIN = ["value", "https://i.example/simple", "a/b", "3.10", "-x", "--upgrade", "two words", "", "on", "warn", "eager"]
TRUTHS = ["1", "0", "true", "false", "yes", "no", "on", "off", "True", "t", "n", "2", "maybe", ""]
OPTIONS = [option for option in create_command("install").parser.option_list_all if not SKIPPED & set(option._long_opts)]


def value_of(random, option):
    if option.choices and random.random() < 0.9:
        return random.choice(option.choices)
    for name in option._long_opts:
        if name in VALUES:
            return random.choice(VALUES[name])
    return random.choice(PLAIN)


def spelled(random, option):
    """One option as words."""
    if option._short_opts and random.random() < 0.5:
        name = option._short_opts[0]
        if not option.takes_value():
            return [name * 1 if random.random() < 0.8 else "-" + "".join(random.choices("qvIU", k=2)) + name[1]]
        value = value_of(random, option)
        return [name + value] if random.random() < 0.4 else [name, value]
    name = random.choice(option._long_opts)
    if random.random() < 0.15:
        name = name[:random.randrange(4, len(name) + 1)]
    if not option.takes_value():
        return [name + "=1"] if random.random() < 0.02 else [name]
    value = value_of(random, option)
    return [name + "=" + value] if random.random() < 0.5 else [name, value]


def arguments(random):
    words = []
    for _ in range(random.choices([0, 1, 3, 6], [1, 4, 6, 4])[0]):
        if random.random() < 0.35:
            words.append(random.choices(WORDS, [8, 6, 1, 1, 6, 3, 1, 1, 1, 0.3, 0.3, 4])[0])
        else:
            words += spelled(random, random.choice(OPTIONS))
    if random.random() < 0.05:
        words.append("--isolated")
    return [word for word in words if "h" not in word[:3] or not word.startswith("-") or word.startswith("--")]


def setting(random, option, many):
    if option.takes_value():
        value = value_of(random, option)
        if option.action == "append" and random.random() < 0.4:
            value += random.choice([" ", "  ", many]) + value_of(random, option)
        return value
    if option.action == "count":
        return random.choice(["1", "2", "0", "yes", "x", "-1", "3"])
    return random.choices(TRUTHS, [6, 4, 4, 4, 3, 3, 2, 2, 2, 1, 1, 0.4, 0.4, 1])[0]


def variables(random):
    found, set_already = {}, set()
    for _ in range(random.choices([0, 1, 2, 4], [4, 4, 3, 1])[0]):
        option = random.choice(OPTIONS)
        name = random.choice(option._long_opts)[2:].replace("-", "_")
        if option.dest in set_already:
            continue  # which of two settings counts depends on the order in which the process got them
        set_already.add(option.dest)
        found["PIP_" + (name.upper() if random.random() < 0.9 else name)] = setting(random, option, "\n").replace("\0", "")
    if random.random() < 0.1:
        found["PIP_NOTHING"] = "1"
    return found


def configuration(random):
    lines = []
    for section in random.sample(["global", "install", "download", "DEFAULT"], k=random.choices([1, 2, 3], [6, 3, 1])[0]):
        lines.append(f"[{section}]" + random.choice(["", " ", "  # x"]) if random.random() < 0.98 else "[" + section)
        for option in random.sample(OPTIONS, k=random.choices([0, 1, 2, 4], [1, 5, 3, 1])[0]):
            name = random.choice(option._long_opts)[2:]
            name = random.choice([name, name, name, name.replace("-", "_"), name.upper(), "--" + name])
            value = setting(random, option, "\n    ")
            lines.append(name + random.choice([" = ", "=", ": ", " =\n    "]) + value)
            if random.random() < 0.1:
                lines.append(random.choice(["# note", "; note", "", "   ", "    more", "nonsense", " # in"]))
    return "\n".join(lines) + random.choice(["\n", "", "\r\n"])


def questions(random, count):
    for command in commands_dict:
        yield {"op": "pip_table", "command": command}
    for _ in range(count):
        config = {level: configuration(random) for level in ("global", "user", "site") if random.random() < 0.2}
        yield {"op": "pip_command", "args": arguments(random), "env": variables(random), "config": config}
