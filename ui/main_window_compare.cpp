#include "ui/compare/compare_view.h"
#include "ui/compare/git_files.h"
#include "ui/main_window.h"
#include "ui/named_combo.h"
#include "ui/qt_text.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLineEdit>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

/// Exported reports are some hundred kilobytes; what is far larger is none.
constexpr qint64 mostReportBytes = 256LL << 20;

} // namespace

void MainWindow::connectComparing()
{
    connect(m_compare, &CompareView::folderRequested, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(
            this, tr("Compare with the folder of another build"),
            QString::fromStdString(m_workspace.folder().string()));
        if (!folder.isEmpty()) compareWithFolder(folder);
    });
    connect(m_compare, &CompareView::revisionRequested, this, &MainWindow::askRevision);
    connect(m_compare, &CompareView::reportRequested, this, [this] {
        const QString file =
            QFileDialog::getOpenFileName(this, tr("Compare with an exported report"),
                                         QString::fromStdString(m_workspace.folder().string()),
                                         tr("JSON report (*.json);;All files (*)"));
        if (!file.isEmpty()) compareWithReport(file);
    });
    connect(m_compare, &CompareView::againRequested, this, [this] {
        if (m_compareAgain) m_compareAgain();
    });
}

void MainWindow::askRevision()
{
    const QStringList revisions = gitRevisions(m_workspace.folder());
    if (revisions.isEmpty())
        return m_compare->showTrouble(
            tr("a git revision"),
            tr("This folder is in no git repository, or git is not installed."));
    QInputDialog dialog(this);
    dialog.setWindowTitle(tr("Compare with a git revision"));
    dialog.setLabelText(tr("Commit, branch or tag:"));
    dialog.setComboBoxItems(revisions);
    dialog.setComboBoxEditable(true);
    dialog.setMinimumWidth(480); // Room for the subject of a commit.
    if (auto* const field = dialog.findChild<QComboBox*>()) {
        nameCombo(*field, dialog.labelText());
        field->lineEdit()->setAccessibleName(dialog.labelText());
    }
    if (dialog.exec() != QDialog::Accepted) return;
    if (const QString revision = dialog.textValue().trimmed().section(u' ', 0, 0);
        !revision.isEmpty())
        compareWithRevision(revision);
}

void MainWindow::compareWithFolder(const QString& folder)
{
    if (!m_controller->audit()) return;
    showReview(CompareTab);
    m_compareAgain = [this, folder] { compareWithFolder(folder); };
    m_compare->showWaiting(folder);
    const std::filesystem::path path = toStdString(folder);
    AuditOptions options = m_controller->audit()->model.options;
    options.proveFixes = false;
    // The same Dockerfile where the other folder has it, else the one that it has.
    if (!QFile::exists(QDir(folder).filePath(toQString(options.dockerfile))))
        options.dockerfile.clear();
    m_controller->auditElsewhere(
        path, std::make_shared<DiskFileProvider>(path), options, m_compare,
        [this, folder](const Result<AuditPtr>& earlier) { compareWithAudit(folder, earlier); });
}

void MainWindow::compareWithRevision(const QString& revision)
{
    if (!m_controller->audit()) return;
    showReview(CompareTab);
    const QString with = tr("revision %1").arg(revision);
    m_compareAgain = [this, revision] { compareWithRevision(revision); };
    m_compare->showWaiting(with);
    const Result<FileProviderPtr> files =
        openGitRevision(m_workspace.folder(), toStdString(revision));
    if (!files) return m_compare->showTrouble(with, toShownText(files.error().message));
    AuditOptions options = m_controller->audit()->model.options;
    options.proveFixes = false;
    m_controller->auditElsewhere(
        m_workspace.folder(), *files, options, m_compare,
        [this, with](const Result<AuditPtr>& earlier) { compareWithAudit(with, earlier); });
}

void MainWindow::compareWithReport(const QString& file)
{
    if (!m_controller->audit()) return;
    showReview(CompareTab);
    m_compareAgain = [this, file] { compareWithReport(file); };
    const QString with = QFileInfo(file).fileName();
    QFile report(file);
    if (report.size() > mostReportBytes)
        return m_compare->showTrouble(with, tr("The file is too large for a report."));
    if (!report.open(QIODevice::ReadOnly))
        return m_compare->showTrouble(with, report.errorString());
    compareWithBytes(with, report.readAll());
}

void MainWindow::compareWithAudit(const QString& with, const Result<AuditPtr>& earlier)
{
    if (!earlier) return m_compare->showTrouble(with, toShownText(earlier.error().message));
    compareWithBytes(with, m_services.render(u"json"_s, **earlier, projectName()));
}

void MainWindow::compareWithBytes(const QString& with, const QByteArray& report)
{
    const AuditPtr& audit = m_controller->audit();
    if (!audit || !m_services.compare) return;
    Result<Comparison> comparison = m_services.compare(report, *audit);
    if (!comparison) return m_compare->showTrouble(with, toShownText(comparison.error().message));
    comparison->with = with;
    m_compare->showComparison(std::move(*comparison));
}

} // namespace pinwheel
