#include "core/index/recording.h"

#include "core/base/redact.h"
#include "core/index/recorded_index.h"

#include <map>
#include <nlohmann/json.hpp>

namespace pinwheel {

using Json = nlohmann::json;

struct RecordingIndex::Notes {
    struct Project {
        ProjectAnswer answer;
        std::map<std::uint32_t, ReleaseMetadata> metadata;
    };
    std::mutex mutex; ///< guards `projects`
    /// By kind and label of the source, then by name.
    std::map<std::pair<IndexSource::Kind, std::string>, std::map<std::string, Project, std::less<>>>
        projects;

    Project& at(const IndexSource& source, std::string_view name)
    {
        return projects[{source.kind, source.label}][std::string(name)];
    }
};

namespace {

std::string_view wordOf(ProjectAnswer::Status status)
{
    switch (status) {
    case ProjectAnswer::Status::Found:
        return "found";
    case ProjectAnswer::Status::NotFound:
        return "not found";
    case ProjectAnswer::Status::NotRecorded:
        return "not recorded";
    case ProjectAnswer::Status::Offline:
        return "offline";
    }
    return "";
}

std::string_view wordOf(RequirementsKnown known)
{
    switch (known) {
    case RequirementsKnown::Complete:
        return "complete";
    case RequirementsKnown::NamesOnly:
        return "names";
    case RequirementsKnown::Partial:
        return "partial";
    case RequirementsKnown::Unknown:
        return "unknown";
    }
    return "";
}

/// Members that say nothing are left out, so that the text stays small.
void add(Json& object, const char* member, const std::string& text)
{
    if (!text.empty()) object[member] = redactCredentials(text);
}
void add(Json& object, const char* member, const std::vector<std::string>& texts)
{
    if (!texts.empty()) object[member] = texts;
}
void add(Json& object, const char* member, bool flag)
{
    if (flag) object[member] = true;
}

Json fileJson(const IndexedFile& file)
{
    Json json {{"file", file.filename}, {"record", file.record}};
    add(json, "url", file.url);
    add(json, "python", file.requiresPython);
    add(json, "hashes", file.hashes);
    add(json, "yanked", file.yanked);
    add(json, "why", file.yankedReason);
    return json;
}

Json partialJson(const ProjectPage::PartialRelease& release)
{
    Json json {{"version", release.version}, {"record", release.record}};
    add(json, "python", release.requiresPython);
    if (release.filesOmitted != 0) json["omitted"] = release.filesOmitted;
    add(json, "files", release.hasFiles);
    add(json, "tag", release.tagOnly);
    add(json, "yanked", release.yanked);
    return json;
}

Json metadataJson(const ReleaseMetadata& metadata)
{
    Json json {{"known", wordOf(metadata.known)}};
    add(json, "python", metadata.requiresPython);
    add(json, "requires", metadata.requiresDist);
    add(json, "extras", metadata.extras);
    add(json, "readable", metadata.isReadable);
    add(json, "extras-unknown", !metadata.extrasKnown);
    add(json, "covered", metadata.pythonCovered);
    add(json, "reason", metadata.reason);
    return json;
}

Json pageJson(const ProjectPage& page)
{
    Json json {{"files", Json::array()}};
    for (const IndexedFile& file : page.files)
        json["files"].push_back(fileJson(file));
    for (const auto& release : page.partial)
        json["partial"].push_back(partialJson(release));
    add(json, "complete", page.isComplete);
    add(json, "newest", page.newestListed);
    add(json, "month", page.newestMonth);
    return json;
}

Json answerJson(const std::string& name, const ProjectAnswer& answer)
{
    Json json {{"name", name}, {"status", wordOf(answer.status)}};
    add(json, "newest", answer.newestListed);
    add(json, "month", answer.newestMonth);
    add(json, "reason", answer.reason);
    if (answer.page) json["page"] = pageJson(*answer.page);
    return json;
}

} // namespace

RecordingIndex::RecordingIndex(PackageIndexPtr below)
    : RecordingIndex(std::move(below), std::make_shared<Notes>())
{
}

RecordingIndex::RecordingIndex(PackageIndexPtr below, std::shared_ptr<Notes> notes)
    : m_below(std::move(below))
    , m_notes(std::move(notes))
{
}

RecordingIndex::~RecordingIndex() = default;

ProjectAnswer RecordingIndex::project(const IndexSource& source, std::string_view name) const
{
    ProjectAnswer answer = m_below->project(source, name);
    const std::scoped_lock lock(m_notes->mutex);
    m_notes->at(source, name).answer = answer;
    return answer;
}

ReleaseMetadata RecordingIndex::metadata(const IndexSource& source, const ProjectPage& page,
                                         std::uint32_t record) const
{
    ReleaseMetadata metadata = m_below->metadata(source, page, record);
    const std::scoped_lock lock(m_notes->mutex);
    m_notes->at(source, page.name).metadata.insert_or_assign(record, metadata);
    return metadata;
}

IndexSummary RecordingIndex::summary() const
{
    return m_below->summary();
}

void RecordingIndex::expect(std::span<const IndexSource> sources,
                            std::span<const std::string> names) const
{
    if (const auto* below = dynamic_cast<const AskingIndex*>(m_below.get()))
        below->expect(sources, names);
}

PackageIndexPtr RecordingIndex::stoppedBy(std::stop_token stop) const
{
    const auto* asking = dynamic_cast<const AskingIndex*>(m_below.get());
    auto below = asking == nullptr ? nullptr : asking->stoppedBy(std::move(stop));
    if (!below) return nullptr;
    return PackageIndexPtr(new RecordingIndex(std::move(below), m_notes));
}

std::string RecordingIndex::text() const
{
    const std::scoped_lock lock(m_notes->mutex);
    Json recording {{"format", "pinwheel index recording"},
                    {"version", recordingFormat},
                    {"indexes", Json::array()}};
    const IndexSummary below = m_below->summary();
    recording["of"] = {{"name", below.name}, {"date", below.date}};
    for (const auto& [source, projects] : m_notes->projects) {
        Json index {{"kind", source.first == IndexSource::Kind::Index ? "index" : "find-links"},
                    {"label", source.second}};
        index["projects"] = Json::array();
        for (const auto& [name, project] : projects) {
            Json json = answerJson(name, project.answer);
            for (const auto& [record, metadata] : project.metadata)
                json["metadata"][std::to_string(record)] = metadataJson(metadata);
            index["projects"].push_back(std::move(json));
        }
        recording["indexes"].push_back(std::move(index));
    }
    return recording.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace pinwheel
