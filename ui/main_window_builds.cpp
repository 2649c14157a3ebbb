// Compose and bake files in the window: what they build can be chosen as the target, and those that
// build the shown Dockerfile stand as tabs at the right.

#include "core/dockerfile/dockerfile_names.h"
#include "core/text/file_provider.h"
#include "ui/editor/editor_pane.h"
#include "ui/header_bar.h"
#include "ui/main_window.h"
#include "ui/qt_text.h"
#include "ui/session/crash_journal.h"
#include "ui/session/project_state.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

const BuildChoice* MainWindow::buildToOpen(const QString& folder, const QString& file) const
{
    const auto firstOf = [this](auto&& isWanted) -> const BuildChoice* {
        const auto found = std::ranges::find_if(m_builds, [&](const BuildChoice& each) {
            return each.trouble.isEmpty() && !each.name.isEmpty() && isWanted(each);
        });
        return found == m_builds.end() ? nullptr : &*found;
    };
    const KeptBuild kept = keptBuild(folder);
    const BuildChoice* const before = findBuild(kept.file, kept.name);
    if (isBuildFileName(file))
        return before != nullptr && before->file == file
            ? before
            : firstOf([&](const BuildChoice& each) { return each.file == file; });
    if (!file.isEmpty())
        return before != nullptr && toQString(before->entry.dockerfile) == file ? before : nullptr;
    if (before != nullptr) return before;
    // As the command line: a Dockerfile at the top says more than a Compose file beside it, and so
    // do the settings.
    const Result<AuditOptions> own = m_services.projectOptions
        ? m_services.projectOptions(toStdString(folder))
        : Result<AuditOptions>(AuditOptions());
    if (QFileInfo::exists(folder + u"/Dockerfile"_s) || (own && !own->dockerfile.empty()))
        return nullptr;
    return firstOf([](const BuildChoice& each) { return !each.file.contains(u'/'); });
}

std::vector<BuildChoice> MainWindow::buildsBelow(const QString& path) const
{
    const bool isFolder = QFileInfo(path).isDir();
    const QString folder =
        isFolder ? path : folderOfBuildFile(path, environmentBeside(toStdString(path)));
    std::vector<BuildChoice> builds = buildChoicesIn(toStdString(folder));
    if (!isFolder) {
        const QString file = QDir(folder).relativeFilePath(QFileInfo(path).absoluteFilePath());
        std::erase_if(builds, [&](const BuildChoice& each) { return each.file != file; });
        return builds;
    }
    // Then the Dockerfiles that none of them builds.
    const QStringList dockerfiles =
        m_services.dockerfiles ? m_services.dockerfiles(toStdString(folder)) : QStringList();
    std::vector<BuildChoice> alone;
    for (const QString& dockerfile : dockerfiles) {
        const bool isBuilt = std::ranges::any_of(builds, [&](const BuildChoice& each) {
            return each.trouble.isEmpty() && toQString(each.entry.dockerfile) == dockerfile;
        });
        if (isBuilt) continue;
        BuildChoice choice;
        choice.entry.dockerfile = toStdString(dockerfile);
        alone.push_back(std::move(choice));
    }
    std::ranges::move(alone, std::back_inserter(builds));
    return builds;
}

std::optional<BuildChoice> MainWindow::buildBefore(const QString& path,
                                                   const std::vector<BuildChoice>& builds) const
{
    const bool isFolder = QFileInfo(path).isDir();
    const QString folder =
        isFolder ? path : folderOfBuildFile(path, environmentBeside(toStdString(path)));
    const KeptBuild kept = keptBuild(folder);
    if (kept.name.isEmpty()) {
        if (!isFolder || kept.dockerfile.isEmpty()
            || !QFileInfo::exists(folder + u'/' + kept.dockerfile))
            return std::nullopt;
        BuildChoice alone;
        alone.entry.dockerfile = toStdString(kept.dockerfile);
        return alone;
    }
    const auto found = std::ranges::find_if(builds, [&](const BuildChoice& each) {
        return each.trouble.isEmpty() && each.file == kept.file && each.name == kept.name;
    });
    return found == builds.end() ? std::nullopt : std::optional(*found);
}

