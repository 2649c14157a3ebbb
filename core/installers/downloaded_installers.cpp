#include "core/installers/tool_readers.h"

#include <algorithm>

// Installers that come as a downloaded script or program: `curl … | sh`. They are told by the
// address alone; what the script does is its makers' word (the tools' own installation pages).

namespace pinwheel {
namespace {

struct ScriptAddress {
    std::string_view part; ///< of the URL, without its scheme
    std::string_view brings;
};

constexpr std::array scripts {
    ScriptAddress {"astral.sh/uv", "uv"},
    ScriptAddress {"github.com/astral-sh/uv/releases", "uv"},
    ScriptAddress {"install.python-poetry.org", "poetry"},
    ScriptAddress {"python-poetry/poetry/master/get-poetry.py", "poetry"},
    ScriptAddress {"python-poetry/poetry/master/install-poetry.py", "poetry"},
    ScriptAddress {"python-poetry/install.python-poetry.org", "poetry"},
    ScriptAddress {"pdm-project.org/install-pdm.py", "pdm"},
    ScriptAddress {"pdm-project/pdm/main/install-pdm.py", "pdm"},
    ScriptAddress {"/miniconda/Miniconda", "conda"},
    ScriptAddress {"/archive/Anaconda", "conda"},
    ScriptAddress {"conda-forge/miniforge/releases", "conda"},
    ScriptAddress {"micro.mamba.pm", "micromamba"},
    ScriptAddress {"micromamba.snakepit.net", "micromamba"},
    ScriptAddress {"mamba-org/micromamba-releases", "micromamba"},
    ScriptAddress {"pyenv.run", "pyenv"},
    ScriptAddress {"pyenv/pyenv-installer", "pyenv"},
    ScriptAddress {"bootstrap.pypa.io", "pip"},
    ScriptAddress {"sh.rustup.rs", "rustup"},
    ScriptAddress {"static.rust-lang.org/rustup", "rustup"},
    ScriptAddress {"hatch.pypa.io", "hatch"},
    ScriptAddress {"pixi.sh/install.sh", "pixi"},
};

} // namespace

std::optional<InstallCommand> recognizePipedInstaller(std::string_view url, Span span)
{
    const std::size_t scheme = url.find("://");
    const std::string_view address =
        scheme == std::string_view::npos ? url : url.substr(scheme + 3);
    const auto found = std::ranges::find_if(
        scripts, [address](const ScriptAddress& script) { return address.contains(script.part); });
    if (found == scripts.end()) return std::nullopt;
    InstallCommand command {.tool = InstallTool::Script,
                            .action = InstallAction::InstallInstaller,
                            .subcommand = std::string(found->brings),
                            .span = span};
    command.program = {.text = std::string(url), .span = span};
    PackageArgument argument {.kind = PackageArgument::Kind::Url,
                              .name = std::string(found->brings),
                              .location = std::string(url),
                              .span = span};
    argument.text = std::string(url);
    command.arguments.push_back(std::move(argument));
    return command;
}

std::optional<InstallCommand> readNothing(const ToolCall&)
{
    return std::nullopt;
}

} // namespace pinwheel
