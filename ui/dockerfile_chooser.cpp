#include "ui/dockerfile_chooser.h"

#include "ui/entry_delegate.h"
#include "ui/qt_text.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtConcurrentMap>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(const BuildChoice& build)
{
    if (!build.name.isEmpty()) return build.name;
    return build.file.isEmpty() ? toShownText(build.entry.dockerfile) : build.file;
}

} // namespace

DockerfileChooser::DockerfileChooser(const std::filesystem::path& folder,
                                     std::vector<BuildChoice> builds, const BuildSummary& summary,
                                     QWidget* parent)
    : QDialog(parent)
    , m_builds(std::move(builds))
    , m_list(new QListWidget(this))
{
    const bool hasNamed = !std::ranges::all_of(m_builds, &QString::isEmpty, &BuildChoice::name);
    const auto count = static_cast<int>(m_builds.size());
    setWindowTitle(hasNamed ? tr("Choose what to audit") : tr("Choose a Dockerfile"));
    resize(760, 420);
    auto* const words = new QLabel((hasNamed ? tr("%1 holds %n build(s).", nullptr, count)
                                             : tr("%1 holds %n Dockerfile(s).", nullptr, count))
                                       .arg(QString::fromStdString(folder.string())),
                                   this);
    words->setWordWrap(true);
    words->setTextFormat(Qt::PlainText);
    m_list->setAccessibleName(hasNamed ? tr("Builds") : tr("Dockerfiles"));
    m_list->setItemDelegate(new EntryDelegate(0, m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const BuildChoice& build : m_builds)
        addRow(build);
    const auto first = std::ranges::find_if(m_builds, &QString::isEmpty, &BuildChoice::trouble);
    m_list->setCurrentRow(static_cast<int>(first - m_builds.begin()));
    auto* const buttons =
        new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Open)->setText(tr("Open"));
    buttons->button(QDialogButtonBox::Open)->setProperty("primary", true);
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
    m_list->setFocus();
    connect(&m_watcher, &QFutureWatcherBase::resultReadyAt, this, [this](int row) {
        QListWidgetItem* const item = m_list->item(row);
        const QString installs = m_watcher.resultAt(row);
        item->setData(EntryDelegate::BelowRole, installs);
        QStringList all {item->text(), item->data(EntryDelegate::DetailRole).toString(), installs};
        all.removeAll(QString());
        item->setData(Qt::AccessibleTextRole, all.join(u", "_s));
        item->setToolTip(installs);
    });
    if (summary)
        m_watcher.setFuture(
            QtConcurrent::mapped(m_builds, [folder, summary](const BuildChoice& build) {
                return build.trouble.isEmpty() ? summary(folder, withBuildChoice({}, build))
                                               : build.trouble;
            }));
}

DockerfileChooser::~DockerfileChooser()
{
    m_watcher.cancel();
    m_watcher.waitForFinished(); // Each is short: nothing is resolved.
}

void DockerfileChooser::addRow(const BuildChoice& build)
{
    auto* const item = new QListWidgetItem(nameOf(build), m_list);
    const bool isUsable = build.trouble.isEmpty();
    if (!isUsable) item->setFlags(Qt::NoItemFlags);
    if (!build.name.isEmpty() && isUsable)
        item->setData(EntryDelegate::DetailRole,
                      toShownText(build.entry.dockerfile)
                          + (build.entry.target.empty()
                                 ? QString()
                                 : tr(", stage %1").arg(toShownText(build.entry.target))));
    item->setData(EntryDelegate::BelowRole, isUsable ? tr("reading…") : build.trouble);
    if (!build.name.isEmpty()) item->setData(EntryDelegate::TrailingRole, build.file);
}

std::optional<BuildChoice> DockerfileChooser::chosen() const
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= static_cast<int>(m_builds.size())) return std::nullopt;
    const BuildChoice& build = m_builds[static_cast<std::size_t>(row)];
    return build.trouble.isEmpty() ? std::optional(build) : std::nullopt;
}

} // namespace pinwheel
