"""Random Dockerfiles and words for the probe's `dockerfile` and `expand` operations.

Hostile rather than likely: directives in odd places, both escape characters, continuations with trailing blanks,
comments and empty lines inside, heredocs of every kind, JSON forms that are nearly right, flags, odd quoting of ENV,
LABEL and ARG, ONBUILD, HEALTHCHECK, BOM, CRLF, NUL, blanks of Unicode, lines at the limit.
"""

import re

ESCAPES = ["\\", "\\", "\\", "`"]
BLANKS = [" ", " ", " ", " ", "  ", "\t", " \t", "\v", "\f", "\r", "\u00a0", "\u2003", "\u0085", "\u3000"]
WORDS = ["a", "b=c", "pip", "install", "torch==2.4.1", "$A", "${A}", "${A:-b c}", "'a b'", '"a b"', "'", '"', "\\", "`", "#x", "#",
         "a\\ b", "a` b", "--x", "--", "-", "[", "]", "=", "é", "\u00a0", "x\u2003y", "\0", "&&", "<<", ">", "{}", "\\n", '\\"', "a=b=c", "k='v w'",
         'k="v w"', "k=v\\ w", "k=$X", "--from=x", "\ufeff", "😀", "a'b c'd", 'a"b\\"c"d', "'\\'", '"\\\\"', "b=", "=v", "k=\"\"", "''"]
FLAGS = ["--mount=type=cache,target=/x", "--from=build", "--chown=a:b", "--link", "--platform=$P", "--", "---", "--x y", "--a='b c'", '--a="b c"',
         "--a=b\\ c", "-x", "--x\\", "--\"q\"", "--interval=5s", "--checksum=sha256:0"]
DOCS = ["EOF", "'EOF'", '"EOF"', "E O", "a\\b", "E'O'F", "\"\"", "''", "$A", "EOF2", "${A}", "_", "é", "e\"o f\"", "`x`", "EOF;", "EOF)", "\\EOF", "x#y", "1"]
KEYWORDS = ["RUN", "RUN", "COPY", "ADD", "ENV", "LABEL", "ARG", "FROM", "CMD", "ENTRYPOINT", "WORKDIR", "USER", "EXPOSE", "VOLUME", "HEALTHCHECK",
            "ONBUILD", "SHELL", "STOPSIGNAL", "MAINTAINER", "run", "Copy", "eNv", "NOPE", "RÜN", "{", "RUN\u00a0", "FROM:"]
DIRECTIVES = ["# escape=`", "#escape=\\", "# escape = `", "# ESCAPE=`", "# syntax=docker/dockerfile:1", "# check=skip=all", "# escape=x", "#escape=",
              "# escape=`\t", "#\tescape=`", "# unknown=value", "# a comment", "#", "#=x", "# escape=` x", "  # escape=`", "# syntax=", "# e=1", "#escape=``",
              "# syntax=a b", "#-x=1", "# escape\u00a0=`", "#!/bin/sh", "// syntax=a"]
STRINGS = ['"a"', '"a b"', '"\\n"', '"\\u00e9"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\x"', "'a'", "1", "null", "true", "[]", '["a"]', "{}", '"a', '""', '"\t"',
           '"$A"', '"\\""', '"é"', "1.5e3", '"\\/"', '"\x7f"', '"\\u12"', "-", "nul"]


