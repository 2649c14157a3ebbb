#include "app/cli/pdf.h"
#include "core/base/format.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>
#include <vector>

namespace pinwheel {

Result<void> preparePdf()
{
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::string program = (self.parent_path() / "pinwheel-pdf").string();
    if (error || !std::filesystem::exists(program, error))
        return fail(
            ErrorCode::NotFound,
            formatted("PDF is written by pinwheel-pdf, which is not beside {}", self.string()));
    std::ifstream file("/proc/self/cmdline", std::ios::binary);
    std::string words((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    std::vector<char*> arguments;
    for (std::size_t at = 0; at < words.size(); at += std::strlen(words.data() + at) + 1)
        arguments.push_back(words.data() + at);
    arguments.push_back(nullptr);
    ::execv(program.c_str(), arguments.data());
    return fail(ErrorCode::NotReadable,
                formatted("{}: cannot be started ({})", program, std::strerror(errno)));
}

Result<std::string> renderPdfReport(const Audit&, const ReportOptions&, std::string_view)
{
    return fail(ErrorCode::Unsupported, "this program writes no PDF");
}

} // namespace pinwheel
