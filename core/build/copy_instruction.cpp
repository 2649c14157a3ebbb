// COPY and ADD: which known files and folders come into the image, from the context, a heredoc or
// another stage.

#include "core/base/format.h"
#include "core/base/limits.h"
#include "core/build/stage_state.h"
#include "core/dockerfile/context_copy.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

/// Sources and destination after expansion; none where one of them is not known.
struct CopyWords {
    std::vector<std::pair<std::string, Span>> sources;
    std::string destination;
    std::string unknownReason;
};

CopyWords expandWords(const StageState& state, const Instruction& instruction)
{
    CopyWords out;
    for (std::size_t i = 0; i < instruction.words.size(); ++i) {
        const Word& word = instruction.words[i];
        const bool isLast = i + 1 == instruction.words.size();
        const bool isHeredoc =
            std::ranges::any_of(instruction.heredocs, [&](const Heredoc& heredoc) {
                return word.text.contains("<<") && word.text.contains(heredoc.name);
            });
        if (isHeredoc && !isLast) continue;
        const Expansion expansion = state.variables.expand(word.text);
        if (!expansion.value.isKnown() || expansion.error) {
            out.unknownReason = expansion.error.value_or(expansion.value.reason());
            if (isLast) return out;
            continue;
        }
        if (isLast)
            out.destination = *expansion.value;
        else
            out.sources.emplace_back(*expansion.value, word.span);
    }
    return out;
}

