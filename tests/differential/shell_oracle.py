"""Answers of a real dash: the commands that a script runs when PATH holds nothing but stand-ins that log and exit 0."""

import fcntl
import os
import select
import shutil
import subprocess
import tempfile

STAND_INS = ["pip", "python3", "apt-get", "foo", "bar", "uv", "conda", "curl", "sh", "env", "sudo", "drain"]
SECONDS = 10


class Dash:
    def __init__(self):
        self.program = shutil.which("dash")
        self.folder = tempfile.TemporaryDirectory(prefix="shell-compare-")
        self.log = os.path.join(self.folder.name, "log")
        self.path = os.path.join(self.folder.name, "bin")
        os.mkdir(self.path)
        for name in STAND_INS:
            # `drain` reads its input to the end first, so that what stands before it in a pipe has logged.
            drains = "while read -r line; do :; done\n" if name == "drain" else ""
            file = os.path.join(self.path, name)
            with open(file, "w") as script:
                script.write(f"#!{self.program}\n{drains}printf '%s\\0' \"$#\" {name} \"$@\" >> '{self.log}'\n")
            os.chmod(file, 0o755)

    def commands(self):
        with open(self.log, "rb") as log:
            fields = log.read().split(b"\0")[:-1]
        at = 0
        while at < len(fields):
            count = int(fields[at])
            yield [field.decode(errors="replace") for field in fields[at + 1:at + 2 + count]]
            at += 2 + count

    def __call__(self, request):
        """The commands, or None where what the script does is not settled by its text (a command of a name that is no
        stand-in, text that dash refuses)."""
        open(self.log, "wb").close()
        # Every process of the script holds the writing end, above the descriptors that it may close itself: the log is
        # whole when all have let go of it.
        ended, low = os.pipe()
        held = fcntl.fcntl(low, fcntl.F_DUPFD, 50)
        os.close(low)
        try:
            return self.run(request, held, ended)
        finally:
            os.close(ended)

    def run(self, request, held, ended):
        with tempfile.TemporaryDirectory(dir=self.folder.name) as scratch:
            try:
                done = subprocess.run([self.program, "-c", request["script"]], cwd=scratch, env=request["env"] | {"PATH": self.path},
                                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=SECONDS, pass_fds=[held])
            except subprocess.TimeoutExpired:
                return None
            finally:
                os.close(held)
            if not select.select([ended], [], [], SECONDS)[0]:
                return None
        errors = done.stderr.decode(errors="replace")
        if any(word in errors for word in ("not found", "Permission denied", "Syntax error", "Is a directory", "No such file", "can't cd")):
            return None
        return {"commands": list(self.commands()), "exact": True}
