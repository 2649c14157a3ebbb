#include "ui/compare/compare_view.h"
#include "ui/dockerfile_chooser.h"
#include "ui/editor/editor_pane.h"
#include "ui/editor/source_editor.h"
#include "ui/fixes/side_by_side_view.h"
#include "ui/header_bar.h"
#include "ui/main_window.h"
#include "ui/qt_text.h"
#include "ui/recent_projects.h"
#include "ui/report/pdf_writer.h"
#include "ui/report/print_preview.h"
#include "ui/report/report_view.h"
#include "ui/session/crash_journal.h"
#include "ui/session/project_state.h"
#include "ui/start_page.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_view.h"
#include "ui/turn_queue.h"

#include <QDialog>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QPainter>
#include <QPixmap>
#include <QSaveFile>
#include <QStackedWidget>
#include <QSvgGenerator>
#include <QTimer>
#include <QVBoxLayout>

namespace pinwheel {

using namespace Qt::StringLiterals;

bool MainWindow::openBuild(const QString& path, const std::optional<ChosenBuild>& named)
{
    const QFileInfo info(path);
    if (!info.exists() || !info.isReadable()) {
        m_start->showMessage(info.exists() ? tr("%1 cannot be read.").arg(path)
                                           : tr("%1 does not exist.").arg(path));
        tell(tr("%1 cannot be opened.").arg(path));
        return false;
    }
    if (const QString trouble = !info.isDir() && isBuildFileName(path)
            ? troubleOfBuildFile(path, environmentBeside(toStdString(path)))
            : QString();
        !trouble.isEmpty()) {
        m_start->showMessage(tr("%1: %2").arg(path, trouble));
        tell(tr("%1 cannot be opened.").arg(path));
        return false;
    }
    if (m_workspace.hasModified()
        && QMessageBox::question(this, tr("Unsaved changes"),
                                 tr("Open another project and drop the unsaved changes?"),
                                 QMessageBox::Discard | QMessageBox::Cancel)
            != QMessageBox::Discard)
        return false;
    keepProjectState(*this);
    const QString folder = info.isDir() ? info.absoluteFilePath()
        : isBuildFileName(path) ? folderOfBuildFile(path, environmentBeside(toStdString(path)))
                                : info.absolutePath();
    const QString file =
        info.isDir() ? QString() : QDir(folder).relativeFilePath(info.absoluteFilePath());
    m_compare->clear();
    m_filling->clear();
    m_workspace.setFolder(toStdString(folder));
    findBuilds();
    const BuildChoice* const build =
        named ? findBuild(named->file, named->name) : buildToOpen(folder, file);
    m_build =
        build == nullptr ? ChosenBuild() : ChosenBuild {.file = build->file, .name = build->name};
    showBuilds();
    // What the command line said holds for the first project, not for those opened later.
    AuditOptions options =
        projectTarget(m_services, folder, showsStartPage() ? m_options : AuditOptions(), build);
    if (!file.isEmpty() && !isBuildFileName(file)) options.dockerfile = toStdString(file);
    m_journal->setDockerfile(toQString(options.dockerfile));
    setOptions(options);
    m_firstAudit = true;
    setWindowTitle(tr("%1[*] — Pinwheel").arg(projectName()));
    m_start->showMessage({});
    m_pages->setCurrentIndex(1);
    updateActions();
    audit();
    return true;
}

void MainWindow::closeProject()
{
    if (m_workspace.hasModified()
        && QMessageBox::question(this, tr("Unsaved changes"),
                                 tr("Close the project and drop the unsaved changes?"),
                                 QMessageBox::Discard | QMessageBox::Cancel)
            != QMessageBox::Discard)
        return;
    keepProjectState(*this);
    m_controller->cancel();
    m_filling->clear();
    m_journal->discard();
    m_workspace.setFolder({});
    setWindowTitle(u"Pinwheel"_s);
    setWindowModified(false);
    m_header->setProject({}, {}, {});
    m_header->setAudit(nullptr);
    m_header->setBuilds({}, {}, {});
    m_build = {};
    setOptions({});
    m_start->refresh();
    m_pages->setCurrentWidget(m_start);
    updateActions();
    updateStatus();
}

void MainWindow::offerJournals()
{
    for (const JournaledSession& session : CrashJournal::abandoned()) {
        QStringList names;
        for (const JournaledSession::File& file : session.files)
            names += file.path;
        QMessageBox question(
            QMessageBox::Question, tr("Unsaved text was kept"),
            tr("Pinwheel ended without saving. It kept the unsaved text of %1 in %2.")
                .arg(names.join(u", "_s), session.folder),
            QMessageBox::NoButton, this);
        const QPushButton* const restore =
            question.addButton(tr("Restore"), QMessageBox::AcceptRole);
        const QPushButton* const drop =
            question.addButton(tr("Discard"), QMessageBox::DestructiveRole);
        question.addButton(tr("Later"), QMessageBox::RejectRole);
        question.exec();
        if (question.clickedButton() == drop) QFile::remove(session.journal);
        if (question.clickedButton() != restore) continue;
        restoreJournal(session);
        return;
    }
}

void MainWindow::restoreJournal(const JournaledSession& session)
{
    const QString path =
        session.dockerfile.isEmpty() ? session.folder : session.folder + u'/' + session.dockerfile;
    if (!openPath(path)) return;
    for (const JournaledSession::File& file : session.files) {
        const Result<Document*> document = m_workspace.open(file.path);
        if (!document) continue;
        m_workspace.replaceText(*document, 0, (*document)->bytes().size(), file.text,
                                tr("Restore unsaved text"));
        // What is on disk is newer than what the text was made from: the user should see both.
        if ((*document)->savedBytes() != file.savedText) m_left->showChangedOnDisk(*document, true);
    }
    m_journal->write();
    QFile::remove(session.journal);
    tell(tr("The unsaved text is back; Undo shows what is on disk."));
}

QString MainWindow::projectName() const
{
    const QString name = QString::fromStdString(m_workspace.folder().filename().string());
    return name.isEmpty() ? QString::fromStdString(m_workspace.folder().string()) : name;
}

QString MainWindow::projectPath() const
{
    const QString folder = QString::fromStdString(m_workspace.folder().string());
    return m_options.dockerfile.empty() ? folder : folder + u'/' + toQString(m_options.dockerfile);
}

void MainWindow::tell(const QString& words)
{
    m_statusMessage->setText(words);
    QTimer::singleShot(8000, m_statusMessage, [this, words] {
        if (m_statusMessage->text() == words) m_statusMessage->clear();
    });
}

void MainWindow::askOpen()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Open the folder of a build"),
                                          QString::fromStdString(m_workspace.folder().string()));
    if (!folder.isEmpty()) chooseAndOpen(folder);
}

