#include "ui/settings/shortcut_page.h"

#include "ui/tree_with_words.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr int nameRole = Qt::UserRole;

QString plainText(const QAction& action)
{
    return action.text().remove(u'&');
}

/// The keys that the program gives to an action by itself.
QKeySequence defaultKeys(const QAction& action)
{
    return action.property("defaultKeys").value<QKeySequence>();
}

} // namespace

ShortcutPage::ShortcutPage(const std::vector<QAction*>& actions, QWidget* parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_model(new QStandardItemModel(0, 2, this))
    , m_list(new TreeWithWords(tr("No action has this name."), this))
    , m_filter(new QLineEdit(this))
    , m_keys(new QKeySequenceEdit(this))
    , m_reset(new QPushButton(tr("Default"), this))
    , m_words(new QLabel(this))
{
    for (const QAction* const action : m_actions)
        m_chosen[action->objectName()] = action->shortcut();
    m_filter->setPlaceholderText(tr("Find an action"));
    m_filter->setAccessibleName(tr("Find an action"));
    m_filter->setClearButtonEnabled(true);
    m_list->setModel(m_model);
    m_list->setRootIsDecorated(false);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(tr("Actions and their keys"));
    m_keys->setAccessibleName(tr("Keys of the action"));
    m_keys->setMaximumSequenceLength(1);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setProperty("trouble", true);
    auto* const row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Keys"), this));
    row->addWidget(m_keys, 1);
    auto* const clear = new QPushButton(tr("None"), this);
    row->addWidget(clear);
    row->addWidget(m_reset);
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addLayout(row);
    layout->addWidget(m_words);
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutPage::fill);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutPage::setKeys);
    connect(clear, &QPushButton::clicked, m_keys, &QKeySequenceEdit::clear);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        const auto found = std::ranges::find(m_actions, m_current, &QAction::objectName);
        if (found != m_actions.end()) m_keys->setKeySequence(defaultKeys(**found));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ShortcutPage::showCurrent);
    m_list->ensurePolished(); // The height of the rows is taken once.
    fill();
}

void ShortcutPage::fill()
{
    const QString kept = m_current;
    m_model->clear();
    m_model->setHorizontalHeaderLabels({tr("Action"), tr("Keys")});
    for (const QAction* const action : m_actions) {
        const QString keys = m_chosen[action->objectName()].toString(QKeySequence::NativeText);
        if (!plainText(*action).contains(m_filter->text().trimmed(), Qt::CaseInsensitive)
            && !keys.contains(m_filter->text().trimmed(), Qt::CaseInsensitive))
            continue;
        auto* const name = new QStandardItem(plainText(*action));
        name->setData(action->objectName(), nameRole);
        m_model->appendRow({name, new QStandardItem(keys)});
    }
    // Names of any length have the room that the keys leave.
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_current.clear();
    selectAction(kept);
}

void ShortcutPage::selectAction(const QString& name)
{
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->item(row)->data(nameRole).toString() == name)
            m_list->setCurrentIndex(m_model->index(row, 0));
    showCurrent();
}

void ShortcutPage::showCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    m_current = index.siblingAtColumn(0).data(nameRole).toString();
    const QSignalBlocker blocker(m_keys);
    m_keys->setKeySequence(m_current.isEmpty() ? QKeySequence() : m_chosen[m_current]);
    m_keys->setEnabled(!m_current.isEmpty());
    m_reset->setEnabled(!m_current.isEmpty());
    m_words->clear();
}

QString ShortcutPage::takenBy(const QString& name, const QKeySequence& keys) const
{
    if (keys.isEmpty()) return {};
    for (const QAction* const action : m_actions) {
        const QString other = action->objectName();
        if (other == name) continue;
        // Further keys of an action (Ctrl+= beside Ctrl++) are fixed.
        const auto more = action->shortcuts();
        const bool fixed =
            std::any_of(more.begin() + std::min<qsizetype>(1, more.size()), more.end(),
                        [&](const QKeySequence& each) { return each == keys; });
        if (m_chosen.at(other) == keys || fixed) return plainText(*action);
    }
    return {};
}

void ShortcutPage::setKeys(const QKeySequence& keys)
{
    if (m_current.isEmpty()) return;
    if (const QString other = takenBy(m_current, keys); !other.isEmpty()) {
        m_words->setText(tr("%1 belongs to “%2”. Take it away there first.")
                             .arg(keys.toString(QKeySequence::NativeText), other));
        const QSignalBlocker blocker(m_keys);
        m_keys->setKeySequence(m_chosen[m_current]);
        return;
    }
    m_words->clear();
    m_chosen[m_current] = keys;
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->item(row)->data(nameRole).toString() == m_current)
            m_model->item(row, 1)->setText(keys.toString(QKeySequence::NativeText));
    emit changed();
}

bool ShortcutPage::hasConflict() const
{
    return std::ranges::any_of(m_chosen, [this](const auto& entry) {
        return !takenBy(entry.first, entry.second).isEmpty();
    });
}

void ShortcutPage::apply()
{
    QSettings settings;
    for (QAction* const action : m_actions) {
        const QKeySequence keys = m_chosen[action->objectName()];
        const QString key = u"shortcuts/"_s + action->objectName();
        if (keys == defaultKeys(*action))
            settings.remove(key);
        else
            settings.setValue(key, keys.toString(QKeySequence::PortableText));
        if (keys == action->shortcut()) continue;
        QList<QKeySequence> all = action->shortcuts();
        if (!all.isEmpty()) all.removeFirst();
        all.prepend(keys);
        all.removeAll(QKeySequence());
        action->setShortcuts(all);
    }
}

} // namespace pinwheel