std::string lastPart(std::string_view path)
{
    while (path.ends_with('/'))
        path.remove_suffix(1);
    const std::size_t slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

/// COPY takes no addresses; the builder stops at the first. Source: BuildKit,
/// frontend/dockerfile/dockerfile2llb, dispatchCopy.
bool refusesAddress(Interpretation& run, const CopyWords& words, std::uint32_t step)
{
    const auto address = std::ranges::find_if(words.sources, [](const auto& source) {
        return source.first.starts_with("http://") || source.first.starts_with("https://");
    });
    if (address == words.sources.end()) return false;
    run.model.trace.problems.push_back({.kind = BuildProblem::Kind::Refused,
                                        .span = address->second,
                                        .message = "source can't be a URL for COPY",
                                        .fatal = true,
                                        .layer = step});
    return true;
}

bool destinationIsFolder(Interpretation& run, const StageState& state, const CopyWords& words)
{
    if (words.destination.ends_with('/') || words.destination == "." || words.sources.size() > 1)
        return true;
    const std::string path = absoluteImagePath(state.workingFolder, words.destination);
    // Folders that every image has (Filesystem Hierarchy Standard).
    static constexpr std::array<std::string_view, 14> standard {
        "/",        "/tmp",     "/opt", "/root", "/home", "/usr", "/usr/local", "/usr/local/bin",
        "/usr/bin", "/usr/src", "/etc", "/var",  "/srv",  "/mnt"};
    if (std::ranges::find(standard, path) != standard.end()) return true;
    return path == state.workingFolder
        || state.files.find(path, run.texts).kind == FileLookup::Kind::Folder;
}

void copyHeredocs(StageState& state, const Instruction& instruction, const std::string& destination,
                  bool intoFolder, std::uint32_t step)
{
    for (const Heredoc& heredoc : instruction.heredocs) {
        const std::string path = absoluteImagePath(
            state.workingFolder,
            intoFolder ? formatted("{}/{}", destination, heredoc.name) : destination);
        const JoinedText content = heredoc.effectiveContent();
        std::string text = content.text();
        std::vector<WrittenPiece> pieces;
        if (heredoc.expand && text.contains('$')) {
            // Values put in for variables have no place of their own in the Dockerfile.
            const Expansion expansion = state.variables.expand(
                text, {.escape = state.variables.escape(), .keepQuotes = true});
            if (!expansion.value.isKnown() || expansion.error) {
                state.files.writeUnknown(path, "a variable in the heredoc is not known",
                                         {step, heredoc.contentSpan});
                continue;
            }
            text = *expansion.value;
        } else {
            for (const JoinedText::Segment& segment : content.segments())
                pieces.push_back(
                    {segment.begin,
                     segment.length,
                     {content.file(), segment.source, segment.source + segment.length}});
        }
        state.files.writeText(path, std::move(text), std::move(pieces),
                              {step, heredoc.contentSpan});
    }
}

/// "3.11" of "/usr/local/lib/python3.11/site-packages"; empty where the path names no version.
std::string versionOfFolder(std::string_view path)
{
    constexpr std::string_view marker = "/python";
    const std::size_t at = path.rfind(marker);
    if (at == std::string_view::npos) return {};
    const std::string_view version =
        path.substr(at + marker.size(), path.find('/', at + 1) - at - marker.size());
    return version.contains('.') ? std::string(version) : std::string();
}

/// The paths of another stage that a source with wildcards stands for; the source itself where they
/// are not known. Source: the Dockerfile reference, COPY: Go's filepath.Match, name by name.
std::vector<std::string> matchesIn(const ImageFiles& files, const std::string& source,
                                   ProjectTexts& texts)
{
    std::vector<std::string> found {"/"};
    std::string_view rest = source;
    while (!rest.empty()) {
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        const std::string part(rest.substr(0, slash));
        rest.remove_prefix(std::min(slash + 1, rest.size()));
        if (part.empty()) continue;
        std::vector<std::string> next;
        for (const std::string& path : found) {
            if (part.find_first_of("*?[\\") == std::string::npos) {
                next.push_back(absoluteImagePath(path, part));
                continue;
            }
            const Known<std::vector<std::string>> names = files.list(path, texts);
            if (!names) return {source};
            for (const std::string& name : *names)
                if (matchesFilePattern(part, name)) next.push_back(absoluteImagePath(path, name));
        }
        if (next.empty() || next.size() > limits::copiedFiles) return {source};
        found = std::move(next);
    }
    return found;
}

CopyWords withMatches(const StageState& from, CopyWords words, ProjectTexts& texts)
{
    std::vector<std::pair<std::string, Span>> sources;
    for (const auto& [source, span] : words.sources)
        for (std::string& match : matchesIn(from.files, absoluteImagePath("/", source), texts))
            sources.emplace_back(std::move(match), span);
    words.sources = std::move(sources);
    return words;
}

/// COPY --from: files of another stage, and the environments that stand below what is copied.
void copyFromStage(Interpretation& run, StageState& state, const StageState& from,
                   const CopyWords& words, bool intoFolder, std::uint32_t step)
{
    const auto image = std::make_shared<const ImageFiles>(from.files);
    for (const auto& [source, span] : words.sources) {
        const std::string sourcePath = absoluteImagePath("/", source);
        const bool isFile = from.files.find(sourcePath, run.texts).kind == FileLookup::Kind::File;
        std::string target = absoluteImagePath(state.workingFolder, words.destination);
        if (isFile && intoFolder) target = absoluteImagePath(target, lastPart(source));
        state.files.mountImage(target, image, sourcePath, {step, span});

        const auto moved = [&](const std::string& path) -> std::optional<std::string> {
            if (path == sourcePath) return target;
            const std::string folder = sourcePath == "/" ? "/" : sourcePath + "/";
            if (!path.starts_with(folder)) return std::nullopt;
            return absoluteImagePath(target, path.substr(folder.size()));
        };
        for (const auto& [path, executable] : from.executables.all()) {
            const auto to = moved(path);
            if (!to) continue;
            Executable there = executable;
            if (const auto prefix = moved(executable.environment)) there.environment = *prefix;
            state.executables.add(*to, std::move(there));
        }
        for (const auto& [prefix, environment] : from.environments) {
            // A whole environment, or its site-packages over the same interpreter.
            const auto to = moved(prefix);
            const bool carriesPackages =
                sourcePath.contains("-packages") && sourcePath.starts_with(prefix + "/lib");
            if (!to && !carriesPackages) continue;
            auto carried = run.copyOf(*environment);
            if (to) {
                carried->prefix = *to;
                if (carried->kind == EnvironmentKind::Virtual)
                    state.copiedEnvironments.insert_or_assign(*to, std::pair(span, step));
                state.environments.insert_or_assign(*to, std::move(carried));
                continue;
            }
            // The packages join the environment that owns the destination folder.
            for (auto& [otherPrefix, other] : state.environments) {
                if (!target.starts_with(otherPrefix + "/lib")) continue;
                const std::string version = versionOfFolder(target);
                if (!version.empty() && other->python.isKnown() && !other->python->empty()
                    && *other->python != version) {
                    state.misplaced.push_back({.place = target,
                                               .python = version,
                                               .interpreter = otherPrefix + "/bin/python3",
                                               .there = *other->python,
                                               .span = span,
                                               .layer = step});
                    continue;
                }
                auto merged = run.copyOf(*other);
                for (const InstalledDistribution& distribution : environment->distributions)
                    merged->put(distribution);
                other = std::move(merged);
            }
        }
    }
}

void copyContextSources(Interpretation& run, StageState& state, const Instruction& instruction,
                        const CopyWords& words, bool intoFolder, std::uint32_t step)
{
    const std::string target = absoluteImagePath(state.workingFolder, words.destination);
    const bool special =
        instruction.flag("parents") != nullptr || instruction.flag("exclude") != nullptr;
    for (const auto& [source, span] : words.sources) {
        const ImageFiles::Stamp stamp {step, span};
        if (source.contains("://") || source.starts_with("git@")) {
            const std::string path =
                intoFolder ? absoluteImagePath(target, lastPart(source)) : target;
            state.files.mountUnknown(path, formatted("{} is downloaded by the build", source),
                                     stamp);
            continue;
        }
        const std::string path = run.contextPath(source);
        const FileProvider::Kind kind =
            path.empty() ? FileProvider::Kind::Folder : run.texts.files().kindOf(path);
        if (!special && kind == FileProvider::Kind::Folder) {
            state.files.makeFolder(target, stamp);
            state.files.mountContext(target, path, run.ignore, stamp);
        } else if (!special && kind == FileProvider::Kind::File) {
            if (run.ignore->ignores(normalizedPath(source)))
                run.model.trace.problems.push_back(
                    {BuildProblem::Kind::CopySourceIgnored, span,
                     formatted(
                         "{} is left out by .dockerignore, so the build context does not hold it",
                         source),
                     Grade::Certain, true, false, step});
            state.files.mountContext(intoFolder ? absoluteImagePath(target, lastPart(source))
                                                : target,
                                     path, run.ignore, stamp);
            // A word without a dot may name a folder that the base image has: the file is then
            // found in it.
            const bool mayBeFolder =
                !intoFolder && !lastPart(target).contains('.') && lastPart(source).contains('.');
            if (mayBeFolder)
                state.files.mountContext(absoluteImagePath(target, lastPart(source)), path,
                                         run.ignore, stamp);
        } else {
            CopyRequest request {.isAdd = instruction.keyword == "ADD",
                                 .sources = {source},
                                 .destination = words.destination,
                                 .workingFolder = state.workingFolder,
                                 .parents = instruction.flag("parents") != nullptr};
            for (const Flag& flag : instruction.flags)
                if (flag.name == "exclude" && flag.value) request.excludes.push_back(*flag.value);
            const CopyResult copied = copyFromContext(
                request, run.texts.files(), run.model.options.context, *run.ignore, intoFolder);
            for (const CopiedFile& file : copied.files)
                state.files.mountContext(file.imagePath, run.contextPath(file.sourcePath),
                                         run.ignore, stamp);
            for (const UnknownCopy& file : copied.unknown)
                state.files.mountUnknown(file.imagePath, file.reason, stamp);
            for (const std::string& missing : copied.missing) {
                run.model.trace.problems.push_back(
                    {BuildProblem::Kind::CopySourceMissing, span,
                     formatted("the build context holds no {}", missing), Grade::Certain, true,
                     false, step});
                state.files.mountUnknown(
                    intoFolder ? absoluteImagePath(target, lastPart(source)) : target,
                    formatted("the build context holds no {}", missing), stamp);
            }
        }
    }
}

} // namespace

