#include "core/requirements/project_requirements.h"
#include "core/requirements/requirement_files.h"
#include "tests/fuzz/fuzz.h"

#include <map>

using namespace pinwheel;
using fuzz::require;

namespace {

/// Every path leads to the fuzzed text, so that includes recurse and circles are met.
class OneText final : public RequirementSource
{
public:
    explicit OneText(SourceTextPtr text)
        : m_text(std::move(text))
    {
    }
    RequirementText read(const std::string& location) override
    {
        return location.size() % 3 == 0 ? RequirementText::unknown("test")
                                        : RequirementText::found(FileId {}, m_text);
    }
    std::optional<bool> exists(const std::string& path) override { return path.size() % 2 == 0; }

private:
    SourceTextPtr m_text;
};

void requireInside(Span span, std::size_t size, const char* promise)
{
    require(span.begin <= span.end && span.end <= size, promise);
}

void readAsFile(std::string_view text)
{
    const auto source = std::make_shared<const SourceText>("requirements.txt", std::string(text));
    OneText files(source);
    RequirementReading reading;
    reading.entries = {{.path = "requirements.txt", .span = {}}};
    reading.variables = {{"A", std::string("x ${A}")},
                         {"B", unknown("test")},
                         {"C", std::string("--pre -r other.txt")}};
    const RequirementFiles read = readRequirementFiles(reading, files);
    for (const RequirementLine& line : read.requirements) {
        requireInside(line.span, text.size(), "a line lies in the text");
        requireInside(line.textSpan, text.size(), "a requirement lies in the text");
        require(line.fileUse < read.files.size(), "a line's file is known");
        for (const RequirementFileOption& option : line.options)
            requireInside(option.span, text.size(), "an option lies in the text");
        for (const RequirementHash& hash : line.hashes)
            requireInside(hash.span, text.size(), "a hash lies in the text");
    }
    for (const OptionLine& line : read.options)
        for (const RequirementFileOption& option : line.options)
            requireInside(option.valueSpan, text.size(), "a value lies in the text");
    for (const RequirementProblem& problem : read.problems) {
        requireInside(problem.span, text.size(), "a problem lies in the text");
        require(!problem.message.empty(), "a problem is told");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::textOf(data, size);
    readAsFile(text);
    for (int kind = 0; kind <= static_cast<int>(ProjectFileKind::SetupPy); ++kind) {
        const ProjectFile project =
            readProjectFile(static_cast<ProjectFileKind>(kind), FileId {}, text);
        for (const ProjectRequirement& requirement : project.requirements)
            requireInside(requirement.span, size, "a project's requirement lies in the text");
        for (const ProjectFileProblem& problem : project.problems)
            requireInside(problem.span, size, "a project's problem lies in the text");
    }
    return 0;
}