void MainWindow::findBuilds()
{
    m_buildFiles.clear();
    const DiskFileProvider files(m_workspace.folder());
    for (const std::string& path : findBuildFiles(files))
        if (files.kindOf(path) == FileProvider::Kind::File) m_buildFiles += toQString(path);
    readBuilds();
}

void MainWindow::readBuilds()
{
    std::vector<BuildChoice> builds;
    m_buildRevisions.clear();
    for (const QString& file : std::as_const(m_buildFiles)) {
        QByteArray text;
        if (const Document* const document = m_workspace.find(file)) {
            m_buildRevisions[file] = document->revision();
            text = document->bytes();
        } else if (const Result<std::string> onDisk =
                       readTextFile(m_workspace.folder() / toStdString(file))) {
            text = QByteArray::fromStdString(*onDisk);
        }
        const std::filesystem::path path = m_workspace.folder() / toStdString(file);
        std::ranges::move(buildChoicesOf(file, text, environmentBeside(path), filesBeside(path)),
                          std::back_inserter(builds));
    }
    m_builds = std::move(builds);
    showBuilds();
}

void MainWindow::followBuildTexts()
{
    const bool isChanged = std::ranges::any_of(m_buildFiles, [this](const QString& file) {
        const Document* const document = m_workspace.find(file);
        const auto read = m_buildRevisions.find(file);
        return document != nullptr
            && document->revision() != (read == m_buildRevisions.end() ? 0 : read->second);
    });
    if (!isChanged) return;
    readBuilds();
    // What is typed into the chosen entry holds at once; an entry that is half typed changes
    // nothing.
    if (const BuildChoice* const build = chosenBuild())
        setOptions(withBuildChoice(m_options, *build));
}

const BuildChoice* MainWindow::findBuild(const QString& file, const QString& name) const
{
    const auto found = std::ranges::find_if(m_builds, [&](const BuildChoice& each) {
        return each.file == file && each.name == name && each.trouble.isEmpty();
    });
    return found == m_builds.end() || name.isEmpty() ? nullptr : &*found;
}

const BuildChoice* MainWindow::chosenBuild() const
{
    return findBuild(m_build.file, m_build.name);
}

void MainWindow::chooseBuild(const QString& file, const QString& name)
{
    const BuildChoice* const build = findBuild(file, name);
    m_build = build == nullptr ? ChosenBuild() : ChosenBuild {.file = file, .name = name};
    AuditOptions options = m_options;
    // Without an entry the Dockerfile stays, and what the entry said of it goes.
    if (build == nullptr) {
        options.target.clear();
        options.context.clear();
        options.buildArguments.clear();
    } else {
        options = withBuildChoice(std::move(options), *build);
    }
    m_journal->setDockerfile(toQString(options.dockerfile));
    setOptions(options);
    showBuilds();
    audit();
}

void MainWindow::showBuilds()
{
    m_header->setBuilds(m_builds, m_build.file, m_build.name);
}

void MainWindow::showBuildFiles(const AuditPtr& audit)
{
    const std::string_view dockerfile =
        audit->model.sources.text(audit->model.dockerfileText).path();
    for (const QString& file : std::as_const(m_buildFiles)) {
        const bool builds = std::ranges::any_of(m_builds, [&](const BuildChoice& each) {
            return each.file == file && each.trouble.isEmpty()
                && each.entry.dockerfile == dockerfile;
        });
        if (!builds) continue;
        const Result<Document*> document = m_workspace.open(file);
        if (document && m_right->editorOf(*document) == nullptr)
            m_right->add(*document, file,
                         QString::fromStdString((*document)->place().file.string()));
    }
}

} // namespace pinwheel
