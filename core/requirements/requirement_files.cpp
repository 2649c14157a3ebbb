#include "core/requirements/requirement_files.h"

#include "core/base/limits.h"
#include "core/python/python_text.h"
#include "core/requirements/decoded_text.h"
#include "core/requirements/finder_lines.h"
#include "core/requirements/include_location.h"
#include "core/requirements/requirement_line_parser.h"

#include <algorithm>
#include <utility>

// Reads requirement files in pip's order: a nested file's lines stand where the -r or -c stands.
// What pip refuses ends pip; we note it and read on, so that the whole file can be shown.
// Reference: pip 25.1, req/req_file.py. Not implemented: decoding by the HTTP headers of a file
// that is read from a URL.

namespace pinwheel {
namespace {

class FilesReader
{
public:
    FilesReader(const RequirementReading& reading, RequirementSource& source)
        : m_reading(reading)
        , m_source(source)
    {
        m_result.finder = reading.finder;
    }

    RequirementFiles read()
    {
        for (const RequirementEntry& entry : m_reading.entries) {
            const std::string location = isFileUrl(entry.path)
                ? entry.path
                : joinedPath(m_reading.workingFolder, entry.path);
            RequirementFileUse use {
                .location = location, .constraint = entry.constraint, .includeSpan = entry.span};
            readUse(std::move(use), 0);
        }
        return std::move(m_result);
    }

    RequirementFiles readOne(FileId file, const SourceTextPtr& text, bool constraint)
    {
        m_follow = false;
        RequirementFileUse use {.file = file, .location = text->path(), .constraint = constraint};
        m_result.files.push_back(use);
        readLines(0, *text, 0);
        return std::move(m_result);
    }

private:
    void problem(RequirementProblem::Kind kind, std::uint32_t use, std::optional<Span> span,
                 std::string message)
    {
        m_result.problems.push_back({.kind = kind,
                                     .fileUse = use,
                                     .span = span.value_or(Span {.file = m_result.files[use].file}),
                                     .message = std::move(message)});
    }

    /// The -r or -c that names a use, and the use that holds it: where a problem with the file
    /// itself is shown.
    std::uint32_t includer(std::uint32_t use) const
    {
        return m_result.files[use].includedBy.value_or(use);
    }

    void readUse(RequirementFileUse use, std::size_t depth)
    {
        if (m_result.files.size() >= limits::requirementFiles || depth >= limits::includeDepth) {
            if (m_result.files.empty()) return;
            const std::uint32_t by = use.includedBy.value_or(0);
            problem(RequirementProblem::Kind::Limit, by, use.includeSpan,
                    depth >= limits::includeDepth
                        ? "requirement files are nested too deeply; " + use.location
                            + " is not read"
                        : "too many requirement files; " + use.location + " is not read");
            return;
        }
        const RequirementText text = m_source.read(use.location);
        use.file = text.file;
        use.known = text.kind == RequirementText::Kind::Found && text.text;
        m_result.files.push_back(use);
        const auto index = static_cast<std::uint32_t>(m_result.files.size() - 1);
        switch (text.kind) {
        case RequirementText::Kind::Found:
            break;
        case RequirementText::Kind::Missing:
            problem(RequirementProblem::Kind::Error, includer(index), use.includeSpan,
                    "could not open requirements file: no such file: " + use.location);
            return;
        case RequirementText::Kind::Unknown:
            problem(RequirementProblem::Kind::Unknown, includer(index), use.includeSpan,
                    "the content of " + use.location + " is not known: " + text.reason);
            return;
        }
        if (text.text->bytes().size() > limits::textFileBytes) {
            m_result.files[index].known = false;
            problem(RequirementProblem::Kind::Limit, includer(index), use.includeSpan,
                    use.location + " is too large to be read");
            return;
        }
        readLines(index, *text.text, depth);
    }

