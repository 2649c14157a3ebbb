#!/usr/bin/env python3
"""Turns a folder of recorded package metadata (one JSON file a project) into the text form that stands here.

    resources/index/import.py FOLDER [TORCH.json]   writes [0-9a-z].txt and listing.tsv beside this script

TORCH.json (facts about PyTorch releases: wheel variants, Pythons, companions) adds the builds of torch, torchvision
and torchaudio that the PyTorch wheel indexes hold but the recording does not. Run it only when the recording itself is renewed; its output is reviewed
and committed, and the build compiles it (core/index/snapshot_compiler).
"""
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
PYTHONS = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13"]


def ranges(numbers):
    """0,1,2,5 as "0-2,5"; the order is kept."""
    out = []
    for number in numbers:
        if out and out[-1][1] + 1 == number:
            out[-1][1] = number
        else:
            out.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in out)


def number_of(table, text):
    return table.setdefault(text, len(table))


def file_pattern(filename, version):
    """The file name with its version written as "*" and its project as "^" where they stand as usual."""
    for spelled in (version, version.replace("-", "_")):
        match = re.fullmatch(r"(.+?)-" + re.escape(spelled) + r"(-.*|\.tar\.gz|\.zip|\.tar\.bz2)", filename)
        if match:
            return f"{match[1]}-*{match[2]}"
    return filename


def own_files(version, entry):
    """Lock files of several indexes mix their files; the default index holds no local versions."""
    return [name for name in entry["files"] or [] if entry.get("index") or "+" in version or f"-{version}+" not in name]


def release_line(version, entry, tables):
    requirements, files, pythons = tables
    fields = [version]

    def add(letter, value):
        if value:
            fields.append(letter + value)

    index = entry.get("index") or ""
    add("i", index.removeprefix("pytorch-"))
    if entry["requires_python"]:
        add("p", str(number_of(pythons, entry["requires_python"])))
    add("r", ranges([number_of(requirements, text) for text in entry["requires_dist"] or []]))
    add("f", ranges([number_of(files, file_pattern(name, version)) for name in own_files(version, entry)]))
    if entry.get("files_omitted"):
        add("o", str(entry["files_omitted"]))
    covered = entry.get("python_covered")
    if covered is not None:
        fields.append("c" + ranges([PYTHONS.index(python) for python in covered if python in PYTHONS]))
    flags = ""
    if not entry["deps_complete"]:
        flags += "n" if entry.get("specifiers") == "unknown" else "d"
    if entry.get("extras") == "unknown" or entry.get("extra_markers") == "unknown":
        flags += "x"
    if entry.get("tag_only"):
        flags += "t"
    if entry.get("old_lock"):
        flags += "l"
    add("!", flags)
    if entry.get("yanked"):
        fields.append("y" + (entry.get("yanked_reason") or "").replace("\t", " ").replace("\n", " "))
    return "\t".join(fields)


def torch_builds(facts):
    """Project to version to entry: the CUDA and CPU builds of every PyTorch release that the facts name."""
    builds = {"torch": {}, "torchvision": {}, "torchaudio": {}}
    for fact in facts:
        if fact.get("kind") != "release" or not fact["python"].get("min") or not fact["python"].get("max"):
            continue
        minors = range(int(fact["python"]["min"].split(".")[1]), int(fact["python"]["max"].split(".")[1]) + 1)
        major, minor = (int(part) for part in fact["version"].split(".")[:2])
        platform = "manylinux_2_28_x86_64" if (major, minor) >= (2, 7) else "linux_x86_64"
        for variant in (row["variant"] for row in fact["wheel_variants"]):
            if not re.fullmatch(r"cpu|cu\d+", variant):
                continue
            for project in builds:
                public = fact["version"] if project == "torch" else fact.get(project)
                if not public:
                    continue
                version = f"{public}+{variant}"
                builds[project].setdefault(version, {
                    "index": f"pytorch-{variant}",
                    "plain": public,
                    # torch's CUDA libraries are other ones than those of the default index's build.
                    "other_cuda": project == "torch" and fact["pypi_default"]["linux_x86_64"] != variant,
                    "files": [f"{project}-{version}-cp3{m}-cp3{m}-{platform}" + ".whl" for m in minors],
                })
    return builds


def add_builds(record, builds):
    """Adds what is not recorded; the requirements are those of the plain release, which is the same build or its twin."""
    versions = record["versions"]
    for version, build in builds.get(record["name"], {}).items():
        plain = versions.get(build["plain"])
        if version in versions or plain is None:
            continue
        entry = {**plain, "index": build["index"], "files": build["files"], "files_omitted": 0, "tag_only": False}
        if build["other_cuda"]:
            entry["requires_dist"] = [text for text in plain["requires_dist"] or [] if not re.match("nvidia-|cuda-|triton", text)]
            entry["deps_complete"] = False
        versions[version] = entry


def project_text(record):
    tables = ({}, {}, {})
    lines = [release_line(version, entry, tables) for version, entry in record["versions"].items()]
    out = ["@" + record["name"]]
    for sign, table in zip("+~<", tables):
        out += [sign + " ".join(text.split()) for text in table]
    return "\n".join(out + lines) + "\n"


def main(folder, facts):
    builds = torch_builds(facts)
    texts = {}
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(record.get("versions"), dict):
            continue  # The recording's own table of contents.
        add_builds(record, builds)
        texts.setdefault(record["name"][0], []).append((record["name"], project_text(record)))
    for letter, projects in texts.items():
        with open(HERE / f"{letter}.txt", "w", encoding="utf-8", newline="\n") as out:
            out.write("\n".join(text for _, text in sorted(projects)))
    listing = (folder / "listing.tsv").read_text(encoding="utf-8")
    (HERE / "listing.tsv").write_text(listing, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    torch = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))["facts"] if len(sys.argv) == 3 else []
    main(pathlib.Path(sys.argv[1]), torch)
