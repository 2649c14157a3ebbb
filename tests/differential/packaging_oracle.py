"""Answers of the `packaging` library, 25.x, to the probe's questions about versions, requirements and tags."""

from packaging import _manylinux, _musllinux, tags
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import parse_wheel_filename
from packaging.version import InvalidVersion, Version


def version(request):
    parsed = Version(request["v"])
    return {
        "str": str(parsed),
        "public": parsed.public,
        "base": parsed.base_version,
        "local": parsed.local,
        "pre": parsed.is_prerelease,
        "post": parsed.is_postrelease,
        "dev": parsed.is_devrelease,
    }


def compare(request):
    a, b = Version(request["a"]), Version(request["b"])
    return {"cmp": (a > b) - (a < b)}


def depends_on_hash_order(specifiers, prereleases):
    """any() over a frozenset stops at the first clause that names a pre-release, or raises at an unreadable one."""
    if prereleases is not None:
        return False
    verdicts = set()
    for specifier in specifiers:
        try:
            verdicts.add(specifier.prereleases)
        except InvalidVersion:
            verdicts.add("invalid")
    return {True, "invalid"} <= verdicts


def contains(request):
    specifiers = SpecifierSet(request["spec"])
    if depends_on_hash_order(specifiers, request["pre"]):
        Version(request["v"])
        return None
    return {"in": specifiers.contains(request["v"], prereleases=request["pre"])}


def filtered(request):
    specifiers = SpecifierSet(request["spec"])
    if depends_on_hash_order(specifiers, request["pre"]):
        return None
    return {"out": list(specifiers.filter(request["versions"], prereleases=request["pre"]))}


def requirement(request):
    parsed = Requirement(request["r"])
    return {
        "name": parsed.name,
        "extras": sorted(parsed.extras),
        "spec": str(parsed.specifier),
        "url": parsed.url,
        "has_marker": parsed.marker is not None,
    }


def marker(request):
    return {"value": Marker(request["marker"]).evaluate(request["env"])}


def wheel(request):
    name, parsed_version, build, file_tags = parse_wheel_filename(request["filename"])
    return {
        "name": name,
        "version": str(parsed_version),
        "build": list(build),
        "tags": sorted(str(tag) for tag in file_tags),
    }


def platforms(request):
    """packaging asks the running system; here it is told what to find."""
    glibc, musl, arch = request["glibc"], request["musl"], request["arch"]
    _manylinux._get_glibc_version = lambda: tuple(glibc) if glibc else (-1, -1)
    _musllinux._get_musl_version = lambda executable: _musllinux._MuslVersion(*musl) if musl else None
    _manylinux._is_linux_armhf = _manylinux._is_linux_i686 = lambda executable: True
    tags.sysconfig.get_platform = lambda: f"linux-{arch}"
    return {"platforms": list(tags._linux_platforms(is_32bit=False))}


def tag_list(request):
    python = tuple(request["python"])
    interpreter = "cp" + "".join(str(number) for number in python[:2])
    found = list(tags.cpython_tags(python, platforms=request["platforms"]))
    found += tags.compatible_tags(python, interpreter=interpreter, platforms=request["platforms"])
    return {"tags": [str(tag) for tag in found]}


ANSWERS = {
    "version": version,
    "compare": compare,
    "contains": contains,
    "filter": filtered,
    "requirement": requirement,
    "marker": marker,
    "wheel": wheel,
    "platforms": platforms,
    "tags": tag_list,
}


def answer(request):
    return ANSWERS[request["op"]](request)
