#include "core/index/recorded_index.h"

#include "core/base/format.h"
#include "core/base/network_limits.h"
#include "core/index/snapshot_index.h"

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

namespace pinwheel {
namespace {

using Json = nlohmann::json;

/// Reads members of an object; `damaged` once one is of another kind than it should be.
struct Reader {
    const Json& object;
    bool& damaged;

    template <class Value>
    [[nodiscard]] Value get(const char* member, bool (Json::*is)() const noexcept) const
    {
        if (!object.is_object()) damaged = true;
        const auto found = object.is_object() ? object.find(member) : object.end();
        if (!object.is_object() || found == object.end()) return {};
        if (!((*found).*is)()) {
            damaged = true;
            return {};
        }
        return found->get<Value>();
    }
    [[nodiscard]] std::string text(const char* member) const
    {
        return get<std::string>(member, &Json::is_string);
    }
    [[nodiscard]] bool flag(const char* member) const
    {
        return get<bool>(member, &Json::is_boolean);
    }
    [[nodiscard]] std::uint32_t number(const char* member) const
    {
        return get<std::uint32_t>(member, &Json::is_number_unsigned);
    }
    /// The entries of a list; none where it is absent.
    [[nodiscard]] const Json& list(const char* member) const
    {
        static const Json none = Json::array();
        const auto found = object.is_object() ? object.find(member) : object.end();
        if (!object.is_object() || (found != object.end() && !found->is_array())) damaged = true;
        return object.is_object() && found != object.end() && found->is_array() ? *found : none;
    }
    [[nodiscard]] std::vector<std::string> texts(const char* member) const
    {
        std::vector<std::string> out;
        for (const Json& entry : list(member)) {
            if (entry.is_string())
                out.push_back(entry.get<std::string>());
            else
                damaged = true;
        }
        return out;
    }
    [[nodiscard]] Reader of(const Json& other) const { return {other, damaged}; }
};

/// What the pages of a recording hold beside what everybody sees.
struct Detail {
    std::map<std::uint32_t, ReleaseMetadata> metadata;
};

ProjectAnswer::Status statusOf(const Reader& json)
{
    const std::string word = json.text("status");
    if (word == "found") return ProjectAnswer::Status::Found;
    if (word == "not found") return ProjectAnswer::Status::NotFound;
    if (word == "offline") return ProjectAnswer::Status::Offline;
    if (word != "not recorded") json.damaged = true;
    return ProjectAnswer::Status::NotRecorded;
}

ReleaseMetadata metadataOf(const Reader& json)
{
    ReleaseMetadata metadata {.requiresPython = json.text("python"),
                              .requiresDist = json.texts("requires"),
                              .extras = json.texts("extras"),
                              .isReadable = json.flag("readable"),
                              .extrasKnown = !json.flag("extras-unknown"),
                              .pythonCovered = json.texts("covered"),
                              .reason = json.text("reason")};
    const std::string known = json.text("known");
    if (known == "names")
        metadata.known = RequirementsKnown::NamesOnly;
    else if (known == "partial")
        metadata.known = RequirementsKnown::Partial;
    else if (known == "unknown")
        metadata.known = RequirementsKnown::Unknown;
    else if (known != "complete")
        json.damaged = true;
    return metadata;
}

std::shared_ptr<ProjectPage> pageOf(const std::string& name, const Reader& json)
{
    auto page = std::make_shared<ProjectPage>();
    page->name = name;
    for (const Json& entry : json.list("files")) {
        const Reader file = json.of(entry);
        page->files.push_back({.filename = file.text("file"),
                               .url = file.text("url"),
                               .requiresPython = file.text("python"),
                               .hashes = file.texts("hashes"),
                               .yanked = file.flag("yanked"),
                               .yankedReason = file.text("why"),
                               .record = file.number("record")});
    }
    for (const Json& entry : json.list("partial")) {
        const Reader release = json.of(entry);
        page->partial.push_back({.version = release.text("version"),
                                 .requiresPython = release.text("python"),
                                 .record = release.number("record"),
                                 .filesOmitted = release.number("omitted"),
                                 .hasFiles = release.flag("files"),
                                 .tagOnly = release.flag("tag"),
                                 .yanked = release.flag("yanked")});
    }
    page->isComplete = json.flag("complete");
    page->newestListed = json.text("newest");
    page->newestMonth = json.text("month");
    return page;
}

ProjectAnswer answerOf(const std::string& name, const Reader& json)
{
    ProjectAnswer answer {.status = statusOf(json),
                          .newestListed = json.text("newest"),
                          .newestMonth = json.text("month"),
                          .reason = json.text("reason")};
    if (!json.object.is_object() || !json.object.contains("page")) {
        if (answer.status == ProjectAnswer::Status::Found) json.damaged = true;
        return answer;
    }
    auto page = pageOf(name, json.of(json.object.at("page")));
    auto detail = std::make_shared<Detail>();
    if (const auto metadata = json.object.find("metadata"); metadata != json.object.end()) {
        if (!metadata->is_object())
            json.damaged = true;
        else
            for (const auto& [record, entry] : metadata->items())
                detail->metadata.emplace(
                    static_cast<std::uint32_t>(std::strtoul(record.c_str(), nullptr, 10)),
                    metadataOf(json.of(entry)));
    }
    page->detail = std::move(detail);
    answer.page = std::move(page);
    return answer;
}

class RecordedIndex final : public PackageIndex
{
public:
    /// By kind and label of the source and name.
    using Answers = std::map<std::string, ProjectAnswer, std::less<>>;

