#include "app/cli/output.h"

#include "core/base/format.h"
#include "core/text/save_files.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace pinwheel {

ProgressLine::ProgressLine()
    : m_isTerminal(::isatty(STDERR_FILENO) == 1)
{
}

ProgressLine::~ProgressLine()
{
    if (m_isShown) std::fputs("\r\033[K", stderr);
}

void ProgressLine::tell(std::string_view text)
{
    const auto now = std::chrono::steady_clock::now();
    const auto pause =
        m_isTerminal ? std::chrono::milliseconds(50) : std::chrono::milliseconds(1000);
    if (m_told && now - *m_told < pause) return;
    m_told = now;
    m_isShown = m_isTerminal;
    std::fprintf(stderr, m_isTerminal ? "\r\033[K%.*s" : "%.*s\n", static_cast<int>(text.size()),
                 text.data());
}

namespace {

Result<void> writeAll(int file, std::string_view bytes, const std::string& name)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0)
            return fail(ErrorCode::NotWritable,
                        formatted("{}: cannot be written ({})", name, std::strerror(errno)));
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

bool isSet(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

} // namespace

Result<void> writeOutput(const std::string& path, std::string_view bytes)
{
    if (!path.empty() && path != "-") return replaceFile(path, bytes);
    std::fflush(stdout);
    return writeAll(STDOUT_FILENO, bytes, "standard output");
}

bool useColor(ColorChoice choice, const std::string& outputPath)
{
    switch (choice) {
    case ColorChoice::Always:
        return true;
    case ColorChoice::Never:
        return false;
    case ColorChoice::Automatic:
        break;
    }
    // Source: no-color.org, and bixense.com/clicolors.
    if (isSet("NO_COLOR")) return false;
    if (isSet("CLICOLOR_FORCE")) return true;
    const char* terminal = std::getenv("TERM");
    if (terminal != nullptr && std::strcmp(terminal, "dumb") == 0) return false;
    return (outputPath.empty() || outputPath == "-") && ::isatty(STDOUT_FILENO) == 1;
}

} // namespace pinwheel