    void readLines(std::uint32_t use, const SourceText& source, std::size_t depth)
    {
        const auto decoded = decodeRequirementText(source.bytes());
        if (!decoded) {
            m_result.files[use].known = false;
            problem(RequirementProblem::Kind::Error, use, Span {.file = m_result.files[use].file},
                    source.path() + " " + decoded.error());
            return;
        }
        for (JoinedLine& line : logicalLines(decoded->text)) {
            if (m_result.requirements.size() >= limits::requirementLines) {
                if (std::exchange(m_isFull, true)) return;
                problem(RequirementProblem::Kind::Limit, use,
                        placeOf(use, *decoded, line.line, 0, line.line.text().size()),
                        "too many requirements; those from this line on are not read");
                return;
            }
            readLine(use, *decoded, std::move(line), depth);
        }
    }

    /// The place in the file of bytes [begin, end) of a line.
    Span placeOf(std::uint32_t use, const DecodedText& decoded, const TracedLine& line,
                 std::size_t begin, std::size_t end) const
    {
        const std::uint32_t from = decoded.originOf(line.beginOf(begin));
        const std::uint32_t to =
            decoded.originOf(end > begin ? line.endOf(end) : line.beginOf(begin));
        return {.file = m_result.files[use].file, .begin = from, .end = std::max(from, to)};
    }

    void readLine(std::uint32_t use, const DecodedText& decoded, JoinedLine logical,
                  std::size_t depth)
    {
        const TracedLine written = logical.line;
        const Span span = placeOf(use, decoded, written, 0, written.text().size());
        std::vector<std::string> troubles;
        const ParsedLine parsed =
            parseRequirementLine(std::move(logical.line), m_reading.variables, troubles);
        std::vector<RequirementFileOption> options;
        for (const LineOption& option : parsed.options)
            options.push_back({.name = std::string(option.spec->name()),
                               .value = option.value,
                               .span = placeOf(use, decoded, parsed.line, option.begin, option.end),
                               .valueSpan = placeOf(use, decoded, parsed.line, option.valueBegin,
                                                    option.valueEnd)});
        checkOptionValues(options, troubles);
        for (std::string& trouble : troubles)
            problem(RequirementProblem::Kind::Error, use, span,
                    "invalid requirement: " + std::move(trouble));
        if (!parsed.unknownReason.empty())
            problem(
                parsed.isCut ? RequirementProblem::Kind::Limit : RequirementProblem::Kind::Unknown,
                use, span,
                parsed.isCut ? "the line " + parsed.unknownReason.substr(3) : parsed.unknownReason);
        // pip's parser changes --no-binary and --only-binary at once, whatever the line turns out
        // to be.
        applyFormats(m_result.finder, options);

        const bool asks = !parsed.arguments.empty() || parsed.has("--editable");
        if (asks) {
            addRequirement(use, decoded, parsed, logical.number, span, std::move(options));
            return;
        }
        OptionLine line {.fileUse = use,
                         .lineNumber = logical.number,
                         .span = span,
                         .options = std::move(options),
                         .unknownReason = parsed.unknownReason};
        m_result.options.push_back(line);
        if (!troubles.empty()) return;
        if (parsed.has("--requirement") || parsed.has("--constraint"))
            include(use, line, depth);
        else
            applyOptions(use, line);
    }

    void addRequirement(std::uint32_t use, const DecodedText& decoded, const ParsedLine& parsed,
                        std::uint32_t number, Span span, std::vector<RequirementFileOption> options)
    {
        RequirementLine line {.fileUse = use,
                              .lineNumber = number,
                              .span = span,
                              .constraint = m_result.files[use].constraint};
        line.editable = parsed.has("--editable");
        line.unknownReason = parsed.unknownReason;
        if (!parsed.arguments.empty()) {
            line.text = parsed.arguments;
            const std::string_view trimmed = withoutOuterBlanks(line.text);
            const auto begin =
                trimmed.empty() ? 0 : static_cast<std::size_t>(trimmed.data() - line.text.data());
            line.textSpan = placeOf(use, decoded, parsed.line, begin, begin + trimmed.size());
        } else {
            const LineOption& editable = *parsed.first("--editable");
            line.text = editable.value;
            line.textSpan =
                placeOf(use, decoded, parsed.line, editable.valueBegin, editable.valueEnd);
        }
        line.subject = readRequirementSubject(line.text, line.editable);
        for (const RequirementFileOption& option : options) {
            const std::size_t colon = option.value.find(':');
            if (option.name == "--hash" && !line.editable && colon != std::string::npos)
                line.hashes.push_back({.algorithm = option.value.substr(0, colon),
                                       .digest = option.value.substr(colon + 1),
                                       .span = option.span});
            if (!countsForRequirement(option.name, line.editable))
                problem(RequirementProblem::Kind::Ignored, use, option.span,
                        option.name + " has no effect behind a requirement");
        }
        if (line.subject.kind == SubjectKind::Invalid && line.unknownReason.empty())
            problem(RequirementProblem::Kind::Refused, use, line.textSpan, line.subject.error);
        line.options = std::move(options);
        m_result.requirements.push_back(std::move(line));
    }