    RecordedIndex(Answers answers, IndexSummary summary)
        : m_answers(std::move(answers))
        , m_summary(std::move(summary))
    {
    }

    static std::string keyOf(bool isIndex, std::string_view label, std::string_view name)
    {
        return formatted("{}{}\n{}", isIndex ? 'i' : 'f', label, name);
    }

    ProjectAnswer project(const IndexSource& source, std::string_view name) const override
    {
        const auto found =
            m_answers.find(keyOf(source.kind == IndexSource::Kind::Index, source.label, name));
        if (found != m_answers.end()) return found->second;
        return {.status = ProjectAnswer::Status::NotRecorded,
                .reason =
                    formatted("the recording holds no answer of {} about {}", source.label, name)};
    }

    ReleaseMetadata metadata(const IndexSource&, const ProjectPage& page,
                             std::uint32_t record) const override
    {
        const auto& metadata = static_cast<const Detail*>(page.detail.get())->metadata;
        if (const auto found = metadata.find(record); found != metadata.end()) return found->second;
        return {.known = RequirementsKnown::Unknown,
                .extrasKnown = false,
                .reason =
                    formatted("the recording does not hold the requirements of this release of {}",
                              page.name)};
    }

    IndexSummary summary() const override { return m_summary; }

private:
    Answers m_answers;
    IndexSummary m_summary;
};

} // namespace

Result<PackageIndexPtr> readRecording(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    bool damaged = false;
    const Reader top {json, damaged};
    if (!json.is_object() || top.text("format") != "pinwheel index recording")
        return fail(ErrorCode::Malformed, "it is neither an index snapshot nor a recording");
    if (const std::uint32_t version = top.number("version");
        version != static_cast<std::uint32_t>(recordingFormat))
        return fail(
            ErrorCode::Unsupported,
            formatted("it has format {}, this program reads format {}", version, recordingFormat));
    IndexSummary summary;
    if (const auto of = json.find("of"); of != json.end())
        summary = {.name = formatted("recording of the {}", top.of(*of).text("name")),
                   .date = top.of(*of).text("date")};
    RecordedIndex::Answers answers;
    for (const Json& entry : top.list("indexes")) {
        const Reader index = top.of(entry);
        const std::string label = index.text("label");
        const bool isIndex = index.text("kind") != "find-links";
        summary.indexes.push_back(label);
        for (const Json& project : index.list("projects")) {
            const Reader answer = index.of(project);
            const std::string name = answer.text("name");
            ProjectAnswer read = answerOf(name, answer);
            if (read.page) {
                ++summary.projects;
                summary.releases += static_cast<std::uint32_t>(read.page->files.size());
                summary.completeReleases += static_cast<std::uint32_t>(
                    static_cast<const Detail*>(read.page->detail.get())->metadata.size());
            }
            answers.emplace(RecordedIndex::keyOf(isIndex, label, name), std::move(read));
        }
    }
    if (damaged) return fail(ErrorCode::Malformed, "the recording is damaged");
    return std::make_shared<RecordedIndex>(std::move(answers), std::move(summary));
}

Result<PackageIndexPtr> openIndexFile(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return fail(ErrorCode::NotFound,
                    formatted("{}: no such file of index data", file.string()));
    std::ifstream stream(file, std::ios::binary);
    constexpr std::string_view sqlite = "SQLite format 3";
    std::string head(sqlite.size(), '\0');
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    if (stream && head == sqlite) return openSnapshot(file);
    if (std::filesystem::file_size(file, error) > limits::recordingBytes || error)
        return fail(
            ErrorCode::LimitExceeded,
            formatted("{}: is larger than {} bytes", file.string(), limits::recordingBytes));
    stream.clear();
    stream.seekg(0);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream)
        return fail(ErrorCode::NotReadable, formatted("{}: cannot be read", file.string()));
    auto index = readRecording(std::move(text).str());
    if (!index)
        return fail(index.error().code, formatted("{}: {}", file.string(), index.error().message));
    return index;
}

} // namespace pinwheel
