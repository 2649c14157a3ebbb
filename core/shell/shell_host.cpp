#include "core/shell/shell_host.h"

namespace pinwheel {

ShellHost::FileKind ShellHost::kindOf(std::string_view /*path*/) const
{
    return FileKind::Unknown;
}

TracedText ShellHost::readFile(std::string_view path) const
{
    return unknown("the file " + std::string(path) + " is not known");
}

Known<std::vector<std::string>> ShellHost::listFolder(std::string_view path) const
{
    return unknown("the folder " + std::string(path) + " is not known");
}

void ShellHost::writeFile(const FileWrite& /*write*/) { }
void ShellHost::editWithoutEffect(std::string_view /*path*/, std::string_view /*script*/,
                                  ShellRange /*origin*/)
{
}
void ShellHost::makeFolder(std::string_view /*path*/, ShellRange /*origin*/) { }
void ShellHost::removePath(std::string_view /*path*/, bool /*recursive*/, ShellRange /*origin*/) { }
void ShellHost::makeLink(std::string_view /*target*/, std::string_view /*path*/,
                         ShellRange /*origin*/)
{
}

void ShellHost::copyPath(std::string_view from, std::string_view to, bool /*recursive*/, bool move,
                         ShellRange origin)
{
    if (kindOf(from) == FileKind::Folder) return;
    writeFile({.path = std::string(to), .content = readFile(from), .origin = origin});
    if (move) removePath(from, false, origin);
}

void ShellHost::unknownPathChanged(ShellRange /*origin*/) { }

Known<std::string> ShellHost::commandPath(std::string_view name, const ShellState& /*state*/) const
{
    return unknown("it is not known where " + std::string(name) + " is installed");
}

} // namespace pinwheel
