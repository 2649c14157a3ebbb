// pinwheel-probe: answers questions about the core library, one JSON object a line on standard
// input, one JSON object a line on standard output, until end of input. Other implementations
// (packaging, pip, BuildKit's parser, a shell) answer the same questions, and tests/differential
// compares the answers. It is neither installed nor for users.
//
// To add an operation: write its function in a *_ops.cpp file, declare it in probe.h, add one line
// to `operations`.

#include "tests/probe/probe.h"

#include <array>
#include <iostream>
#include <string>

namespace pinwheel::probe {
namespace {

struct Operation {
    std::string_view name;
    Answer answer; ///< null where the core cannot answer yet
};

constexpr std::array operations {
    Operation {"version", answerVersion},
    Operation {"compare", answerCompare},
    Operation {"contains", answerContains},
    Operation {"filter", answerFilter},
    Operation {"requirement", answerRequirement},
    Operation {"marker", answerMarker},
    Operation {"wheel", answerWheel},
    Operation {"platforms", answerPlatforms},
    Operation {"tags", answerTags},
    Operation {"requirements_file", answerRequirementsFile},
    Operation {"dockerfile", answerDockerfile},
    Operation {"expand", answerExpand},
    Operation {"shell", answerShell},
    Operation {"pip", answerPip},
    Operation {"pip_table", answerPipTable},
    Operation {"pip_command", answerPipCommand},
};

Json answerLine(const std::string& line)
{
    try {
        const Json request = Json::parse(line);
        const std::string op = request.at("op").get<std::string>();
        for (const Operation& operation : operations)
            if (operation.name == op)
                return operation.answer ? operation.answer(request) : failure("not implemented");
        return failure("unknown op");
    } catch (const Json::exception& error) {
        return failure(std::string("bad request: ") + error.what());
    }
}

} // namespace
} // namespace pinwheel::probe

int main()
{
    using pinwheel::probe::Json;
    std::ios::sync_with_stdio(false);
    std::string line;
    while (std::getline(std::cin, line)) {
        const Json answer = pinwheel::probe::answerLine(line);
        // ASCII alone, because some readers take U+2028 for the end of a line. Bytes of the input
        // that are not UTF-8 come back as U+FFFD, so that an answer is always JSON.
        std::cout << answer.dump(-1, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace)
                  << '\n';
        // Who asks question by question waits for the answer; who pipes a file in gets them in
        // blocks.
        if (std::cin.rdbuf()->in_avail() <= 0) std::cout.flush();
    }
    return 0;
}
