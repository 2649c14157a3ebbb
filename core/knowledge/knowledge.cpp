// Reads the fact files. A file is {"about", "retrieved", "sources": {id: {where, version}},
// "facts": […]}; each fact has an id, a kind that says which table it belongs to, and the ids of
// its sources. A fact without a sentence of its own gets one from its fields.

#include "core/knowledge/knowledge.h"

#include "core/knowledge/knowledge_data.h"
#include "core/text/file_provider.h"

#include <algorithm>
#include <array>
#include <set>

namespace pinwheel {
namespace {

constexpr std::array<const char*, 6> topics {"base-images.json", "cuda.json",     "gpus.json",
                                             "torch.json",       "packages.json", "apt.json"};

std::string sourceText(const Json& file, const Json& fact)
{
    if (!fact.contains("source")) return "the user's own fact";
    if (fact["source"].is_string()) return fact["source"].get<std::string>();
    std::string text;
    for (const Json& id : fact["source"]) {
        const std::string key = id.get<std::string>();
        if (!text.empty()) text += "; ";
        const auto sources = file.find("sources");
        if (sources == file.end() || !sources->contains(key)) {
            text += key;
            continue;
        }
        const Json& source = (*sources)[key];
        text += source.value("where", key);
        if (const std::string version = source.value("version", ""); !version.empty())
            text += " (" + version + ")";
    }
    return text;
}

std::string sentenceOf(const Json& fact)
{
    if (fact.contains("text")) {
        const std::string end = fact.value("kind", "") == "os" ? fact.value("endOfLife", "") : "";
        return fact["text"].get<std::string>()
            + (end.empty() ? "" : "; it gets security fixes until " + end);
    }
    const std::string kind = fact.value("kind", "");
    if (kind == "gpu")
        return fact.value("product", "") + " has compute capability " + fact.value("capability", "")
            + " (" + fact.value("architecture", "") + ")";
    if (kind == "capability")
        return "CUDA makes code for compute capability " + fact.value("capability", "") + " from "
            + fact.value("firstCuda", "") + " on";
    if (kind == "release") {
        std::string text =
            "torch " + fact.value("version", "") + " of " + fact.value("date", "") + " has builds";
        for (const Json& variant : fact["variants"])
            text += " " + variant.value("name", "");
        text +=
            ", for Python " + fact.value("pythonMin", "") + " to " + fact.value("pythonMax", "?");
        return text;
    }
    return fact.value("id", "");
}

void takeFact(Knowledge::Data& data, const Json& file, const Json& fact)
{
    FactCitation citation {.id = fact.at("id").get<std::string>(),
                           .text = sentenceOf(fact),
                           .source = sourceText(file, fact),
                           .date = fact.value("date_read", file.value("retrieved", ""))};
    if (const std::string note = fact.value("confidence", ""); !note.empty())
        citation.text += " (confidence: " + note + ")";
    data.date = std::max(data.date, citation.date);
    takeBaseImageFact(data, fact, citation);
    takeCudaFact(data, fact, citation);
    takeTorchFact(data, fact, citation);
    takePackageFact(data, fact, citation);
    takeAptFact(data, fact, citation);
    data.facts.insert_or_assign(citation.id, std::move(citation));
}

Result<Json> readJson(const std::filesystem::path& path)
{
    PINWHEEL_TRY(text, readTextFile(path));
    Json json = Json::parse(text, nullptr, false, true);
    if (json.is_discarded() || !json.is_object() || !json.contains("facts")
        || !json["facts"].is_array())
        return fail(ErrorCode::Malformed,
                    path.string() + " is no file of facts: it needs a list named \"facts\"");
    return json;
}

/// Facts whose id a later file brings again are left out.
Result<void> takeFile(Knowledge::Data& data, const Json& file, const std::filesystem::path& path,
                      const std::set<std::string, std::less<>>& overridden)
{
    try {
        for (const Json& fact : file["facts"])
            if (!overridden.contains(fact.value("id", ""))) takeFact(data, file, fact);
    } catch (const Json::exception& error) {
        return fail(ErrorCode::Malformed, path.string() + ": " + error.what());
    }
    return {};
}

std::set<std::string, std::less<>> idsOf(const Json& file)
{
    std::set<std::string, std::less<>> ids;
    for (const Json& fact : file["facts"])
        if (fact.is_object() && fact.contains("id") && fact["id"].is_string())
            ids.insert(fact["id"].get<std::string>());
    return ids;
}

void finish(Knowledge::Data& data)
{
    std::ranges::sort(data.torch, [](const TorchRelease& a, const TorchRelease& b) {
        return parseDottedVersion(a.version) < parseDottedVersion(b.version);
    });
}

} // namespace

Knowledge::Knowledge(std::unique_ptr<const Data> data)
    : m_data(std::move(data))
{
}

Knowledge::~Knowledge() = default;

const std::string& Knowledge::date() const
{
    return m_data->date;
}

std::optional<FactCitation> Knowledge::fact(std::string_view id) const
{
    const auto found = m_data->facts.find(id);
    if (found == m_data->facts.end()) return std::nullopt;
    return found->second;
}

std::vector<FactCitation> Knowledge::allFacts() const
{
    std::vector<FactCitation> all;
    all.reserve(m_data->facts.size());
    for (const auto& [id, citation] : m_data->facts)
        all.push_back(citation);
    return all;
}

FactCitation Knowledge::Data::cite(std::string_view id) const
{
    const auto found = facts.find(id);
    return found == facts.end() ? FactCitation {} : found->second;
}

Result<std::shared_ptr<const Knowledge>>
loadKnowledge(const std::filesystem::path& folder,
              std::span<const std::filesystem::path> extraFiles)
{
    auto data = std::make_unique<Knowledge::Data>();
    std::vector<Json> extra;
    std::set<std::string, std::less<>> overridden;
    for (const std::filesystem::path& path : extraFiles) {
        PINWHEEL_TRY(file, readJson(path));
        overridden.merge(idsOf(file));
        extra.push_back(std::move(file));
    }
    for (std::size_t i = 0; i < extra.size(); ++i)
        if (const auto taken = takeFile(*data, extra[i], extraFiles[i], {}); !taken)
            return std::unexpected(taken.error());
    for (const char* topic : topics) {
        const std::filesystem::path path = folder / topic;
        PINWHEEL_TRY(file, readJson(path));
        if (const auto taken = takeFile(*data, file, path, overridden); !taken)
            return std::unexpected(taken.error());
    }
    for (AptList& list : data->aptLists) {
        PINWHEEL_TRY(text, readTextFile(folder / "apt" / list.text));
        list.text = std::move(text);
    }
    finish(*data);
    return std::make_shared<const Knowledge>(std::move(data));
}

} // namespace pinwheel
