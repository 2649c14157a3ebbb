"""pip's own reader of requirement files answers the probe's op `requirements_file`.

The request's files are written into a folder of their own; paths in the answer are relative to it.
"""

import contextlib
import io
import logging
import optparse
import os
import shutil
import tempfile

from pip._internal.index.collector import LinkCollector
from pip._internal.index.package_finder import PackageFinder
from pip._internal.models.index import PyPI
from pip._internal.models.search_scope import SearchScope
from pip._internal.models.selection_prefs import SelectionPreferences
from pip._internal.network.session import PipSession
from pip._internal.req.req_file import parse_requirements

logging.disable(logging.CRITICAL)
SESSION = PipSession()


def write_files(folder, files):
    for path, text in files.items():
        place = os.path.join(folder, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as out:
            out.write(text.encode())


def new_finder():
    scope = SearchScope.create(find_links=[], index_urls=[PyPI.simple_url], no_index=False)
    return PackageFinder.create(
        link_collector=LinkCollector(session=SESSION, search_scope=scope),
        selection_prefs=SelectionPreferences(allow_yanked=False))


def read(folder, entry):
    finder = new_finder()
    options = optparse.Values({"require_hashes": False, "features_enabled": []})
    requirements = [
        {"req": parsed.requirement, "editable": parsed.is_editable, "constraint": parsed.constraint,
         "file": os.path.relpath(parsed.line_source.split(" of ", 1)[1], folder),
         "line": int(parsed.line_source.split(" ")[1])}
        for parsed in parse_requirements(entry, SESSION, finder=finder, options=options)]
    urls = finder.index_urls
    return {
        "requirements": requirements,
        "index_url": urls[0] if urls and urls[0] != PyPI.simple_url else None,
        "extra_index_urls": urls[1:],
        "find_links": [link.removeprefix(folder + "/") for link in finder.find_links],
        "no_index": finder.search_scope.no_index,
        "pre": finder.allow_all_prereleases,
        "prefer_binary": finder.prefer_binary,
        "require_hashes": bool(options.require_hashes),
        "only_binary": sorted(finder.format_control.only_binary),
        "no_binary": sorted(finder.format_control.no_binary),
    }


def answer(request):
    before = os.getcwd()
    folder = os.path.realpath(tempfile.mkdtemp(prefix="pinwheel-requirements-"))
    kept = dict(os.environ)
    try:
        write_files(folder, request["files"])
        os.chdir(folder)
        os.environ.update(request["env"])
        with contextlib.redirect_stderr(io.StringIO()):  # optparse prints its usage
            return read(folder, request["entry"])
    finally:
        os.environ.clear()
        os.environ.update(kept)
        os.chdir(before)
        shutil.rmtree(folder)
