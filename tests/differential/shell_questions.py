"""Random scripts of POSIX sh for the probe's `shell` operation.

They use what a Dockerfile's RUN text uses and more: quoting, field splitting, every parameter expansion, arithmetic,
substitutions, lists, pipes, loops, case, functions, heredocs, redirections that are read back, subshells, eval, set,
getopts, trap, dot scripts. What a script does depends on nothing but its text and its environment: no pathname
patterns against files, no background jobs, at most one side of a pipe that runs external commands (or one that reads
its input to the end first).
"""

COMMANDS = ["pip", "python3", "apt-get", "foo", "bar", "uv", "conda", "curl", "sh", "env", "sudo"]
NAMES = ["A", "B", "C", "V", "L", "E"]
WORDS = ["torch", "numpy", "a", "b", "x.y", "1.26", "--no-cache-dir", "-r", "req.txt", "torch==2.5.1", "k=v", "/opt/x",
         "a/b/c.tar.gz", "install", "if", "done", "{}", "%s", "a#b", "=", "!", "-n", "é"]
TEXTS = ["a b", "  lead", "trail  ", "a  b\tc", "x:y::z", "", "one", "2.5.1", "/usr/lib/lib.so.1", "a'b", 'q"r', "$A",
         "back\\slash", "n\\n", "~", "#c", "a;b", "é ü", ":", "a:b", "10", "-n"]
PATTERNS = ["*", "?*", "*.*", "a*", "*b", "[a-z]*", "[!a]*", "*/", "/*", "o?e", "'*'", "\\*", "a|b", "[0-9]*", "*:", "${A}", "\"$B\"", "one",
            "[[:alpha:]]*", "x[.:]y*"]


