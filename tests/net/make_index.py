#!/usr/bin/env python3
"""make_index.py FOLDER: writes a small package index (simple/, files/) of wheels made on the spot."""

import hashlib
import json
import pathlib
import sys
import zipfile

# project: (version, requires, requires-python, yanked, with a metadata file beside it, packed)
PROJECTS = {
    "alpha": [
        ("1.0", ["beta>=1", "delta; python_version < '3'"], "", None, False, True),
        ("1.5", ["beta>=1,<2", "gamma[more]"], ">=3.8", None, False, True),
        ("2.0", ["beta>=9"], "", "broken upload", False, True),
    ],
    "beta": [("1.0", [], "", None, True, True), ("1.4", [], "", None, True, False), ("2.0", [], "", None, True, True)],
    "gamma": [
        ("0.9", ["epsilon; extra == 'more'"], "", None, False, False),
        ("3.0", [], ">=4", None, False, True),
    ],
    "epsilon": [("7.1", [], "", None, False, True)],
}


def write_wheel(path, name, version, requires, python, packed):
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Python: {python}"] if python else []
    lines += [f"Requires-Dist: {text}" for text in requires]
    lines += ["Provides-Extra: more"] if any("extra ==" in text for text in requires) else []
    metadata = "\n".join(lines) + "\n\n" + "What it is for. " * 200 + "\n"
    info = f"{name}-{version}.dist-info"
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", method) as wheel:
        # The metadata stand first and far from the directory, as a client that reads only the end does not want it.
        wheel.writestr(f"{info}/METADATA", metadata)
        wheel.writestr(zipfile.ZipInfo(f"{name}/data.bin"), hashlib.sha512(name.encode()).digest() * 4000)
        for number in range(40):
            wheel.writestr(f"{name}/part_{number}.py", f"value = {number}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return metadata


def main():
    root = pathlib.Path(sys.argv[1])
    (root / "files").mkdir(parents=True)
    for name, releases in PROJECTS.items():
        links, entries = [], []
        for version, requires, python, yanked, beside, packed in releases:
            filename = f"{name}-{version}-py3-none-any.whl"
            path = root / "files" / filename
            metadata = write_wheel(path, name, version, requires, python, packed)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            attributes = f' data-requires-python="{python.replace(">", "&gt;")}"' if python else ""
            attributes += f' data-yanked="{yanked}"' if yanked else ""
            entry = {"filename": filename, "url": f"../../files/{filename}", "hashes": {"sha256": digest}, "yanked": yanked or False}
            if python:
                entry["requires-python"] = python
            if beside:
                (root / "files" / (filename + ".metadata")).write_text(metadata)
                attributes += ' data-core-metadata="true"'
                entry["core-metadata"] = True
            links.append(f'<a href="../../files/{filename}#sha256={digest}"{attributes}>{filename}</a><br>')
            entries.append(entry)
        folder = root / "simple" / name
        folder.mkdir(parents=True)
        (folder / "index.html").write_text("<!DOCTYPE html><html><body>" + "\n".join(links) + "</body></html>")
        folder = root / "json" / name
        folder.mkdir(parents=True)
        (folder / "index.json").write_text(json.dumps({"meta": {"api-version": "1.1"}, "name": name, "files": entries}))


if __name__ == "__main__":
    main()
