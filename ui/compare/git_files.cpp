#include "ui/compare/git_files.h"

#include "core/base/limits.h"
#include "ui/qt_text.h"

#include <QProcess>
#include <QProcessEnvironment>

#include <algorithm>
#include <map>
#include <set>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr int waitMs = 20'000;
/// Entries of a tree that are looked at. Reason: far beyond the largest repositories; a bound
/// against endless output.
constexpr qsizetype mostEntries = 2'000'000;

/// What git prints; its complaint, in one line, where it fails.
Result<QByteArray> askGit(const std::filesystem::path& folder, const QStringList& arguments)
{
    QProcess git;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // A partial clone would ask its server for what is missing; an index would be refreshed.
    environment.insert(u"GIT_NO_LAZY_FETCH"_s, u"1"_s);
    environment.insert(u"GIT_ALLOW_PROTOCOL"_s, u"none"_s);
    environment.insert(u"GIT_OPTIONAL_LOCKS"_s, u"0"_s);
    environment.insert(u"GIT_TERMINAL_PROMPT"_s, u"0"_s);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    git.setProcessEnvironment(environment);
    git.setStandardInputFile(QProcess::nullDevice());
    QStringList all {u"-C"_s,
                     QString::fromStdString(folder.string()),
                     u"--no-pager"_s,
                     u"-c"_s,
                     u"core.fsmonitor=false"_s,
                     u"-c"_s,
                     u"core.hooksPath=/dev/null"_s};
    git.start(u"git"_s, all + arguments);
    if (!git.waitForStarted(waitMs))
        return fail(ErrorCode::NotFound,
                    "git cannot be started; it has to be installed to compare with a revision");
    if (!git.waitForFinished(waitMs)) {
        git.kill();
        git.waitForFinished(1000);
        return fail(ErrorCode::NotReadable, "git did not answer in time");
    }
    if (git.exitStatus() != QProcess::NormalExit || git.exitCode() != 0) {
        const QString complaint =
            QString::fromUtf8(git.readAllStandardError()).trimmed().section(u'\n', 0, 0);
        return fail(ErrorCode::NotFound,
                    "git: " + toStdString(complaint.isEmpty() ? u"failed"_s : complaint));
    }
    return git.readAllStandardOutput();
}

/// The tree of one commit below a folder; blobs are read when they are asked for.
class GitRevision final : public FileProvider
{
public:
    struct Entry {
        std::string id;
        std::uint64_t sizeBytes = 0;
        bool isFile = false; ///< no link and no submodule
    };

    GitRevision(std::filesystem::path folder, std::map<std::string, Entry, std::less<>> entries)
        : m_folder(std::move(folder))
        , m_entries(std::move(entries))
    {
        for (const auto& [path, entry] : m_entries)
            for (std::size_t slash = path.find('/'); slash != std::string::npos;
                 slash = path.find('/', slash + 1))
                m_folders.insert(path.substr(0, slash));
    }

    [[nodiscard]] Kind kindOf(std::string_view path) const override
    {
        const std::string name = normalizedPath(path);
        if (const auto found = m_entries.find(name); found != m_entries.end())
            return found->second.isFile ? Kind::File : Kind::Other;
        return m_folders.contains(name) || isTop(path) ? Kind::Folder : Kind::Missing;
    }

    [[nodiscard]] Result<std::string> read(std::string_view path) const override
    {
        const std::string name = normalizedPath(path);
        const auto found = m_entries.find(name);
        if (found == m_entries.end() || !found->second.isFile)
            return fail(ErrorCode::NotFound, std::string(path) + ": no such file in the revision");
        if (found->second.sizeBytes > limits::textFileBytes)
            return fail(ErrorCode::LimitExceeded, std::string(path) + " is too large");
        PINWHEEL_TRY(
            bytes,
            askGit(m_folder, {u"cat-file"_s, u"blob"_s, QString::fromStdString(found->second.id)}));
        return std::string(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    }

    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view folder) const override
    {
        const std::string name = normalizedPath(folder);
        if (name.empty() && !isTop(folder))
            return fail(ErrorCode::NotFound, std::string(folder) + ": is outside of the folder");
        const std::string head = isTop(folder) ? std::string() : name + '/';
        std::set<std::string> names;
        for (auto at = m_entries.lower_bound(head);
             at != m_entries.end() && at->first.starts_with(head); ++at) {
            const std::string rest = at->first.substr(head.size());
            names.insert(rest.substr(0, rest.find('/')));
        }
        if (names.empty() && !head.empty())
            return fail(ErrorCode::NotFound,
                        std::string(folder) + ": no such folder in the revision");
        return std::vector<std::string>(names.begin(), names.end());
    }

private:
    static bool isTop(std::string_view path) { return path.empty() || path == "."; }

    std::filesystem::path m_folder;
    std::map<std::string, Entry, std::less<>> m_entries;
    std::set<std::string, std::less<>> m_folders;
};

} // namespace

Result<FileProviderPtr> openGitRevision(const std::filesystem::path& folder,
                                        const std::string& revision)
{
    if (revision.empty()) return fail(ErrorCode::Usage, "name a revision");
    PINWHEEL_TRY(commit,
                 askGit(folder,
                        {u"rev-parse"_s, u"--verify"_s, u"--quiet"_s, u"--end-of-options"_s,
                         QString::fromStdString(revision) + u"^{commit}"_s})
                     .transform_error([&](Error error) {
                         if (error.message == "git: failed")
                             error.message = "no commit is called " + revision;
                         return error;
                     }));
    const QString id = QString::fromLatin1(commit).trimmed();
    // "<mode> <type> <id> <size>\t<path>", paths relative to the folder.
    PINWHEEL_TRY(
        listing,
        askGit(folder, {u"ls-tree"_s, u"-r"_s, u"-z"_s, u"--long"_s, id, u"--"_s, u"."_s}));
    std::map<std::string, GitRevision::Entry, std::less<>> entries;
    for (const QByteArray& line : listing.split('\0')) {
        if (static_cast<qsizetype>(entries.size()) >= mostEntries) break;
        const qsizetype tab = line.indexOf('\t');
        const QList<QByteArray> words = line.left(tab).simplified().split(' ');
        if (tab < 0 || words.size() != 4) continue;
        entries[line.mid(tab + 1).toStdString()] = {.id = words[2].toStdString(),
                                                    .sizeBytes = words[3].toULongLong(),
                                                    .isFile = words[1] == "blob"
                                                        && !words[0].startsWith("120")};
    }
    return std::make_shared<GitRevision>(folder, std::move(entries));
}

QStringList gitRevisions(const std::filesystem::path& folder)
{
    QStringList revisions;
    const auto add = [&revisions](const Result<QByteArray>& lines) {
        if (!lines) return;
        for (const QByteArray& line : lines->split('\n'))
            if (!line.isEmpty()) revisions += QString::fromUtf8(line);
    };
    add(askGit(
        folder,
        {u"log"_s, u"-25"_s, u"--no-show-signature"_s, u"--format=%h %s"_s, u"--"_s, u"."_s}));
    add(askGit(folder,
               {u"for-each-ref"_s, u"--count=60"_s, u"--format=%(refname:short)"_s, u"refs/heads"_s,
                u"refs/tags"_s}));
    return revisions;
}

} // namespace pinwheel
