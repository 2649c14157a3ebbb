"""Real pip as the oracle of the probe's operation `pip`: `install --dry-run --report` over file:// indexes.

One process imports pip once and forks for every question; the child sees an environment of its own (a folder with
.dist-info folders in place of the system's packages) and writes pip's report to a file.
"""

import contextlib
import hashlib
import io
import json
import os
import pathlib
import shutil
import sys
import sysconfig
import tarfile
import tempfile
import time
import traceback
import urllib.parse
import zipfile

from pip._internal.commands import create_command
from pip._vendor.packaging.tags import platform_tags
from pip._vendor.packaging.utils import canonicalize_name, parse_sdist_filename, parse_wheel_filename

SCRATCH = pathlib.Path(tempfile.mkdtemp(prefix="pinwheel-pip-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
WHEELS = SCRATCH / "wheels"
STANDARD_LIBRARY = [p for p in sys.path if p and "site-packages" not in p and "dist-packages" not in p]
FIXED_DATE = (2020, 1, 1, 0, 0, 0)


def python_version():
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def platforms():
    return list(platform_tags())


def metadata_text(name, version, entry):
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    if entry.get("requires_python"):
        lines.append(f"Requires-Python: {entry['requires_python']}")
    lines += [f"Provides-Extra: {extra}" for extra in entry.get("extras") or []]
    lines += [f"Requires-Dist: {text}" for text in entry.get("requires_dist") or []]
    return "\n".join(lines) + "\n"


def wheel_bytes(entry):
    """A minimal wheel; equal entries give the same file, so it is kept for other questions."""
    key = hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()[:24]
    kept = WHEELS / key
    if kept.exists():
        return kept
    name, version, _, _ = parse_wheel_filename(entry["filename"])
    folder = "-".join(entry["filename"].split("-")[:2]) + ".dist-info"
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as wheel:
        def add(path, text):
            wheel.writestr(zipfile.ZipInfo(path, FIXED_DATE), text)
        add(f"{folder}/METADATA", metadata_text(name, version, entry))
        add(f"{folder}/WHEEL", "Wheel-Version: 1.0\nGenerator: pinwheel\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        add(f"{folder}/RECORD", "")
    return kept


def source_bytes(entry):
    """A source distribution that states its metadata without building anything: its backend is inside of it and needs
    nothing, so pip asks no index for it."""
    key = hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()[:24]
    kept = WHEELS / key
    if kept.exists():
        return kept
    stem = entry["filename"].removesuffix(".tar.gz")
    name, version = parse_sdist_filename(entry["filename"])
    metadata = metadata_text(name, version, entry)
    backend = (
        "import os\n"
        "def prepare_metadata_for_build_wheel(folder, settings=None):\n"
        f"    place = os.path.join(folder, {stem + '.dist-info'!r})\n"
        "    os.makedirs(place)\n"
        f"    open(os.path.join(place, 'METADATA'), 'w').write({metadata!r})\n"
        f"    return {stem + '.dist-info'!r}\n")
    with tarfile.open(kept, "w:gz") as archive:
        for path, text in (("PKG-INFO", metadata), ("backend.py", backend),
                           ("pyproject.toml", '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n')):
            member = tarfile.TarInfo(f"{stem}/{path}")
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return kept


def file_bytes(entry):
    return source_bytes(entry) if entry["filename"].endswith(".tar.gz") else wheel_bytes(entry)


def write_indexes(folder, indexes):
    for index, projects in indexes.items():
        for project, entries in projects.items():
            place = folder / index / canonicalize_name(project)
            place.mkdir(parents=True)
            links = []
            for entry in entries:
                os.link(file_bytes(entry), place / entry["filename"])
                attributes = ""
                if entry.get("requires_python"):
                    value = entry["requires_python"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                    attributes += f' data-requires-python="{value}"'
                if entry.get("yanked"):
                    attributes += ' data-yanked=""'
                href = urllib.parse.quote(entry["filename"])
                links.append(f'<a href="{href}"{attributes}>{entry["filename"]}</a>')
            (place / "index.html").write_text("<!DOCTYPE html><html><body>\n" + "\n".join(links) + "\n</body></html>\n")
        (folder / index).mkdir(parents=True, exist_ok=True)


def write_installed(site, installed):
    site.mkdir()
    for entry in installed:
        folder = site / f"{canonicalize_name(entry['name']).replace('-', '_')}-{entry['version']}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(metadata_text(entry["name"], entry["version"], entry))
        (folder / "RECORD").write_text("")
        (folder / "INSTALLER").write_text("pip\n")


def run_pip(folder, arguments):
    """In the child: pip's exit code; its report is report.json, its words are log.txt."""
    os.chdir(folder)
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        del os.environ[name]
    os.environ.update(PIP_CONFIG_FILE=os.devnull, PIP_NO_INPUT="1", HOME=str(folder))
    sys.path[:] = STANDARD_LIBRARY + [str(folder / "site")]
    words = io.StringIO()
    with contextlib.redirect_stdout(words), contextlib.redirect_stderr(words):
        code = create_command("install").main([
            "--no-user", "--dry-run", "--report", str(folder / "report.json"), "--no-cache-dir", "--disable-pip-version-check",
            "--no-color", "--progress-bar", "off", *arguments])
    (folder / "log.txt").write_text(words.getvalue())
    return code


def in_a_fork(work):
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = work()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 98
        except BaseException:  # The parent sees the code.
            traceback.print_exc(file=sys.__stderr__)
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def installs(folder):
    report = json.loads((folder / "report.json").read_text())
    out = []
    for item in report["install"]:
        url = urllib.parse.unquote(urllib.parse.urlsplit(item["download_info"]["url"]).path)
        index = pathlib.Path(url).relative_to(folder / "indexes").parts[0]
        out.append([canonicalize_name(item["metadata"]["name"]), item["metadata"]["version"], index])
    return sorted(out)


def prepare(request):
    """Writes everything that pip will look at; gives the folder and pip's arguments."""
    WHEELS.mkdir(exist_ok=True)
    folder = SCRATCH / "question"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "indexes").mkdir()
    write_indexes(folder / "indexes", request["indexes"])
    write_installed(folder / "site", request["installed"])

    def placed(text):
        for index in request["indexes"]:
            text = text.replace(f"@{index}@", (folder / "indexes" / index).as_uri())
        return text

    for path, text in request["files"].items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(placed(text))
    return folder, [placed(argument) for argument in request["args"]]


def timed(request):
    """Seconds that pip itself takes, started as a user starts it but for the import of its modules."""
    folder, arguments = prepare(request)
    begin = time.monotonic()
    code = in_a_fork(lambda: run_pip(folder, arguments))
    if code != 0:
        raise RuntimeError(f"pip ended with {code}")
    return time.monotonic() - begin


def answer(request):
    folder, arguments = prepare(request)
    code = in_a_fork(lambda: run_pip(folder, arguments))
    if code == 0:
        return {"result": "ok", "install": installs(folder)}
    log = (folder / "log.txt").read_text() if (folder / "log.txt").exists() else ""
    if "ResolutionImpossible" in log:
        return {"result": "error", "kind": "conflict"}
    if "No matching distribution found" in log:
        return {"result": "error", "kind": "no-match"}
    raise RuntimeError(f"pip ended with {code}: {log[-600:]}")


def clean():
    shutil.rmtree(SCRATCH, ignore_errors=True)


def warm_up():
    """Loads in the parent what pip loads late, so that every child has it."""
    sysconfig.get_paths()
    request = {"indexes": {"main": {"a": [{"filename": "a-1.0-py3-none-any.whl"}]}}, "installed": [], "files": {}}
    folder = SCRATCH / "warm"
    WHEELS.mkdir(exist_ok=True)
    (folder / "indexes").mkdir(parents=True)
    write_indexes(folder / "indexes", request["indexes"])
    write_installed(folder / "site", [])
    (folder / "r.txt").write_text("a\n")
    here, path, environment = os.getcwd(), list(sys.path), dict(os.environ)
    site = sys.path[:]
    try:
        STANDARD_LIBRARY_AND_PIP = site
        STANDARD_LIBRARY.extend(p for p in STANDARD_LIBRARY_AND_PIP if p not in STANDARD_LIBRARY)
        run_pip(folder, ["--index-url", (folder / "indexes" / "main").as_uri(), "-r", "r.txt"])
    finally:
        os.chdir(here)
        sys.path[:] = path
        os.environ.clear()
        os.environ.update(environment)
        STANDARD_LIBRARY[:] = [p for p in STANDARD_LIBRARY if "site-packages" not in p and "dist-packages" not in p]