void interpretCopy(Interpretation& run, StageState& state, const Instruction& instruction,
                   std::uint32_t step)
{
    const CopyWords words = expandWords(state, instruction);
    if (instruction.keyword == "COPY" && refusesAddress(run, words, step)) return;
    if (words.destination.empty()) return;
    const bool intoFolder = destinationIsFolder(run, state, words);
    if (!instruction.heredocs.empty())
        copyHeredocs(state, instruction, words.destination, intoFolder, step);

    const Flag* from = instruction.flag("from");
    if (from == nullptr || !from->value) {
        copyContextSources(run, state, instruction, words, intoFolder, step);
        return;
    }
    const Expansion name = state.variables.expand(*from->value);
    const auto stage = name.value.isKnown() ? run.graph.find(*name.value) : std::nullopt;
    const auto finished = stage ? run.finished.find(*stage) : run.finished.end();
    if (finished != run.finished.end()) {
        copyFromStage(run, state, finished->second, withMatches(finished->second, words, run.texts),
                      intoFolder, step);
        return;
    }
    const std::string image = name.value.valueOr(*from->value);
    for (const auto& [source, span] : words.sources) {
        const std::string target = absoluteImagePath(state.workingFolder, words.destination);
        const std::string leaf = lastPart(source);
        // The way uv's own documentation brings uv into an image.
        if (leaf == "uv" || leaf == "uvx")
            state.executables.add(intoFolder ? absoluteImagePath(target, leaf) : target,
                                  {Executable::Kind::Uv, {}, {}});
        state.files.mountUnknown(intoFolder ? absoluteImagePath(target, leaf) : target,
                                 formatted("it is copied from the image {}", image), {step, span});
    }
}

} // namespace pinwheel
