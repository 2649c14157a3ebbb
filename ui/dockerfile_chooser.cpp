#include "ui/dockerfile_chooser.h"

#include "ui/entry_delegate.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtConcurrentMap>

namespace pinwheel {

DockerfileChooser::DockerfileChooser(const std::filesystem::path& folder,
                                     const QStringList& dockerfiles,
                                     const DockerfileSummary& summary, QWidget* parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
{
    setWindowTitle(tr("Choose a Dockerfile"));
    resize(760, 380);
    auto* const words =
        new QLabel(tr("%1 holds %n Dockerfile(s).", nullptr, static_cast<int>(dockerfiles.size()))
                       .arg(QString::fromStdString(folder.string())),
                   this);
    words->setWordWrap(true);
    words->setTextFormat(Qt::PlainText);
    m_list->setAccessibleName(tr("Dockerfiles"));
    m_list->setItemDelegate(new EntryDelegate(0, m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const QString& path : dockerfiles) {
        auto* const item = new QListWidgetItem(path, m_list);
        item->setData(EntryDelegate::DetailRole, tr("reading…"));
    }
    m_list->setCurrentRow(0);
    auto* const buttons =
        new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel, this);
    m_open = buttons->button(QDialogButtonBox::Open);
    m_open->setText(tr("Open"));
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemActivated, this, &QDialog::accept);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(10);
    layout->addWidget(words);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    connect(&m_watcher, &QFutureWatcherBase::resultReadyAt, this, [this](int row) {
        const QString detail = m_watcher.resultAt(row);
        m_list->item(row)->setData(EntryDelegate::DetailRole, detail);
        m_list->item(row)->setData(
            Qt::AccessibleTextRole,
            QStringList({m_list->item(row)->text(), detail}).join(QStringLiteral(", ")));
        m_list->item(row)->setToolTip(detail);
    });
    if (summary)
        m_watcher.setFuture(QtConcurrent::mapped(
            dockerfiles, [folder, summary](const QString& path) { return summary(folder, path); }));
}

DockerfileChooser::~DockerfileChooser()
{
    m_watcher.cancel();
    m_watcher.waitForFinished(); // Each is short: nothing is resolved.
}

QString DockerfileChooser::chosen() const
{
    return m_list->currentItem() == nullptr ? QString() : m_list->currentItem()->text();
}

} // namespace pinwheel
