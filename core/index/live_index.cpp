// An index page is asked for once and kept; the cache on disk saves the next run the transfer
// (ETag) or the question (max-age). Metadata are asked for when the resolver wants them; what they
// require is asked for ahead, all at once.

#include "core/index/live_index.h"

#include "core/base/format.h"
#include "core/base/network_limits.h"
#include "core/base/redact.h"
#include "core/index/asking_index.h"
#include "core/index/url_credentials.h"
#include "core/index/wheel_archive.h"
#include "core/python/core_metadata.h"
#include "core/python/project_name.h"
#include "core/python/requirement.h"
#include "core/python/simple_page.h"
#include "core/python/wheel_name.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace pinwheel {
namespace {

constexpr std::string_view pageTypes =
    "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; "
    "q=0.01";
/// Files of one release never change.
constexpr std::int64_t fileFreshSeconds = 10LL * 365 * 24 * 3600;
constexpr std::uint64_t wheelTailBytes = 64U << 10;

/// What the pages of one answer need beside what everybody sees.
struct Detail {
    std::vector<DistributionFile> files; ///< by IndexedFile::record
    std::string place; ///< scheme, host and port of the index that listed them
    UrlCredentials credentials; ///< for files at this very place
};

/// Seconds for which an answer holds without asking again.
std::int64_t maximumAge(std::string_view cacheControl)
{
    if (cacheControl.contains("no-store") || cacheControl.contains("no-cache")) return 0;
    constexpr std::string_view key = "max-age=";
    const std::size_t at = cacheControl.find(key);
    if (at == std::string_view::npos) return 0;
    std::int64_t seconds = 0;
    const std::string_view digits = cacheControl.substr(at + key.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    return std::clamp<std::int64_t>(seconds, 0, 24 * 3600);
}

/// The length of the whole file out of "bytes 10-19/1000".
std::optional<std::uint64_t> wholeSize(std::string_view contentRange)
{
    const std::size_t slash = contentRange.find('/');
    std::uint64_t size = 0;
    if (slash == std::string_view::npos) return std::nullopt;
    const std::string_view digits = contentRange.substr(slash + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return size;
}

/// Where "bytes 10-19/1000" begins.
std::optional<std::uint64_t> rangeBegin(std::string_view contentRange)
{
    const std::size_t digit = contentRange.find_first_of("0123456789");
    if (digit == std::string_view::npos) return std::nullopt;
    std::uint64_t begin = 0;
    const auto result = std::from_chars(contentRange.data() + digit,
                                        contentRange.data() + contentRange.size(), begin);
    if (result.ec != std::errc()) return std::nullopt;
    return begin;
}

/// Whether a file of a page of links is one of this project.
bool isFileOf(std::string_view name, const std::string& filename)
{
    if (!filename.ends_with(".whl")) return parseSdistNameOf(name, filename).has_value();
    const auto wheel = parseWheelNameAsPip(filename);
    return wheel && wheel->name == name;
}

/// What is known of the indexes: shared by the views that single audits have of them.
struct LiveAnswers {
    LiveIndexServices services;
    std::mutex mutex; ///< guards everything below
    std::map<std::string, ProjectAnswer> answers;
    std::vector<IndexSource> sources;
};

class LiveIndex final : public AskingIndex
{
public:
    LiveIndex(std::shared_ptr<LiveAnswers> known, std::stop_token stop)
        : m_known(std::move(known))
        , m_services(m_known->services)
        , m_stop(std::move(stop))
    {
    }

    ProjectAnswer project(const IndexSource& source, std::string_view name) const override
    {
        noteSource(source);
        const std::string key = keyOf(source, name);
        if (auto known = knownAnswer(key)) return *known;
        ask({{source, std::string(name)}});
        return knownAnswer(key).value_or(
            ProjectAnswer {.status = ProjectAnswer::Status::Offline, .reason = "cancelled"});
    }

    void expect(std::span<const IndexSource> sources,
                std::span<const std::string> names) const override
    {
        for (const IndexSource& source : sources)
            noteSource(source);
        askAhead(std::vector<std::string>(names.begin(), names.end()));
    }

    ReleaseMetadata metadata(const IndexSource&, const ProjectPage& page,
                             std::uint32_t record) const override
    {
        const auto& detail = *static_cast<const Detail*>(page.detail.get());
        const DistributionFile& file = detail.files.at(record);
        ReleaseMetadata metadata {.requiresPython = file.requiresPython};
        const auto text = metadataText(detail, file);
        auto parsed = text ? parseCoreMetadata(*text) : std::unexpected(text.error());
        if (parsed && normalizedName(parsed->name) != page.name)
            parsed =
                fail(ErrorCode::Malformed, formatted("its metadata are those of {}", parsed->name));
        if (!parsed) {
            metadata.known = RequirementsKnown::Unknown;
            metadata.extrasKnown = false;
            metadata.reason = formatted("the requirements of {} are not known: {}", file.filename,
                                        parsed.error().message);
            return metadata;
        }
        metadata.requiresPython = parsed->requiresPython;
        metadata.requiresDist = std::move(parsed->requiresDist);
        for (const std::string& extra : parsed->providesExtra)
            metadata.extras.push_back(normalizedName(extra));
        askAhead(requiredNames(metadata.requiresDist));
        return metadata;
    }

    PackageIndexPtr stoppedBy(std::stop_token stop) const override
    {
        if (stop == m_stop || !stop.stop_possible()) return nullptr;
        return std::make_shared<LiveIndex>(m_known, std::move(stop));
    }

    IndexSummary summary() const override
    {
        IndexSummary summary {.name = "live index", .date = m_services.month};
        const std::scoped_lock lock(m_known->mutex);
        for (const IndexSource& source : m_known->sources)
            summary.indexes.push_back(source.label);
        for (const auto& [key, answer] : m_known->answers) {
            if (!answer.page) continue;
            ++summary.projects;
            summary.releases += static_cast<std::uint32_t>(answer.page->files.size());
        }
        summary.completeReleases = summary.releases;
        return summary;
    }

private:
    struct Question {
        IndexSource source;
        std::string name;
    };

    static std::string keyOf(const IndexSource& source, std::string_view name)
    {
        return formatted("{}{}\n{}", source.kind == IndexSource::Kind::Index ? 'i' : 'f',
                         source.label, name);
    }

    std::optional<ProjectAnswer> knownAnswer(const std::string& key) const
    {
        const std::scoped_lock lock(m_known->mutex);
        const auto found = m_known->answers.find(key);
        return found == m_known->answers.end() ? std::nullopt : std::optional(found->second);
    }

    void noteSource(const IndexSource& source) const
    {
        const std::scoped_lock lock(m_known->mutex);
        if (!std::ranges::contains(m_known->sources, source)) m_known->sources.push_back(source);
    }

    /// Names without what only an extra asks for.
    static std::vector<std::string> requiredNames(const std::vector<std::string>& requirements)
    {
        std::vector<std::string> names;
        for (const std::string& text : requirements) {
            if (text.contains("extra ==") || text.contains("extra==")) continue;
            if (const auto parsed = parseRequirement(text); parsed && parsed->url.empty())
                names.push_back(normalizedName(parsed->name));
        }
        return names;
    }

    /// Asks all indexes for projects that will be wanted, at once. A page of links has been read
    /// whole before.
    void askAhead(const std::vector<std::string>& names) const
    {
        std::vector<Question> questions;
        std::set<std::string> keys;
        {
            const std::scoped_lock lock(m_known->mutex);
            for (const std::string& name : names) {
                for (const IndexSource& source : m_known->sources) {
                    const std::string key = keyOf(source, name);
                    if (questions.size() == limits::projectsAhead || m_known->answers.contains(key)
                        || !keys.insert(key).second)
                        continue;
                    questions.push_back({source, name});
                }
            }
        }
        if (!questions.empty()) ask(questions);
    }

    /// The address to ask; the reason why there is none.
    Result<std::string> addressOf(const Question& question) const
    {
        std::string url = question.source.url.empty() && question.source.isDefault()
            ? m_services.defaultIndexUrl
            : question.source.url;
        if (url.empty())
            return fail(ErrorCode::Unsupported,
                        formatted("the address of the {} is not set (index-url in pinwheel.toml, "
                                  "PINWHEEL_INDEX_URL)",
                                  question.source.label));
        if (!url.starts_with("https://") && !url.starts_with("http://"))
            return fail(ErrorCode::Unsupported,
                        formatted("{} is no address on the network", question.source.label));
        if (question.source.kind == IndexSource::Kind::FindLinks) return url;
        while (url.ends_with('/'))
            url.pop_back();
        return formatted("{}/{}/", url, question.name);
    }

    /// Asks and settles the answers; what is cancelled stays open for another audit.
    void ask(const std::vector<Question>& questions) const
    {
        struct Asked {
            const Question* question;
            UrlCredentials credentials;
            std::string cacheKey;
            std::optional<CachedAnswer> cached;
        };
        std::vector<HttpRequest> requests;
        std::vector<Asked> asked;
        for (const Question& question : questions) {
            auto url = addressOf(question);
            if (!url) {
                settle(question,
                       {.status = ProjectAnswer::Status::Offline, .reason = url.error().message});
                continue;
            }
            Asked entry {&question, takeCredentials(*url), {}, {}};
            entry.cacheKey = formatted("page {} {}", entry.credentials.user, *url);
            if (m_services.cache) entry.cached = m_services.cache->find(entry.cacheKey);
            if (entry.cached && entry.cached->freshUntil > m_services.now()) {
                settle(question, readPage(question, entry.credentials, *entry.cached));
                continue;
            }
            requests.push_back({.url = *url,
                                .user = entry.credentials.user,
                                .password = entry.credentials.password,
                                .accept = std::string(pageTypes),
                                .etag = entry.cached ? entry.cached->etag : std::string(),
                                .maximumBytes = limits::indexPageBytes});
            asked.push_back(std::move(entry));
        }
        if (requests.empty()) return;
        if (m_services.progress) {
            m_services.progress(
                {.what = Progress::What::AskingIndex,
                 .total = static_cast<int>(requests.size()),
                 .project = requests.size() == 1 ? asked.front().question->name : std::string()});
        }
        std::vector<Result<HttpResponse>> responses = m_services.transport->fetch(requests, m_stop);
        for (std::size_t i = 0; i < responses.size(); ++i) {
            if (!responses[i] && responses[i].error().code == ErrorCode::Cancelled) continue;
            const Asked& entry = asked[i];
            settle(*entry.question,
                   answerOf(*entry.question, entry.credentials, entry.cacheKey, entry.cached,
                            std::move(responses[i])));
        }
    }

    ProjectAnswer answerOf(const Question& question, const UrlCredentials& credentials,
                           const std::string& cacheKey, const std::optional<CachedAnswer>& cached,
                           Result<HttpResponse> response) const
    {
        const std::string label = redactCredentials(question.source.label);
        if (!response)
            return {.status = ProjectAnswer::Status::Offline,
                    .reason =
                        formatted("{} could not be asked: {}", label, response.error().message)};
        const int status = response->status;
        if (status == 304 && cached) {
            CachedAnswer renewed = *cached;
            renewed.freshUntil = m_services.now() + maximumAge(response->cacheControl);
            if (m_services.cache && renewed.freshUntil != cached->freshUntil)
                m_services.cache->keep(cacheKey, renewed);
            return readPage(question, credentials, renewed);
        }
        if (status == 404 || status == 410)
            return {.status = ProjectAnswer::Status::NotFound, .reason = "no such project"};
        // Indexes that are plain folders in a store answer so for what is not there, and pip goes
        // on without them.
        if (status == 403)
            return {.status = ProjectAnswer::Status::NotFound,
                    .reason = formatted("{} answers 403 (forbidden)", label)};
        if (status != 200)
            return {.status = ProjectAnswer::Status::Offline,
                    .reason = formatted("{} answers {}{}", label, status,
                                        status == 401 ? " (it wants a user and password)" : "")};
        const CachedAnswer fresh {.url = std::move(response->url),
                                  .contentType = std::move(response->contentType),
                                  .etag = std::move(response->etag),
                                  .freshUntil =
                                      m_services.now() + maximumAge(response->cacheControl),
                                  .body = std::move(response->body)};
        ProjectAnswer answer = readPage(question, credentials, fresh);
        if (answer.status == ProjectAnswer::Status::Found && m_services.cache
            && !response->cacheControl.contains("no-store"))
            m_services.cache->keep(cacheKey, fresh);
        return answer;
    }

    ProjectAnswer readPage(const Question& question, const UrlCredentials& credentials,
                           const CachedAnswer& from) const
    {
        const bool isPage = from.contentType.contains("html") || from.contentType.contains("json")
            || from.contentType.empty();
        auto parsed = isPage
            ? parseSimplePage(from.body, from.url, from.contentType)
            : Result<SimplePage>(
                  fail(ErrorCode::Malformed, formatted("it is of type {}", from.contentType)));
        if (!parsed)
            return {.status = ProjectAnswer::Status::Offline,
                    .reason = formatted("the page of {} on {} cannot be read: {}", question.name,
                                        redactCredentials(question.source.label),
                                        parsed.error().message)};
        auto detail = std::make_shared<Detail>();
        detail->place = placeOf(from.url);
        // A page that a redirect brought from elsewhere is not at the place for which the
        // credentials are.
        std::string asked =
            question.source.url.empty() ? m_services.defaultIndexUrl : question.source.url;
        (void)takeCredentials(asked);
        if (placeOf(asked) == detail->place) detail->credentials = credentials;
        auto page = std::make_shared<ProjectPage>();
        page->name = question.name;
        for (DistributionFile& file : parsed->files) {
            if (question.source.kind == IndexSource::Kind::FindLinks
                && !isFileOf(question.name, file.filename))
                continue;
            IndexedFile indexed {.filename = file.filename,
                                 .url = redactCredentials(file.url),
                                 .requiresPython = file.requiresPython,
                                 .yanked = file.isYanked,
                                 .yankedReason = file.yankReason,
                                 .record = static_cast<std::uint32_t>(detail->files.size())};
            for (const auto& [algorithm, digits] : file.hashes)
                indexed.hashes.push_back(formatted("{}:{}", algorithm, digits));
            page->files.push_back(std::move(indexed));
            detail->files.push_back(std::move(file));
        }
        page->detail = std::move(detail);
        return {.status = ProjectAnswer::Status::Found, .page = std::move(page)};
    }

    void settle(const Question& question, ProjectAnswer answer) const
    {
        const std::scoped_lock lock(m_known->mutex);
        m_known->answers.emplace(keyOf(question.source, question.name), std::move(answer));
    }

    Result<HttpResponse> fetchFile(const Detail& detail, HttpRequest request) const
    {
        UrlCredentials own = takeCredentials(request.url);
        if (own.user.empty() && placeOf(request.url) == detail.place) own = detail.credentials;
        request.user = own.user;
        request.password = own.password;
        return std::move(m_services.transport->fetch(std::span(&request, 1), m_stop).front());
    }

    Result<std::string> metadataText(const Detail& detail, const DistributionFile& file) const
    {
        if (!file.filename.ends_with(".whl") && !file.hasCoreMetadata)
            return fail(ErrorCode::Unsupported,
                        "a source distribution computes them when it is built");
        std::string bare = file.url;
        const std::string user = takeCredentials(bare).user;
        const auto digits = file.hashes.find("sha256");
        const std::string key = formatted("metadata {} {} {}", user, bare,
                                          digits == file.hashes.end() ? "" : digits->second);
        if (m_services.cache)
            if (auto cached = m_services.cache->find(key);
                cached && cached->freshUntil > m_services.now())
                return cached->body;
        Result<std::string> text = fail(ErrorCode::NotFound, "");
        if (file.hasCoreMetadata) text = metadataFile(detail, file);
        if (!text && file.filename.ends_with(".whl")) text = metadataOfWheel(detail, file);
        if (text && m_services.cache
            && digits != file.hashes.end()) // Without a hash the file might change under its name.
            m_services.cache->keep(
                key, {.freshUntil = m_services.now() + fileFreshSeconds, .body = *text});
        return text;
    }

    Result<std::string> metadataFile(const Detail& detail, const DistributionFile& file) const
    {
        PINWHEEL_TRY(
            response,
            fetchFile(detail,
                      {.url = file.url + ".metadata", .maximumBytes = limits::metadataBytes}));
        if (response.status != 200)
            return fail(ErrorCode::Network,
                        formatted("the server answers {} for its metadata file", response.status));
        return std::move(response.body);
    }

    Result<std::string> metadataOfWheel(const Detail& detail, const DistributionFile& file) const
    {
        PINWHEEL_TRY(tail,
                     fetchFile(detail,
                               {.url = file.url,
                                .lastBytes = wheelTailBytes,
                                .maximumBytes = limits::wholeWheelBytes}));
        std::uint64_t size = tail.body.size();
        if (tail.status == 206) {
            const auto whole = wholeSize(tail.contentRange);
            const auto begin = rangeBegin(tail.contentRange);
            if (!whole || !begin || *begin + tail.body.size() != *whole)
                return fail(ErrorCode::Network,
                            "the server sends another part of the wheel than was asked for");
            size = *whole;
        } else if (tail.status != 200) { // 200: the server sends all of it.
            return fail(ErrorCode::Network,
                        formatted("the server answers {} for the wheel", tail.status));
        }
        return wheelMetadata(
            file.filename, size, tail.body,
            [&](std::uint64_t begin, std::uint64_t end) -> Result<std::string> {
                PINWHEEL_TRY(part,
                             fetchFile(detail,
                                       {.url = file.url,
                                        .range = std::pair(begin, end),
                                        .maximumBytes = std::max<std::size_t>(
                                            end - begin, limits::wholeWheelBytes)}));
                if (part.status == 200 && part.body.size() == size)
                    return part.body.substr(begin, end - begin);
                if (part.status != 206 || rangeBegin(part.contentRange) != begin)
                    return fail(ErrorCode::Network,
                                "the server sends another part of the wheel than was asked for");
                return std::move(part.body);
            });
    }

    std::shared_ptr<LiveAnswers> m_known;
    const LiveIndexServices& m_services; ///< of m_known
    std::stop_token m_stop;
};

} // namespace

PackageIndexPtr makeLiveIndex(LiveIndexServices services)
{
    auto known = std::make_shared<LiveAnswers>();
    known->services = std::move(services);
    return std::make_shared<LiveIndex>(std::move(known), std::stop_token());
}

} // namespace pinwheel