    void include(std::uint32_t use, const OptionLine& line, std::size_t depth)
    {
        // The first -r of a line counts, and -c only where there is no -r; all others have no
        // effect.
        const auto named = [&](std::string_view name) {
            return std::ranges::find(line.options, name, &RequirementFileOption::name);
        };
        const bool constraint = named("--requirement") == line.options.end();
        const auto option = named(constraint ? "--constraint" : "--requirement");
        for (const RequirementFileOption& other : line.options)
            if (&other != &*option && !isFormatOption(other.name))
                problem(RequirementProblem::Kind::Ignored, use, other.span,
                        other.name + " has no effect beside " + option->name);
        if (!m_follow) return;
        if (!line.unknownReason.empty() && option->value.contains("${")) {
            problem(RequirementProblem::Kind::Unknown, use, option->span,
                    "which file is read is not known: " + line.unknownReason);
            return;
        }
        const std::string location = includedLocation(m_result.files[use].location, option->value);
        for (std::optional<std::uint32_t> above = use; above;
             above = m_result.files[*above].includedBy)
            if (m_result.files[*above].location == location) {
                problem(RequirementProblem::Kind::Error, use, option->span,
                        location + " recursively references itself");
                return;
            }
        readUse({.location = location,
                 .constraint = constraint,
                 .includedBy = use,
                 .includeSpan = option->span},
                depth + 1);
    }

    void applyOptions(std::uint32_t use, const OptionLine& line)
    {
        for (const RequirementFileOption& option : line.options)
            if (option.name == "--hash" || option.name == "--global-option"
                || option.name == "--config-settings")
                problem(RequirementProblem::Kind::Ignored, use, option.span,
                        option.name + " has no effect without a requirement");
        std::vector<std::string> troubles;
        applyOptionLine(m_result.finder, line, m_result.files[use].location, m_source, troubles);
        for (std::string& trouble : troubles)
            problem(RequirementProblem::Kind::Error, use, line.span, std::move(trouble));
    }

    const RequirementReading& m_reading;
    RequirementSource& m_source;
    RequirementFiles m_result;
    bool m_follow = true;
    bool m_isFull = false; ///< the limit of requirements was reached and told
};

/// For a text by itself: nothing else is there.
class NoSource final : public RequirementSource
{
public:
    RequirementText read(const std::string&) override
    {
        return RequirementText::unknown("only one text is looked at");
    }
    std::optional<bool> exists(const std::string&) override { return std::nullopt; }
};

} // namespace

bool RequirementFiles::isReadable() const
{
    return std::ranges::none_of(problems, [](const RequirementProblem& p) {
        return p.kind == RequirementProblem::Kind::Error;
    });
}

std::string RequirementFiles::chainText(std::uint32_t fileUse) const
{
    std::string text;
    for (std::optional<std::uint32_t> use = fileUse; use && *use < files.size();
         use = files[*use].includedBy)
        text = files[*use].location + (text.empty() ? "" : " → ") + text;
    return text;
}

std::vector<RequirementEntry> inPipsOrder(std::vector<RequirementEntry> entries)
{
    std::ranges::stable_partition(entries, &RequirementEntry::constraint);
    return entries;
}

RequirementFiles readRequirementFiles(const RequirementReading& reading, RequirementSource& source)
{
    return FilesReader(reading, source).read();
}

RequirementFiles readRequirementText(FileId file, const SourceTextPtr& text,
                                     const RequirementVariables& variables, bool constraint)
{
    RequirementReading reading;
    reading.variables = variables;
    NoSource none;
    return FilesReader(reading, none).readOne(file, text, constraint);
}

} // namespace pinwheel
