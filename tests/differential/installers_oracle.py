"""pip's own option parsers answer what our option tables and our reading of variables and pip.conf say."""

import contextlib
import io
import os
import shutil
import tempfile

from pip._internal import configuration
from pip._internal.cli import cmdoptions
from pip._internal.commands import create_command
from pip._internal.models.index import PyPI

KINDS = {"store_true": "switch", "store_false": "switch off", "count": "count", "store": "store", "append": "append",
         "callback": "callback", "help": "switch", "store_const": "switch"}


def kind(option):
    # A switch whose callback only sets a value is a callback for pip.conf as well.
    return KINDS[option.action]


def table(request):
    options = create_command(request["command"]).parser.option_list_all
    return {"options": sorted(
        ({"names": " ".join(sorted(option._short_opts + option._long_opts)), "value": option.takes_value(),
          "values": " ".join(option.choices) if option.choices else option.type if option.type in ("int", "float") else "",
          "action": kind(option)} for option in options), key=lambda option: option["names"])}


def describe(options, args):
    flag = bool
    return {
        "args": args, "editables": options.editables, "requirements": options.requirements, "constraints": options.constraints,
        "upgrade": flag(options.upgrade), "upgrade_strategy": options.upgrade_strategy,
        "ignore_installed": flag(options.ignore_installed), "force_reinstall": flag(options.force_reinstall),
        "ignore_dependencies": flag(options.ignore_dependencies), "ignore_requires_python": flag(options.ignore_requires_python),
        "pre": flag(options.pre), "prefer_binary": flag(options.prefer_binary), "require_hashes": flag(options.require_hashes),
        "no_binary": sorted(options.format_control.no_binary), "only_binary": sorted(options.format_control.only_binary),
        "index_url": None if options.index_url == PyPI.simple_url else options.index_url,
        "extra_index_urls": options.extra_index_urls, "find_links": options.find_links, "no_index": flag(options.no_index),
        "trusted_hosts": options.trusted_hosts, "user": flag(options.use_user_site), "target": options.target_dir,
        "prefix": options.prefix_path, "root": options.root_path, "python": options.python,
        "break_system_packages": flag(options.override_externally_managed), "platforms": options.platforms or [],
        "implementation": options.implementation, "abis": options.abis or [], "no_cache": options.cache_dir is False,
        "dry_run": flag(options.dry_run), "isolated": flag(options.isolated_mode),
        "no_build_isolation": not options.build_isolation, "no_compile": not options.compile,
        "report": options.json_report_file, "root_user_action": options.root_user_action,
        "features": list(options.features_enabled), "deprecated": list(options.deprecated_features_enabled),
        "global_options": options.global_options or [], "quiet": options.quiet, "verbose": options.verbose,
    }


def forget():
    """Some defaults are lists that every command of a process shares; a real pip runs one command."""
    for option in (cmdoptions.use_new_feature, cmdoptions.use_deprecated_feature, cmdoptions.dependency_groups):
        option.keywords["default"].clear()


def command(request):
    forget()
    folder = tempfile.mkdtemp(prefix="pinwheel-installers-")
    kept, files = dict(os.environ), configuration.get_configuration_files
    try:
        paths = {}
        for name in ("global", "user", "site"):
            paths[name] = os.path.join(folder, name)
            if name in request["config"]:
                with open(paths[name], "w", encoding="utf-8", newline="") as out:
                    out.write(request["config"][name])
        configuration.get_configuration_files = lambda: {
            configuration.kinds.GLOBAL: [paths["global"]], configuration.kinds.USER: [paths["user"]],
            configuration.kinds.SITE: [paths["site"]]}
        for name in [name for name in os.environ if name.startswith("PIP_")]:
            del os.environ[name]
        os.environ["HOME"] = folder
        os.environ.update(request["env"])
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            pip = create_command("install", isolated="--isolated" in request["args"])
            options, args = pip.parse_args(list(request["args"]))
        return describe(options, args)
    except SystemExit as end:
        raise ValueError("pip ends") from end
    finally:
        configuration.get_configuration_files = files
        os.environ.clear()
        os.environ.update(kept)
        shutil.rmtree(folder)


def answer(request):
    return {"pip_table": table, "pip_command": command}[request["op"]](request)
