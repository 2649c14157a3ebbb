#include "offer_checks.h"

#include "core/dockerfile/dockerfile.h"
#include "core/text/line_diff.h"

#include <algorithm>
#include <array>
#include <set>

using namespace pinwheel;

namespace {

using Key = std::pair<std::string, std::string>;

/// How many findings of each rule and subject are at a level or above.
std::map<Key, int> countsFrom(const std::vector<Finding>& findings, Level least)
{
    std::map<Key, int> counts;
    for (const Finding& finding : findings)
        if (!finding.suppressedBy && finding.level >= least)
            ++counts[{finding.rule, finding.subject}];
    return counts;
}

int countOf(const std::vector<Finding>& findings, const Key& key)
{
    const auto counts = countsFrom(findings, Level::Low);
    const auto there = counts.find(key);
    return there == counts.end() ? 0 : there->second;
}

std::size_t fatalProblems(const TrialAudit& audit, const std::string& path)
{
    const auto file = audit.sources.find(path);
    if (!file) return 0;
    const Dockerfile tree = parseDockerfile(*file, audit.sources.text(*file).bytes());
    return static_cast<std::size_t>(
        std::ranges::count_if(tree.problems, &DockerfileProblem::fatal));
}

bool hasBareNewline(std::string_view text)
{
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1))
        if (at == 0 || text[at - 1] != '\r') return true;
    return false;
}

/// Lines that go must be lines that an edit names, and the habits of the file stay.
void checkLayout(const SourceText& text, FileId file, const Fix& fix, const std::string& after,
                 std::vector<std::string>& troubles)
{
    std::set<std::uint32_t> named;
    for (const TextEdit& edit : fix.edits.editsOf(file)) {
        const std::uint32_t last =
            edit.span.end > edit.span.begin ? edit.span.end - 1 : edit.span.begin;
        for (std::uint32_t line = text.lineOf(edit.span.begin); line <= text.lineOf(last); ++line)
            named.insert(line);
        // A line whose ending goes or comes is joined to its neighbour.
        if (edit.span.begin > 0) named.insert(text.lineOf(edit.span.begin - 1));
        named.insert(text.lineOf(edit.span.end));
    }
    for (const DiffLine& line : diffLines(text.bytes(), after))
        if (line.kind == DiffLine::Kind::Removed && !named.contains(line.oldLine))
            troubles.push_back(text.path() + ":" + std::to_string(line.oldLine)
                               + " is changed and no edit names it");
    const std::string_view before = text.bytes();
    if (before.contains('\n') && !hasBareNewline(before) && hasBareNewline(after))
        troubles.push_back(text.path() + " gets a line that ends without CR");
    if (!before.contains('\r') && after.contains('\r'))
        troubles.push_back(text.path() + " gets a CR");
    if (!before.empty() && !after.empty() && before.ends_with('\n') != after.ends_with('\n'))
        troubles.push_back(text.path() + " ends with a newline in one text only");
    if (before.starts_with("\xEF\xBB\xBF") != after.starts_with("\xEF\xBB\xBF"))
        troubles.push_back(text.path() + ": the byte order mark moved");
}

/// The spans of the patched text that the edits wrote.
std::vector<Span> writtenSpans(const EditSet& edits, FileId file, FileId fileAfter)
{
    std::vector<Span> spans;
    std::int64_t shift = 0;
    for (const TextEdit& edit : edits.editsOf(file)) {
        const auto begin = static_cast<std::uint32_t>(edit.span.begin + shift);
        spans.push_back(
            {fileAfter, begin, begin + static_cast<std::uint32_t>(edit.replacement.size())});
        shift +=
            static_cast<std::int64_t>(edit.replacement.size()) - (edit.span.end - edit.span.begin);
    }
    return spans;
}

/// Whether the patched project gets the same fix again at a place that this one wrote.
bool isOfferedAgain(const Fix& fix, const Finding& finding, const SourceSet& sources,
                    const TrialAudit& after)
{
    for (const Finding& left : after.findings) {
        if (left.rule != finding.rule || left.subject != finding.subject || left.suppressedBy)
            continue;
        for (const Fix& again : left.fixes) {
            if (again.title != fix.title) continue;
            for (const TextEdit& edit : again.edits.edits()) {
                const auto file = sources.find(after.sources.text(edit.span.file).path());
                if (!file) continue;
                for (const Span written : writtenSpans(fix.edits, *file, edit.span.file))
                    if (edit.span.begin <= written.end && written.begin <= edit.span.end)
                        return true;
            }
        }
    }
    return false;
}

} // namespace

std::vector<std::string> troubleWith(const Fix& fix, const Finding* finding, const Audit& audit,
                                     const TrialAudit& before, const TrialFunction& trial)
{
    std::vector<std::string> troubles;
    const SourceSet& sources = audit.model.sources;
    if (!fix.outcome) troubles.push_back("it is offered without an outcome");
    const auto patched = patchedTexts(sources, fix.edits);
    if (!patched) return {patched.error().message};
    if (patched->empty()) return {"it changes nothing"};
    const auto after = trial(*patched);
    if (!after) return {after.error().message};
    for (const auto& [path, text] : *patched) {
        const auto file = sources.find(path);
        if (!file) return {path + " is no file of the project"};
        checkLayout(sources.text(*file), *file, fix, text, troubles);
    }
    const std::string& dockerfile = sources.text(audit.model.dockerfileText).path();
    if (fatalProblems(*after, dockerfile) > fatalProblems(before, dockerfile))
        troubles.push_back("the Dockerfile does not parse any more");
    if (finding != nullptr) {
        const Key key {finding->rule, finding->subject};
        if (countOf(after->findings, key) >= countOf(before.findings, key))
            troubles.push_back("its finding is still there");
        if (isOfferedAgain(fix, *finding, sources, *after))
            troubles.push_back("it is offered again at what it wrote");
    }
    for (const Level level : {Level::Medium, Level::High, Level::Critical}) {
        const auto old = countsFrom(before.findings, level);
        for (const auto& [key, count] : countsFrom(after->findings, level)) {
            const auto there = old.find(key);
            if (count > (there == old.end() ? 0 : there->second))
                troubles.push_back("it raises " + key.first + " about " + key.second + " at "
                                   + std::string(toText(level)));
        }
    }
    if (after->overall > before.overall) troubles.push_back("the overall level rises");
    if (after->failedInstalls > before.failedInstalls)
        troubles.push_back("an install command fails that did not before");
    return troubles;
}
