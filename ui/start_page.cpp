#include "ui/start_page.h"

#include "ui/brand_icon.h"
#include "ui/entry_delegate.h"
#include "ui/qt_text.h"
#include "ui/recent_projects.h"
#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace pinwheel {

using namespace Qt::StringLiterals;

StartPage::StartPage(std::filesystem::path examples, QWidget* parent)
    : QWidget(parent)
    , m_examples(std::move(examples))
    , m_logo(new QLabel(this))
    , m_message(new QLabel(this))
    , m_list(new QListWidget(this))
{
    auto* const title = new QLabel(u"Pinwheel"_s, this);
    QFont large = title->font();
    large.setPointSizeF(22);
    large.setWeight(QFont::Bold);
    title->setFont(large);
    auto* const words =
        new QLabel(tr("Works out what every layer of a Python container build does to its "
                      "packages, without building it.\n"
                      "Open a folder with a Dockerfile or a Compose file, or drop one here."),
                   this);
    words->setProperty("muted", true);
    words->setWordWrap(true);
    auto* const open = new QPushButton(tr("Open a folder…"), this);
    open->setProperty("primary", true);
    open->setAccessibleName(open->text());
    m_message->setObjectName(u"startMessage"_s);
    m_message->setWordWrap(true);
    m_message->hide();
    auto* const recent = new QLabel(tr("Recent projects and examples"), this);
    recent->setProperty("heading", true);
    m_list->setAccessibleName(recent->text());
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new EntryDelegate(0, m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* const frame = new QFrame(this);
    frame->setProperty("panel", true);
    auto* const frameLayout = new QVBoxLayout(frame);
    frameLayout->setContentsMargins(6, 6, 6, 6);
    frameLayout->addWidget(m_list);

    auto* const column = new QVBoxLayout;
    column->setSpacing(12);
    column->addStretch(2);
    auto* const head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_logo);
    head->addWidget(title);
    head->addStretch(1);
    column->addLayout(head);
    column->addWidget(words);
    auto* const openFile = new QPushButton(tr("Open a file…"), this);
    openFile->setAccessibleName(tr("Open a Dockerfile, Compose or bake file"));
    openFile->setToolTip(openFile->accessibleName());
    openFile->setObjectName(u"openFile"_s);
    connect(openFile, &QPushButton::clicked, this, &StartPage::openFileRequested);
    auto* const ways = new QHBoxLayout;
    ways->setSpacing(8);
    ways->addWidget(open);
    ways->addWidget(openFile);
    ways->addStretch(1);
    column->addLayout(ways);
    column->addWidget(m_message);
    column->addSpacing(14);
    column->addWidget(recent);
    column->addWidget(frame, 5);
    column->addStretch(2);
    auto* const layout = new QHBoxLayout(this);
    layout->addStretch(1);
    layout->addLayout(column, 3);
    layout->addStretch(1);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    const auto choose = [this](const QListWidgetItem* item) {
        emit pathChosen(item->data(Qt::UserRole).toString());
    };
    connect(m_list, &QListWidget::itemActivated, this, choose);
    connect(m_list, &QListWidget::itemClicked, this, choose);
    refresh();
}

void StartPage::refresh()
{
    m_logo->setPixmap(brandIcon(theme().accent).pixmap(QSize(40, 40), devicePixelRatioF()));
    m_list->clear();
    for (const RecentProject& project : recentProjects()) {
        const auto level = levelFromText(toStdString(project.verdict));
        const QFileInfo info(project.path);
        const QString name =
            info.isDir() ? info.fileName() : info.dir().dirName() + u'/' + info.fileName();
        const QString verdict = level ? levelWord(*level) : tr("not audited");
        auto* const item = new QListWidgetItem(levelIcon(level.value_or(Level::Low)), name, m_list);
        item->setData(EntryDelegate::DetailRole, project.path);
        item->setData(EntryDelegate::TrailingRole, verdict);
        item->setData(Qt::AccessibleTextRole,
                      QStringList({name, verdict, project.path}).join(u", "_s));
        item->setData(Qt::UserRole, project.path);
    }
    if (!m_examples.empty()) {
        const QDir examples(QString::fromStdString(m_examples.string()));
        for (const QString& name : examples.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            auto* const item = new QListWidgetItem(brandIcon(theme().muted), name, m_list);
            item->setData(EntryDelegate::TrailingRole, tr("Example"));
            item->setData(Qt::AccessibleTextRole, tr("Example: %1").arg(name));
            item->setData(Qt::UserRole, examples.filePath(name));
        }
    }
    if (m_list->count() == 0) {
        auto* const item = new QListWidgetItem(tr("Nothing was opened yet."), m_list);
        item->setFlags(Qt::NoItemFlags);
    }
}

void StartPage::showMessage(const QString& words)
{
    m_message->setText(words);
    m_message->setVisible(!words.isEmpty());
    m_message->setStyleSheet(
        u"color: %1; background: %2; border-radius: 5px; padding: 8px 10px;"_s.arg(
            theme().of(Level::High).text.name(), theme().of(Level::High).soft.name()));
}

QString StartPage::message() const
{
    return m_message->text();
}

void StartPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) refresh();
}

} // namespace pinwheel