class Script:
    def __init__(self, random):
        self.random = random
        self.files = []
        self.functions = []
        self.counter = 0
        self.in_function = False
        self.loops = 0

    def pick(self, items):
        return self.random.choice(items)

    def chance(self, probability):
        return self.random.random() < probability

    def fresh(self, prefix):
        self.counter += 1
        return f"{prefix}{self.counter}"

    # Words

    def double_inner(self, depth):
        parts = []
        for _ in range(self.random.randint(0, 3)):
            kind = self.random.randint(0, 7)
            if kind <= 1:
                parts.append(self.pick(["a", " ", "b c", "\\$", "\\\"", "\\\\", "'", "\\n", "x=", "#", "\\a", ";", "{", "}", "~"]))
            else:
                parts.append(self.expansion(depth + 1, quoted=True))
        return "".join(parts)

    def expansion(self, depth, quoted=False):
        name = self.pick(NAMES + ["1", "2", "U"])
        kind = self.random.randint(0, 16)
        if kind <= 3 or depth > 2:
            return self.pick([f"${{{name}}}", f"${name}"]) if name != "1" else "$1"
        if kind == 4:
            operator = self.pick([":-", "-", ":+", "+"])
            return f"${{{name}{operator}{self.operand(depth, quoted)}}}"
        if kind == 5:
            name = self.pick(["V", "E", "U"])
            return f"${{{name}{self.pick([':=', '='])}{self.operand(depth, quoted)}}}"
        if kind <= 8:
            operator = self.pick(["#", "##", "%", "%%"])
            pattern = self.pick(["*", "?", "*/", "/*", "*.", ".*", "a", "*:", ":*", "[a-z]", "\"$B\"", "'*'", "$B", "\\*", "${A}", "*[0-9]"])
            return f"${{{name}{operator}{pattern}}}"
        if kind == 9:
            return f"${{#{self.pick(NAMES)}}}"
        if kind == 10:
            return self.pick(["$#", "$?", "${#}", "$#"])
        if kind == 11:
            return self.pick(["$*", "$@", "${*}", "${@}"])
        if kind <= 13:
            return f"$(({self.arithmetic(0)}))"
        if kind == 14:
            return f"$({self.printer(depth + 1)})"
        if kind == 15 and not quoted:
            return f"`{self.pick(['echo ', 'printf %s ']) + self.pick(['a', '$A', '\\$A', '\"b c\"'])}`"
        return f"$({self.pick(['echo', 'printf %s'])} {self.word(depth + 1)})"

    def operand(self, depth, quoted):
        if quoted:
            return self.pick(["", "x", "x y", "$A", "a\\}b", "${B}", "$(echo q  r)", "\"z  z\""])
        return self.pick(["", "x", "x y", "'x y'", "\"$A\"", "$A", "a\\ b", "${B:-c  d}", "$(echo q  r)", "x\"y z\"w", "\"$@\""])

    def arithmetic(self, depth):
        kind = self.random.randint(0, 9)
        if depth > 2 or kind <= 2:
            return self.pick(["1", "2", "7", "0", "10", "0x1f", "017", "N", "$N", "M", "(3)", "-4"])
        left, right = self.arithmetic(depth + 1), self.arithmetic(depth + 1)
        if kind <= 6:
            return f"{left} {self.pick(['+', '-', '*', '<', '>', '<=', '>=', '==', '!=', '&', '|', '^', '<<', '&&', '||'])} {right}" if kind < 6 else f"({left} {self.pick(['+', '-', '*'])} {right})"
        if kind == 7:
            return f"({left} {self.pick(['/', '%'])} {self.pick(['3', '7', '-2'])})"
        if kind == 8:
            return f"{self.pick(['!', '~', '-'])}({left})"
        return self.pick([f"({left} ? {right} : 5)", f"(N = {left})", f"(M += {left})"])

    def printer(self, depth):
        return self.pick([
            f"echo {self.words(depth, 3)}",
            f"printf '%s,' {self.words(depth, 3)}",
            f"printf '%s-%s\\n' {self.words(depth, 3)}",
            f"printf '%03d|%x|%5s|%-4s|%c' {self.random.randint(0, 99)} {self.random.randint(0, 99)} ab cd efg",
            f"printf '%b' 'a\\tb\\n'",
            f"echo '{self.pick(['a\\tb', 'x\\\\y', 'n\\nm', 'c\\cd', 'o\\0101'])}'",
            f"echo -n {self.word(depth)}; echo {self.word(depth)}",
            "echo; echo; echo a; echo",
            "(echo sub)",
            "foo quiet",
            "true",
        ])

    def word(self, depth=0):
        kind = self.random.randint(0, 11)
        if kind <= 2:
            return self.pick(WORDS)
        if kind == 3:
            text = self.pick(TEXTS).replace("'", "")
            return f"'{text}'"
        if kind <= 6:
            return f'"{self.double_inner(depth)}"'
        if kind <= 8:
            return self.expansion(depth)
        if kind == 9:
            return self.pick(["\\a", "\\ ", "a\\ b", "\\$A", "\\\\", "''", '""', "a''b", "\\'", "a\\\nb", "x\\;y", "~", "~/x", "$", "a$", "'a'\"b\"c", "\"$@\"", "pre\"$@\"post", "\"$*\""])
        return self.pick(["p", "x=", "", "a/"]) + self.expansion(depth) + self.pick(["", "s", "'q r'", '"$A"', "$B"])

    def words(self, depth=0, most=4):
        return " ".join(self.word(depth) for _ in range(self.random.randint(0, most)))

    # Commands

    def external(self):
        prefix = f"{self.pick(NAMES)}={self.word(1)} " if self.chance(0.08) else ""
        redirect = self.pick([" > /dev/null", " 2>&1", " >/dev/null 2>&1", " 2>/dev/null"]) if self.chance(0.1) else ""
        return f"{prefix}{self.pick(COMMANDS)} {self.words()}{redirect}"

    def condition(self):
        kind = self.random.randint(0, 9)
        test = self.pick([
            f'[ "{self.double_inner(1)}" {self.pick(["=", "!="])} "{self.double_inner(1)}" ]',
            f'test {self.pick(["-n", "-z"])} "{self.double_inner(1)}"',
            f"[ {self.random.randint(0, 4)} {self.pick(['-eq', '-ne', '-lt', '-gt', '-le', '-ge'])} $N ]",
            f'[ "$A" = "$B" {self.pick(["-a", "-o"])} -n "$E" ]',
            f'[ ! "$E" ]', f'[ ! -z "$A" ]', '[ "$#" -gt 1 ]', 'test "$V"', "[ ]", f'[ \\( "$A" = "$B" \\) -o ! -n "$C" ]',
            f'[ "$A" = a ] && [ -n "$B" ]', "! [ -n \"$E\" ]", "true", "false", ":", "foo check",
        ])
        if kind == 0:
            return f"! {self.pick(['true', 'false', 'foo not'])}"
        return test

    def body(self, depth, most=3):
        return "; ".join(self.statement(depth + 1) for _ in range(self.random.randint(1, most)))

    def lines(self, depth, most=3):
        separator = self.pick(["; ", "\n", "\n  "])
        statements = [self.statement(depth + 1) for _ in range(self.random.randint(1, most))]
        # A heredoc ends its line.
        text = ""
        for i, statement in enumerate(statements):
            text += statement + ("\n" if "<<" in statement else (separator if i + 1 < len(statements) else ""))
        return text

    def terminated(self, text):
        return text if text.endswith("\n") else text + self.pick(["; ", "\n"])

    def block(self, depth, most=3):
        return self.terminated(self.lines(depth, most))

    def statement(self, depth=0):
        if depth > 3:
            return self.external()
        makers = [
            (16, self.external), (7, self.assignment), (6, lambda: self.if_(depth)), (5, lambda: self.for_(depth)),
            (3, lambda: self.while_(depth)), (5, lambda: self.case(depth)), (4, lambda: self.function(depth)), (5, lambda: self.and_or(depth)),
            (3, lambda: self.group(depth)), (4, lambda: self.pipe(depth)), (5, self.file), (4, self.heredoc), (3, self.read),
            (4, self.positional), (3, self.eval_), (2, self.variables), (2, self.separators), (3, lambda: self.jump(depth)),
            (2, self.options), (2, lambda: self.other(depth)),
        ]
        total = sum(weight for weight, _ in makers)
        at = self.random.randint(1, total)
        for weight, maker in makers:
            at -= weight
            if at <= 0:
                return maker()
        return self.external()

    def assignment(self):
        name = self.pick(NAMES + ["N", "M"])
        if name in "NM":
            return f"{name}={self.pick(['0', '3', '12', '$((' + self.arithmetic(0) + '))'])}"
        value = self.pick([lambda: self.word(), lambda: self.expansion(0), lambda: f"\"{self.double_inner(0)}\"", lambda: f"$({self.printer(0)})", lambda: "~/a:~/b"])()
        second = f" {self.pick(NAMES)}={self.word(1)}" if self.chance(0.2) else ""
        return f"{name}={value}{second}"

    def if_(self, depth):
        text = f"if {self.terminated(self.condition())}then {self.block(depth)}"
        if self.chance(0.3):
            text += f"elif {self.terminated(self.condition())}then {self.block(depth)}"
        if self.chance(0.5):
            text += f"else {self.block(depth)}"
        return text + "fi"

    def for_(self, depth):
        self.loops += 1
        name = self.pick(NAMES + ["I"])
        items = "" if self.chance(0.15) else f" in {self.words()}"
        text = f"for {name}{items}{self.pick(['; ', chr(10)])}do {self.block(depth)}done"
        self.loops -= 1
        return text

    def while_(self, depth):
        self.loops += 1
        name = self.fresh("I")
        turns = self.random.randint(0, 3)
        head = self.pick([f"while [ ${name} -lt {turns} ]", f"until [ ${name} -ge {turns} ]"])
        text = f"{name}=0\n{head}; do {name}=$(({name} + 1)); {self.block(depth)}done"
        self.loops -= 1
        return text

    def case(self, depth):
        items = []
        for _ in range(self.random.randint(1, 3)):
            patterns = "|".join(self.pick(PATTERNS) for _ in range(self.random.randint(1, 2))).replace("a|b|", "a|")
            items.append(f"{self.pick(['', '('])}{patterns}) {self.lines(depth, 2)}{self.pick([';;', ' ;;', chr(10) + ';;'])}")
        if self.chance(0.5):
            items.append(f"*) {self.lines(depth, 2)}{self.pick([';; ', chr(10)])}")
        return f"case {self.word()} in {self.pick([' ', chr(10)]).join(items)}\nesac"

    def function(self, depth):
        if self.functions and self.chance(0.5):
            return f"{self.pick(self.functions)} {self.words()}"
        if self.in_function:
            return self.external()
        name = self.fresh("fn")
        self.in_function = True
        loops, self.loops = self.loops, 0
        local = f"local {self.pick(NAMES)}={self.word(1)}; " if self.chance(0.4) else ""
        if self.chance(0.2):
            local += f"local {self.pick(NAMES)}; "
        body = local + self.block(depth)
        self.in_function = False
        self.loops = loops
        style = self.pick(["{{ {} }}", "{{\n{} }}", "( {} )"]).format(body)
        # Known to later statements alone, so that nothing calls itself.
        self.functions.append(name)
        return f"{name}() {style}\n{name} {self.words()}"

    def and_or(self, depth):
        parts = [self.pick([self.condition, self.external, self.condition])() for _ in range(self.random.randint(2, 4))]
        text = parts[0]
        for part in parts[1:]:
            text += self.pick([" && ", " || ", " && ", " &&\n "]) + part
        return text

    def group(self, depth):
        return self.pick([f"( {self.block(depth)})", f"{{ {self.block(depth)}}}", f"( {self.block(depth)}exit 3 )"])

    def pipe(self, depth):
        name = self.fresh("R")
        return self.pick([
            f"{self.printer(0)} | while read {name} S; do {self.pick(COMMANDS)} \"${name}\" $S; done",
            f"{self.printer(0)} | {{ read {name}; foo \"${name}\"; }}",
            f"foo {self.words(0, 2)} | drain {self.words(0, 2)}",
            f"foo {self.words(0, 2)} | true",
            f"printf 'a b\\nc\\n' | while IFS= read -r {name}; do foo \"${name}\"; done",
            f"! echo {self.word()} | read {name}",
        ])

    def file(self):
        name = self.fresh("f")
        self.files.append(name)
        name = self.pick(["", "./"]) + name
        text = f"{self.printer(0)} {self.pick(['>', '>', '1>', '>|'])} {name}"
        if ";" in text or text.startswith("("):
            text = f"{{ {text.rsplit(' ', 2)[0]}; }} > {name}"
        if self.chance(0.4):
            text += f"\necho {self.words(0, 2)} >> {name}"
        return text + f"\nwhile read X Y; do foo \"$X\" $Y; done < {name}"

    def heredoc(self):
        delimiter = self.pick(["EOF", "END_1"])
        quoted = self.chance(0.4)
        body = "\n".join(self.pick(["plain text", "$A and ${B:-x}", "\\$A \\\\ \\a", "$(echo sub)", "  indented 'q' \"d\"", "$((1 + 2))", "", "`echo b`", "a\\\nb"]) for _ in range(self.random.randint(0, 3)))
        body = body + "\n" if body else ""
        dash = self.chance(0.2)
        if dash:
            body = "".join("\t" + line + "\n" for line in body.splitlines() if not line.startswith("b"))
        mark = f"<<{'-' if dash else ''}{self.pick([chr(39) + delimiter + chr(39), chr(92) + delimiter, chr(34) + delimiter + chr(34)]) if quoted else delimiter}"
        end = ("\t" if dash else "") + delimiter
        return self.pick([
            f"while read X; do foo \"$X\"; done {mark}\n{body}{end}\n",
            f"read X Y {mark}\n{body}{end}\nfoo \"$X\" \"$Y\"\n",
            f"foo {self.words(0, 2)} {mark}\n{body}{end}\n",
            f"foo a {mark} && bar b\n{body}{end}\n",
        ])

    def read(self):
        text = self.pick(TEXTS).replace("'", "")
        name = self.fresh("h")
        return self.pick([
            f"echo '{text}' > {name}; read X Y Z < {name}; foo \"$X\" \"$Y\" \"$Z\"",
            f"printf '%s\\n' '{text}' > {name}; IFS=: read -r X Y < {name}; foo \"$X\" \"$Y\"",
            f"printf 'a\\\\\\nb c' > {name}; read X < {name} || foo eof; foo \"$X\"",
            f"printf '%s' '{text}' > {name}; while IFS=, read X Y || [ -n \"$X\" ]; do foo \"$X\" \"$Y\"; X=; done < {name}",
        ])

    def positional(self):
        return self.pick([
            f"set -- {self.words()}", f"set -- \"$@\" {self.word()}", "shift $(( $# > 0 ))", "foo $# \"$@\"", "bar \"$*\" $*",
            "[ $# -gt 0 ] && shift", "for I; do foo \"$I\"; done", "foo ${1-none} ${2:-two}",
            "set -- a:b 'c d' ''; foo $@; foo \"$@\"",
            "set -- -a -b val rest; OPTIND=1; while getopts ab: O; do foo \"$O\" \"$OPTARG\"; done; shift $((OPTIND - 1)); bar \"$@\"",
            "set -- -xq -b; OPTIND=1; while getopts :ab: O; do foo \"$O\" \"$OPTARG\"; done",
        ])

    def eval_(self):
        return self.pick([
            f"eval foo {self.words(1, 2)}", "eval 'A=\"p q\"; foo $A'", "W=A; eval \"foo \\\"\\$$W\\\"\"", f"eval \"{self.pick(COMMANDS)} x\" '; bar y'",
            "CMD='foo -x'; $CMD y", f"command {self.pick(COMMANDS)} {self.words()}", "printf 'foo dot \"$A\"\\nA=dotted\\n' > dot; . ./dot", "command -v eval > /dev/null && foo found",
        ])

    def variables(self):
        name = self.pick(NAMES)
        return self.pick([
            f"export {name}={self.word(1)}", f"export {name}", f"unset {name}", f"unset -f {self.pick(self.functions or ['none'])}; unset {name}", f"export {name}=$A",
            f"{name}=1 foo \"${name}\"", f"{name}=tmp :; foo ${name}", f"{name}=tmp true; foo ${name}", f"( readonly {name}=r; foo ${name} )", f"( readonly Q=1; Q=2; foo unreached )",
        ])

    def separators(self):
        separator = self.pick(["':'", "', '", "''", "' :'", "x"])
        return f"IFS={separator}; foo $A $B; foo \"$*\" $*; {self.external()}; {self.pick(['unset IFS', 'IFS=$(printf \" \\t\\nx\"); IFS=${IFS%x}'])}"

    def jump(self, depth):
        if self.loops and self.chance(0.7):
            return f"{self.condition()} && {self.pick(['break', 'continue', 'break 2', 'continue 2'])}"
        if self.in_function:
            return f"{self.condition()} && return {self.pick(['', '1', '0', '3'])}"
        return self.external()

    def options(self):
        return self.pick(["set -f; foo *; set +f", "set +e", "set -- $A", "( set -e; false; foo unreached )", "( set -e; false || true; ! true; foo reached )", "( set -u; foo \"$U\" )",
                          "( set -eu; if false; then foo; fi; foo ok; [ a = b ]; foo unreached )", "( set -e; f_e() { false; foo in; }; f_e || foo handled; f_e; foo unreached )"])

    def other(self, depth):
        return self.pick([
            "( trap 'foo trapped' EXIT; bar )", "( exec foo replaced; bar unreached )", "( : ${U:?message}; foo unreached )", "( : ${A?set}; foo reached )",
            "foo a # comment", "# only a comment\nfoo b", "foo \\\n  c \\\n  d", "foo $(bar inner) x", "A=$(bar inner; echo out); foo \"$A\"", "true; foo $?; false; foo $?",
            "( exit 4 ); foo $?", "X=$(false); foo $?", "foo `echo \\`echo nested\\``", "foo $(echo \"$(echo 'a  b')\")", "foo \"$(echo \"x  $(echo \"y  z\")\")\"",
            "foo $(case a in a) echo matched;; esac)", "{ foo x; } 2>&1", "foo 1>&2", "foo >&2 2>/dev/null", ">empty; read X < empty || foo none", "cd /tmp; foo here; cd / && bar", "umask 022; wait; foo",
            "if ! { foo; }; then bar; fi", "while :; do foo once; break; done", "for I in 1 2 3; do [ $I = 2 ] && continue; foo $I; done", "foo a;bar b;(foo c);{ bar d;}",
            "case $- in *i*) foo inter;; esac", "type foo >/dev/null 2>&1; foo typed",
        ])

    def whole(self):
        statements = [self.statement() for _ in range(self.random.randint(2, 7))]
        lines = "\n".join(statements)
        if self.chance(0.06):
            lines = "set -e\n" + lines
        if self.chance(0.04):
            lines += f"\ntrap 'foo \"at end\" $?' EXIT\n{self.pick(['exit 3', 'false', 'foo last'])}"
        return lines + self.pick(["", "\n"])


def questions(random, count):
    for _ in range(count):
        env = {name: random.choice(TEXTS) for name in random.sample(NAMES, random.randint(2, len(NAMES)))}
        env |= {"N": str(random.randint(0, 5)), "HOME": "/root"}
        yield {"op": "shell", "script": Script(random).whole(), "env": env}