void MainWindow::askOpenFile()
{
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Open a Dockerfile or Compose file"),
        QString::fromStdString(m_workspace.folder().string()),
        tr("Dockerfiles, Compose and bake files (*ockerfile* *ontainerfile* *compose*.yml "
           "*compose*.yaml docker-bake.*);;All files (*)"));
    if (!file.isEmpty()) chooseAndOpen(file);
}

void MainWindow::chooseAndOpen(const QString& given)
{
    const QString path = QFileInfo(given).absoluteFilePath();
    const bool isFolder = QFileInfo(path).isDir();
    if (!isFolder && !isBuildFileName(path)) {
        openPath(path);
        return;
    }
    if (const auto before = buildBefore(path, buildsBelow(path))) return openChoice(path, *before);
    const Result<AuditOptions> own = isFolder && m_services.projectOptions
        ? m_services.projectOptions(toStdString(path))
        : Result<AuditOptions>(AuditOptions());
    if (own && own->dockerfile.empty())
        chooseBuildOf(path);
    else
        openPath(path);
}

void MainWindow::chooseBuildOf(const QString& path)
{
    const std::vector<BuildChoice> builds = buildsBelow(path);
    if (std::ranges::count_if(builds, &QString::isEmpty, &BuildChoice::trouble) < 2) {
        openPath(path);
        return;
    }
    const QString folder = QFileInfo(path).isDir()
        ? path
        : folderOfBuildFile(path, environmentBeside(toStdString(path)));
    DockerfileChooser chooser(toStdString(folder), builds, m_services.buildSummary, this);
    if (chooser.exec() != QDialog::Accepted) return;
    if (const std::optional<BuildChoice> chosen = chooser.chosen()) openChoice(path, *chosen);
}

void MainWindow::openChoice(const QString& path, const BuildChoice& choice)
{
    const QString dockerfile = toQString(choice.entry.dockerfile);
    openBuild(choice.name.isEmpty() ? QDir(path).filePath(dockerfile) : path,
              ChosenBuild {.file = choice.file, .name = choice.name});
}

void MainWindow::saveDocument(Document* document)
{
    const Result<void> saved = m_workspace.save(document);
    if (saved) return tell(tr("Saved %1").arg(document->path()));
    if (saved.error().code != ErrorCode::ChangedOnDisk) {
        QMessageBox::warning(this, tr("Not saved"), toShownText(saved.error().message));
        return;
    }
    QMessageBox question(QMessageBox::Warning, tr("Changed on disk"),
                         toShownText(saved.error().message) + u"."_s, QMessageBox::NoButton, this);
    question.setInformativeText(tr("Saving would overwrite what is there now."));
    const QPushButton* const overwrite =
        question.addButton(tr("Overwrite"), QMessageBox::DestructiveRole);
    const QPushButton* const compare = question.addButton(tr("Compare"), QMessageBox::ActionRole);
    question.addButton(QMessageBox::Cancel);
    question.exec();
    if (question.clickedButton() == compare) return compareDocument(document);
    if (question.clickedButton() != overwrite) return;
    if (const Result<void> forced = m_workspace.saveOverChanges(document); !forced)
        QMessageBox::warning(this, tr("Not saved"), toShownText(forced.error().message));
    else
        tell(tr("Saved %1").arg(document->path()));
}