class Text:
    def __init__(self, random):
        self.random = random
        self.escape = "\\"
        self.end = random.choice(["\n", "\n", "\n", "\n", "\r\n", "\r\r\n"])

    def pick(self, items):
        return self.random.choice(items)

    def chance(self, probability):
        return self.random.random() < probability

    def blank(self):
        return self.pick(BLANKS) if self.chance(0.3) else " "

    def words(self, most=5):
        return self.blank().join(self.pick(WORDS) for _ in range(self.random.randint(0, most)))

    def json(self):
        inside = self.pick([",", ", ", ", ", " , ", ",,", " ", ",\t"]).join(self.pick(STRINGS[:3] if self.chance(0.7) else STRINGS)
                                                                     for _ in range(self.random.randint(0, 4)))
        text = "[" + self.pick(["", "", " "]) + inside + self.pick(["", "", "", ",", " "]) + "]"
        return self.pick(["", "", "", " ", "x"]) + text + self.pick(["", "", "", " ", " x", "]", "\u00a0", "//"])

    def flags(self):
        return "".join(self.pick(FLAGS) + self.blank() for _ in range(self.random.randint(0, 2)))

    def broken(self, line):
        """The line with continuations put between or inside its words."""
        out = ""
        for char in line:
            if self.chance(0.06):
                mark = self.pick([self.escape, self.escape, self.escape, self.escape * 2, "\\", "`"])
                out += mark + self.pick(["", "", "", " ", "\t", " \t ", "\v", "\u00a0", " #"]) + self.end
                while self.chance(0.3):
                    out += self.pick(["# comment", "  # comment \\", "", "  ", "\t", "\u00a0", "#", "# escape=`", self.escape, "\v# c"]) + self.end
            out += char
        return out

    def heredocs(self, keyword, prefix):
        docs = []
        for _ in range(self.pick([1, 1, 1, 2, 3])):
            docs.append((self.pick(["", "", "", "3", "0", "12", "x", "99999999999999999999"]), self.pick(["<<", "<<", "<<-", "<<<", "<<--", "<< "]), self.pick(DOCS)))
        opening = " ".join(fd + mark + name for fd, mark, name in docs)
        line = f"{prefix}{keyword}{self.blank()}{self.flags()}{self.words(2)} {opening} {self.pick(['', '/x', 'b > c', '&& d', self.words(2)])}"
        out = (self.broken(line) if self.chance(0.3) else line) + self.end
        for _, mark, name in docs:
            for _ in range(self.random.randint(0, 3)):
                out += self.pick(["body", "\tbody", " EOF", "EOF ", "\t\tEOF x", "# comment", "", "a \\", "<<X", "RUN x", "\t", "$A", "a\rb"]) + self.end
            plain = name.replace("'", "").replace('"', "").replace("\\", "")
            if self.chance(0.93):
                out += self.pick(["", "", "\t" if "-" in mark else ""]) + plain + self.end
        return out

    def instruction(self, depth=0):
        keyword = self.pick(KEYWORDS)
        if keyword == "ONBUILD":
            inner = self.pick(KEYWORDS) if depth else self.pick(["RUN", "COPY", "ENV", "ADD", "LABEL", "HEALTHCHECK", "ONBUILD", "x"])
            if inner in ("RUN", "COPY", "ADD") and self.chance(0.5):
                return self.heredocs(inner, self.pick(["ONBUILD ", "onbuild  ", "ONBUILD\t", "ONBUILD --f "]))
            return f"{keyword}{self.blank()}{inner} {self.pick([self.words, self.json])()}{self.end}"
        if keyword in ("RUN", "COPY", "ADD", "run", "Copy", "CMD") and self.chance(0.35):
            return self.heredocs(keyword, "")
        if keyword in ("ENV", "LABEL", "eNv") and self.chance(0.7):
            rest = self.blank().join(f"{self.pick(['A', 'b.c', 'x-y', '$K', '', 'q q'])}={self.pick(WORDS)}" for _ in range(self.random.randint(1, 3)))
        elif keyword == "HEALTHCHECK":
            rest = self.flags() + self.pick(["NONE", "CMD", "none", "cmd", "", "CMD\u00a0x"]) + self.blank() + self.pick([self.words, self.json])()
        elif self.chance(0.35):
            rest = self.flags() + self.json()
        else:
            rest = self.flags() + self.words()
        line = self.pick(["", "", "", "", "  ", "\t", "\u00a0", "\v"]) + keyword + self.pick([" ", " ", " ", self.blank(), ""]) + rest
        return (self.broken(line) if self.chance(0.45) else line) + self.pick(["", "", "", " ", "\t", self.escape]) + self.end

    def dockerfile(self):
        out = self.pick(["", "", "", "", "\ufeff", "\ufeff\ufeff"])
        for _ in range(self.pick([0, 0, 0, 1, 2, 3])):
            line = self.pick(DIRECTIVES)
            if "escape" in line.lower() and "`" in line:
                self.escape = "`"
            out += line + self.end
        for _ in range(self.random.randint(1, 4)):
            out += self.pick(["", "", "", self.end, "# note" + self.end, "  # escape=`" + self.end, " " + self.end]) + self.instruction()
        if self.chance(0.01):
            out += "RUN " + "x" * self.pick([65530, 65531, 65532, 65533, 65540]) + self.pick(["\n", "", "\r\n"])
        return out.rstrip("\r\n") if self.chance(0.2) else out

    def parameter(self, depth):
        name = self.pick(["A", "B", "C", "UNSET", "EMPTY", "_x", "1", "12", "@", "*", "#", "?", "é", "", "A B", "-", "$", "!"])
        operator = self.pick(["", "", ":-", ":+", ":?", "-", "+", "?", "#", "##", "%", "%%", "/", "//", ":", "=", ":=", "^", ",", ":0", "!"])
        word = self.word(depth + 1) if operator else ""
        if operator in ("/", "//"):
            word += self.pick(["/", "/", "", "\\/x/", "/y/"]) + self.word(depth + 1)
        return "${" + name + operator + word + self.pick(["}", "}", "}", "}", "}", "}", ""])

    def word(self, depth=0):
        out = ""
        for _ in range(self.random.randint(0, 4 if depth else 6)):
            kind = self.random.random()
            if kind < 0.3 and depth < 4:
                out += self.parameter(depth)
            elif kind < 0.4:
                out += "$" + self.pick(["A", "B", "UNSET", "1", "12", "", "@", "#", "$", "é", " ", "\"", "(x)", "-"])
            else:
                out += self.pick(["a", "b", "o", "fo", "*", "?", ".", "[a-z]", "'", '"', "'x y'", '"x $A"', "\\", "\\$", "\\\"", "\\\\", "`", "`$", " ", "\t", "\n", "}",
                                  "\\}", "/", "\\/", "é", "\\*", "\\?", "😀", "\u2003", "-", ":", "^", "+", "(", ")", "\\é", "\0", "$", "{", "|", "\\a"])
        return out

    def expansion(self):
        values = ["", "foo", "foobar", "a/b/c", "a.b.c", "o*o", "éé", "a b", "x\ny", "'q'", "\\", "$B", "[a-z]", "2.4.1+cu124", "aaa"]
        env = {name: self.pick(values) for name in ("A", "B", "C", "1", "_x") if self.chance(0.8)}
        return {"op": "expand", "word": self.word(), "env": env | {"EMPTY": ""}, "escape": self.pick(ESCAPES)}


def questions(random, count):
    for _ in range(count):
        text = Text(random)
        if random.random() < 0.4:
            yield text.expansion()
            continue
        # Which blanks beyond ASCII may stand behind << is not told by the BuildKit at hand: see buildkit_oracle/build.sh.
        yield {"op": "dockerfile", "text": re.sub("<<(-?)[\u0085\u00a0\u2003\u3000]", r"<<\1 ", text.dockerfile())}
