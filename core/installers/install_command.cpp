#include "core/installers/install_command.h"

namespace pinwheel {

std::string_view toText(InstallTool tool)
{
    switch (tool) {
#define INSTALLER(IDENTIFIER, TEXT, RECOGNIZER)                                                    \
    case InstallTool::IDENTIFIER:                                                                  \
        return TEXT;
#include "core/installers/installers.def"
#undef INSTALLER
    }
    return {};
}

std::string_view toText(InstallAction action)
{
    switch (action) {
    case InstallAction::Install:
        return "install";
    case InstallAction::Uninstall:
        return "uninstall";
    case InstallAction::Sync:
        return "sync";
    case InstallAction::Add:
        return "add";
    case InstallAction::Download:
        return "download";
    case InstallAction::BuildWheel:
        return "build wheels";
    case InstallAction::Lock:
        return "lock";
    case InstallAction::Export:
        return "export";
    case InstallAction::CreateEnvironment:
        return "create environment";
    case InstallAction::RemoveEnvironment:
        return "remove environment";
    case InstallAction::InstallTool:
        return "install tool";
    case InstallAction::InstallPython:
        return "install Python";
    case InstallAction::SelectPython:
        return "select Python";
    case InstallAction::BootstrapPip:
        return "bootstrap pip";
    case InstallAction::InstallInstaller:
        return "install installer";
    case InstallAction::UpdateLists:
        return "update package lists";
    case InstallAction::UpgradeAll:
        return "upgrade all";
    case InstallAction::AddRepository:
        return "add repository";
    case InstallAction::Configure:
        return "configure";
    case InstallAction::Clean:
        return "clean";
    case InstallAction::Run:
        return "run";
    case InstallAction::Query:
        return "query";
    }
    return {};
}

const CommandOption* InstallCommand::option(std::string_view name) const
{
    const CommandOption* found = nullptr;
    for (const CommandOption& each : options)
        if (each.name == name) found = &each;
    return found;
}

} // namespace pinwheel
