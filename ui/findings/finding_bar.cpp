#include "ui/findings/finding_bar.h"

#include "ui/theme/level_icon.h"
#include "ui/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

FindingBar::FindingBar(FindingFilter* filter, FindingTable* table, QWidget* parent)
    : QWidget(parent)
    , m_filter(filter)
    , m_table(table)
    , m_field(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_group(new QToolButton(this))
    , m_columns(new QToolButton(this))
    , m_copy(new QToolButton(this))
    , m_clear(new QToolButton(this))
{
    m_field->setPlaceholderText(tr("Filter findings"));
    m_field->setAccessibleName(tr("Filter findings"));
    m_field->setClearButtonEnabled(true);
    m_field->setMinimumWidth(110);
    m_field->setMaximumWidth(280);
    connect(m_field, &QLineEdit::textChanged, filter, &FindingFilter::setText);
    m_count->setProperty("muted", true);
    m_count->setAccessibleName(tr("Findings shown"));
    m_clear->setText(tr("Show all"));
    m_clear->setProperty("flat", true);
    connect(m_clear, &QToolButton::clicked, this, [this] {
        m_field->clear();
        m_filter->reset();
    });

    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 5);
    layout->setSpacing(6);
    layout->addWidget(m_field, 1);
    makeLevelSwitches();
    for (int i = 3; i >= 0; --i)
        layout->addWidget(m_levels[static_cast<std::size_t>(i)]);
    layout->addWidget(m_count);
    layout->addWidget(m_clear);
    layout->addStretch(1);
    makeMenus();
    for (QToolButton* const button : {m_group, m_columns, m_copy})
        layout->addWidget(button);
    connect(filter, &FindingFilter::filterChanged, this, &FindingBar::showFilter);
    connect(filter, &QAbstractItemModel::modelReset, this, &FindingBar::showFilter);
    showSwitches();
    showFilter();
}

void FindingBar::makeLevelSwitches()
{
    for (std::size_t i = 0; i < m_levels.size(); ++i) {
        const auto level = static_cast<Level>(i);
        auto* const button = new QToolButton(this);
        button->setCheckable(true);
        button->setChecked(true);
        button->setProperty("switch", true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::toggled, m_filter, [this, level](bool shown) {
            if (m_filter->isLevelShown(level) != shown) m_filter->setLevelShown(level, shown);
        });
        m_levels[i] = button;
    }
}

void FindingBar::makeMenus()
{
    const auto prepare = [this](QToolButton* button, const QString& name, auto fill) {
        button->setPopupMode(QToolButton::InstantPopup);
        button->setProperty("flat", true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(name);
        auto* const menu = new QMenu(button);
        button->setMenu(menu);
        connect(menu, &QMenu::aboutToShow, this, [menu, fill] {
            menu->clear();
            fill(menu);
        });
    };
    prepare(m_group, tr("Group the findings"),
            [this](QMenu* menu) { m_table->fillGroupMenu(menu); });
    prepare(m_columns, tr("Choose the columns"),
            [this](QMenu* menu) { m_table->fillColumnMenu(menu); });
    prepare(m_copy, tr("Copy the table"), [this](QMenu* menu) {
        menu->addAction(tr("As Markdown"), m_table, [this] { m_table->copy(true); });
        menu->addAction(tr("As tab-separated text"), m_table, [this] { m_table->copy(false); });
    });
    m_columns->setText(tr("Columns") + u" ▾"_s);
    m_copy->setText(tr("Copy") + u" ▾"_s);
    const auto showGroup = [this] {
        m_group->setText(tr("Group: %1").arg(groupByName(m_table->groupBy())) + u" ▾"_s);
    };
    connect(m_table, &FindingTable::groupByChanged, this, showGroup);
    showGroup();
}

void FindingBar::setAudit(const AuditPtr& audit)
{
    m_audit = audit;
    showSwitches();
    showFilter();
}

QString FindingBar::countWords() const
{
    return m_count->text();
}

void FindingBar::showFilter()
{
    for (std::size_t i = 0; i < m_levels.size(); ++i)
        m_levels[i]->setChecked(m_filter->isLevelShown(static_cast<Level>(i)));
    if (m_field->text().trimmed() != m_filter->text()) m_field->setText(m_filter->text());
    const int all = m_filter->sourceModel() == nullptr ? 0 : m_filter->sourceModel()->rowCount();
    const QLocale locale;
    m_count->setText(
        m_filter->isNarrowed()
            ? tr("%1 of %2").arg(locale.toString(m_filter->rowCount()), locale.toString(all))
            : QString());
    m_clear->setVisible(m_filter->isNarrowed());
}

void FindingBar::showSwitches()
{
    for (std::size_t i = 0; i < m_levels.size(); ++i) {
        const auto level = static_cast<Level>(i);
        const auto count = m_audit
            ? std::ranges::count_if(m_audit->findings,
                                    [level](const Finding& finding) {
                                        return !finding.suppressedBy && finding.level == level;
                                    })
            : 0;
        m_levels[i]->setIcon(levelIcon(level));
        m_levels[i]->setText(QLocale().toString(static_cast<qlonglong>(count)));
        m_levels[i]->setToolTip(tr("Show findings of level %1").arg(levelWord(level).toLower()));
        m_levels[i]->setAccessibleName(
            tr("Show findings of level %1: %2").arg(levelWord(level).toLower()).arg(count));
    }
}

void FindingBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_levels[0] != nullptr) showSwitches();
}

} // namespace pinwheel
