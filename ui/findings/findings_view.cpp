#include "ui/findings/findings_view.h"

#include "ui/theme/level_icon.h"
#include "ui/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

FindingsView::FindingsView(FindingFilter* filter, SelectionModel* selection, QWidget* parent)
    : QWidget(parent)
    , m_filter(filter)
    , m_table(new FindingTable(u"findings"_s, filter, selection,
                               {FindingModel::Sign, FindingModel::Rule, FindingModel::Title, FindingModel::Place, FindingModel::LayerNumber,
                                FindingModel::Certainty, FindingModel::Action},
                               this))
    , m_field(new QLineEdit(this))
{
    m_table->setAccessibleName(tr("Findings"));
    m_field->setPlaceholderText(tr("Filter findings"));
    m_field->setAccessibleName(tr("Filter findings"));
    m_field->setClearButtonEnabled(true);
    m_field->setMaximumWidth(320);
    connect(m_field, &QLineEdit::textChanged, filter, &FindingFilter::setText);

    auto* const bar = new QHBoxLayout;
    bar->setContentsMargins(10, 8, 10, 4);
    bar->setSpacing(6);
    bar->addWidget(m_field, 1);
    for (int i = 3; i >= 0; --i) {
        const auto level = static_cast<Level>(i);
        auto* const button = new QToolButton(this);
        button->setCheckable(true);
        button->setChecked(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        connect(button, &QToolButton::toggled, filter, [filter, level](bool shown) { filter->setLevelShown(level, shown); });
        m_levels[static_cast<std::size_t>(i)] = button;
        bar->addWidget(button);
    }
    bar->addStretch(1);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    updateSwitches();
    connect(filter, &FindingFilter::filterChanged, this, [this] {
        for (std::size_t i = 0; i < m_levels.size(); ++i) m_levels[i]->setChecked(m_filter->isLevelShown(static_cast<Level>(i)));
    });
}

void FindingsView::setAudit(const AuditPtr& audit)
{
    m_audit = audit;
    updateSwitches();
}

void FindingsView::updateSwitches()
{
    for (std::size_t i = 0; i < m_levels.size(); ++i) {
        const auto level = static_cast<Level>(i);
        const auto count = m_audit ? std::ranges::count_if(m_audit->findings, [level](const Finding& finding) {
            return !finding.suppressedBy && finding.level == level;
        })
                                   : 0;
        m_levels[i]->setIcon(levelIcon(level));
        m_levels[i]->setText(u"%1 %2"_s.arg(levelWord(level)).arg(count));
        m_levels[i]->setAccessibleName(tr("Show findings of level %1").arg(levelWord(level).toLower()));
    }
}

void FindingsView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_levels[0] != nullptr) updateSwitches();
}

} // namespace pinwheel
