#include "ui/editor/definitions.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace pinwheel {

namespace {

/// What can stand in a path, a name or a number; blanks, quotes and signs end it.
bool isTokenByte(char byte)
{
    return std::isalnum(static_cast<unsigned char>(byte)) != 0
        || std::string_view("_./+-@~").contains(byte);
}
bool isNameByte(char byte)
{
    return std::isalnum(static_cast<unsigned char>(byte)) != 0 || byte == '_';
}

template <typename IsPart>
std::string_view runAround(std::string_view bytes, std::size_t offset, IsPart isPart,
                           std::size_t* begin = nullptr)
{
    std::size_t first = std::min(offset, bytes.size());
    std::size_t last = first;
    while (first > 0 && isPart(bytes[first - 1]))
        --first;
    while (last < bytes.size() && isPart(bytes[last]))
        ++last;
    if (begin != nullptr) *begin = first;
    return bytes.substr(first, last - first);
}

std::string_view leafOf(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::optional<Span> fileAt(const Audit& audit, Span place)
{
    const SourceSet& sources = audit.model.sources;
    const SourceText& text = sources.text(place.file);
    const std::string_view token = runAround(text.bytes(), place.begin, isTokenByte);
    if (token.empty() || !(token.contains('.') || token.contains('/'))) return std::nullopt;
    const std::string beside = (std::filesystem::path(text.path()).parent_path() / token)
                                   .lexically_normal()
                                   .generic_string();
    std::optional<Span> byLeaf;
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
        const std::string& path = sources.text(FileId {i}).path();
        if (FileId {i} == place.file) continue;
        if (path == token || path == beside) return Span {.file = FileId {i}, .begin = 0, .end = 0};
        // In the image the file lies in another folder; its name is what COPY keeps.
        if (!byLeaf && leafOf(path) == leafOf(token))
            byLeaf = Span {.file = FileId {i}, .begin = 0, .end = 0};
    }
    return byLeaf;
}

/// The word that gives the variable its value in this instruction.
std::optional<Span> settingOf(const Instruction& instruction, std::string_view name)
{
    if (instruction.keyword == "ARG")
        for (const Word& word : instruction.words)
            if (std::string_view(word.text).substr(0, word.text.find('=')) == name)
                return word.span;
    if (instruction.keyword == "ENV")
        for (const KeyValue& pair : instruction.pairs)
            if (pair.key.text == name) return pair.key.span;
    return std::nullopt;
}

std::optional<Span> stageAt(const Audit& audit, Span place)
{
    const Instruction* const instruction = audit.model.dockerfile.instructionAt(place.begin);
    if (instruction == nullptr) return std::nullopt;
    const std::string_view bytes = audit.model.sources.text(place.file).bytes();
    std::size_t begin = 0;
    const std::string_view token = runAround(bytes, place.begin, isTokenByte, &begin);
    const bool isFrom = instruction->keyword == "FROM" || bytes.substr(0, begin).ends_with("from=");
    if (token.empty() || !isFrom) return std::nullopt;
    const auto sameName = [](std::string_view a, std::string_view b) {
        return std::ranges::equal(a, b, [](char x, char y) {
            return std::tolower(static_cast<unsigned char>(x))
                == std::tolower(static_cast<unsigned char>(y));
        });
    };
    for (const StageTrace& stage : audit.model.trace.stages) {
        const bool isNumber =
            instruction->keyword != "FROM" && std::to_string(stage.index) == token;
        if ((isNumber || (!stage.name.empty() && sameName(stage.name, token)))
            && stage.span.begin < instruction->span.begin)
            return stage.span;
    }
    return std::nullopt;
}

std::optional<Span> nextPlaceOfPackage(const Audit& audit, Span place)
{
    const std::vector<Mention>& mentions = audit.model.trace.mentions;
    const auto here = std::ranges::find_if(mentions, [place](const Mention& mention) {
        return mention.span.file == place.file && mention.span.begin <= place.begin
            && place.begin <= mention.span.end;
    });
    if (here == mentions.end()) return std::nullopt;
    const auto count = static_cast<std::size_t>(mentions.size());
    const auto at = static_cast<std::size_t>(here - mentions.begin());
    for (std::size_t step = 1; step < count; ++step) {
        const Mention& next = mentions[(at + step) % count];
        if (next.name == here->name && next.span != here->span) return next.span;
    }
    return std::nullopt;
}

} // namespace

std::optional<Span> variableAt(const Audit& audit, Span place)
{
    const std::string_view bytes = audit.model.sources.text(place.file).bytes();
    std::size_t begin = 0;
    const std::string_view name = runAround(bytes, place.begin, isNameByte, &begin);
    const bool isUse = begin > 0
        && (bytes[begin - 1] == '$'
            || (bytes[begin - 1] == '{' && begin > 1 && bytes[begin - 2] == '$'));
    if (name.empty() || !isUse) return std::nullopt;
    const Dockerfile& dockerfile = audit.model.dockerfile;
    std::optional<Span> found;
    std::optional<Span> global;
    bool beforeStages = true;
    for (const Instruction& instruction : dockerfile.instructions) {
        if (instruction.span.begin > place.begin) break;
        if (instruction.keyword == "FROM") {
            beforeStages = false;
            found.reset(); // Variables end with their stage.
        }
        const std::optional<Span> here = settingOf(instruction, name);
        if (!here || here->contains(static_cast<std::uint32_t>(begin))) continue;
        // `ARG NAME` alone takes the value from above the stages.
        const bool takesGlobal = instruction.keyword == "ARG" && global
            && !audit.model.sources.slice(*here).contains('=');
        if (beforeStages)
            global = here;
        else
            found = takesGlobal ? global : here;
    }
    return found ? found : global;
}

std::optional<Span> definitionAt(const Audit& audit, Span place)
{
    if (place.file.index() >= audit.model.sources.size()) return std::nullopt;
    if (place.file == audit.model.dockerfileText) {
        if (const auto variable = variableAt(audit, place)) return variable;
        if (const auto stage = stageAt(audit, place)) return stage;
    }
    if (const auto file = fileAt(audit, place)) return file;
    return nextPlaceOfPackage(audit, place);
}

} // namespace pinwheel