void MainWindow::saveEverything()
{
    for (Document* const document : m_workspace.documents())
        if (document->isModified()) saveDocument(document);
}

void MainWindow::reloadDocument(Document* document)
{
    if (document->place().file.empty()) return;
    if (const Result<void> reloaded = m_workspace.reload(document); !reloaded)
        tell(toShownText(reloaded.error().message));
    else
        tell(tr("%1 was read again from disk").arg(document->path()));
}

void MainWindow::compareDocument(Document* document)
{
    const Result<std::string> present = readTextFile(document->place().file);
    const std::string mine(document->bytes().constData(),
                           static_cast<std::size_t>(document->bytes().size()));
    QDialog dialog(this);
    dialog.setWindowTitle(tr("%1: on disk and in the window").arg(document->path()));
    dialog.resize(1100, 640);
    auto* const words =
        new QLabel(tr("At the left what is on disk, at the right what is in the window."), &dialog);
    auto* const diff = new SideBySideView(&dialog);
    diff->setTexts(present.value_or(std::string()), mine);
    auto* const layout = new QVBoxLayout(&dialog);
    layout->addWidget(words);
    layout->addWidget(diff, 1);
    dialog.exec();
}

QString MainWindow::exportReport(const QString& word, const QString& file)
{
    if (!m_controller->audit() || !m_services.render) return tr("nothing is audited yet");
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly))
        return tr("cannot write %1: %2").arg(file, target.errorString());
    target.write(m_services.render(word, *m_controller->audit(), projectName()));
    if (!target.commit()) return tr("cannot write %1: %2").arg(file, target.errorString());
    return {};
}

QString MainWindow::exportPdf(const QString& file)
{
    if (!m_controller->audit()) return tr("nothing is audited yet");
    const auto pdf =
        renderPdf(*m_controller->audit(),
                  {.project = toStdString(projectName()), .toolVersion = PINWHEEL_VERSION});
    if (!pdf) return toQString(pdf.error().message);
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly))
        return tr("cannot write %1: %2").arg(file, target.errorString());
    target.write(QByteArrayView(*pdf).toByteArray());
    if (!target.commit()) return tr("cannot write %1: %2").arg(file, target.errorString());
    return {};
}

void MainWindow::askExport(const QString& word)
{
    const auto found = std::ranges::find(m_services.formats, word, &ReportChoice::word);
    if (found == m_services.formats.end()) return;
    const QString proposed = u"%1-audit.%2"_s.arg(projectName(), found->extension);
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Export %1").arg(found->title), proposed,
                                     tr("%1 (*.%2)").arg(found->title, found->extension));
    if (file.isEmpty()) return;
    const QString trouble = exportReport(word, file);
    tell(trouble.isEmpty() ? tr("Exported %1").arg(file) : trouble);
}

void MainWindow::askExportPdf()
{
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Export PDF"), projectName() + u"-audit.pdf"_s, tr("PDF (*.pdf)"));
    if (file.isEmpty()) return;
    const QString trouble = exportPdf(file);
    tell(trouble.isEmpty() ? tr("Exported %1").arg(file) : trouble);
}

void MainWindow::showPrintPreview()
{
    if (!m_controller->audit()) return tell(tr("nothing is audited yet"));
    PrintPreview preview(
        documentOf(*m_controller->audit(),
                   {.project = toStdString(projectName()), .toolVersion = PINWHEEL_VERSION}),
        this);
    preview.resize(size() * 0.9);
    preview.exec();
}

void MainWindow::exportTimeline()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export the timeline"),
                                                      projectName() + u"-timeline.svg"_s,
                                                      tr("SVG (*.svg);;PNG (*.png)"));
    if (file.isEmpty()) return;
    const QSize size = m_timeline->contentSize();
    bool written = false;
    if (file.endsWith(".png"_L1, Qt::CaseInsensitive)) {
        QPixmap pixmap(size * 2);
        pixmap.setDevicePixelRatio(2);
        pixmap.fill(theme().panel);
        QPainter painter(&pixmap);
        m_timeline->render(painter, size);
        painter.end();
        written = pixmap.save(file);
    } else {
        QSvgGenerator generator;
        generator.setFileName(file);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(), size));
        generator.setTitle(tr("Build layers of %1").arg(projectName()));
        QPainter painter;
        written = painter.begin(&generator);
        if (written) {
            painter.fillRect(QRect(QPoint(), size), theme().panel);
            m_timeline->render(painter, size);
        }
    }
    tell(written ? tr("Exported %1").arg(file) : tr("cannot write %1").arg(file));
}

void MainWindow::rememberProject()
{
    const AuditPtr& audit = m_controller->audit();
    rememberRecent(
        {.path = projectPath(), .verdict = audit ? toQString(toText(audit->before)) : QString()});
}

} // namespace pinwheel
