#include "ui/fixes/fixes_view.h"

#include "ui/elided_label.h"
#include "ui/fixes/fix_delegate.h"
#include "ui/qt_text.h"
#include "ui/tree_with_words.h"
#include "ui/words.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace pinwheel {

using namespace Qt::StringLiterals;

void FixFilter::setText(const QString& text)
{
    m_text = text.trimmed();
    invalidateRowsFilter();
}

void FixFilter::setKind(std::optional<Applicability> kind)
{
    m_kind = kind;
    invalidateRowsFilter();
}

bool FixFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    if (parent.isValid()) return true;
    const QModelIndex index = sourceModel()->index(row, 0);
    if (m_kind && index.data(FixModel::KindRole) != static_cast<int>(*m_kind)) return false;
    return m_text.isEmpty()
        || index.data(FixModel::SearchRole).toString().contains(m_text, Qt::CaseInsensitive);
}

FixesView::FixesView(SelectionModel* selection, TrialFunction trial, QWidget* parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_model(new FixModel(this))
    , m_filter(new FixFilter(this))
    , m_list(new TreeWithWords(tr("No fix is offered."), this))
    , m_preview(new ChangePreview(std::move(trial), this))
    , m_bar(new QWidget(this))
    , m_field(new QLineEdit(m_bar))
    , m_kinds(new QToolButton(m_bar))
    , m_words(new ElidedLabel(m_bar))
    , m_chooseSafe(new QPushButton(tr("Choose all safe"), m_bar))
    , m_open(new QPushButton(tr("Preview…"), m_bar))
    , m_apply(new QPushButton(tr("Apply fix"), m_bar))
{
    m_filter->setSourceModel(m_model);
    m_list->setModel(m_filter);
    m_list->setAccessibleName(tr("Fixes"));
    m_list->setIndentation(18);
    m_list->setMinimumWidth(300);
    m_list->setItemDelegate(new FixDelegate(m_list));
    m_list->setUniformRowHeights(false);
    m_list->header()->setStretchLastSection(false);
    makeBar();
    auto* const splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_list);
    splitter->addWidget(m_preview);
    splitter->setSizes({480, 650});
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 6);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(splitter, 1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                showChoice();
                const QString id = current.data(FixModel::FixIdRole).toString();
                if (id.isEmpty() || m_filling) return;
                m_selection->selectFinding(current.data(FixModel::FindingIdRole).toString());
                emit fixChosen(id);
            });
    connect(m_list, &TreeWithWords::widthChanged, this, &FixesView::fitColumns);
    connect(m_model, &FixModel::choiceChanged, this, &FixesView::showChoice);
    connect(m_model, &FixModel::choiceRefused, m_words, &QLabel::setText);
    connect(m_list, &QTreeView::activated, m_open, &QPushButton::click);
    showChoice();
}

void FixesView::makeBar()
{
    m_field->setPlaceholderText(tr("Filter fixes"));
    m_field->setAccessibleName(tr("Filter fixes"));
    m_field->setClearButtonEnabled(true);
    m_field->setMinimumWidth(110);
    m_field->setMaximumWidth(240);
    connect(m_field, &QLineEdit::textChanged, m_filter, &FixFilter::setText);
    m_kinds->setPopupMode(QToolButton::InstantPopup);
    m_kinds->setProperty("flat", true);
    m_kinds->setFocusPolicy(Qt::TabFocus);
    m_kinds->setAccessibleName(tr("Kinds of fixes shown"));
    m_kinds->setMenu(new QMenu(m_kinds));
    fillKinds();
    m_words->setProperty("muted", true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setAccessibleName(tr("What is chosen"));
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_apply->setProperty("primary", true);
    auto* const layout = new QHBoxLayout(m_bar);
    layout->setContentsMargins(10, 6, 2, 5);
    layout->setSpacing(6);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_kinds);
    layout->addWidget(m_words, 2);
    for (QPushButton* const button : {m_chooseSafe, m_open, m_apply})
        layout->addWidget(button);
    connect(m_chooseSafe, &QPushButton::clicked, m_model, [this] {
        if (m_model->chosen().empty())
            m_model->chooseSafe();
        else
            m_model->clearChoice();
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const std::optional<Fix> fix = wanted()) emit previewRequested(*fix);
    });
    connect(m_apply, &QPushButton::clicked, this, [this] {
        const std::optional<Fix> fix = wanted();
        if (!fix) return;
        m_model->clearChoice();
        emit applyRequested(*fix);
    });
}

void FixesView::fillKinds()
{
    QMenu* const menu = m_kinds->menu();
    auto* const group = new QActionGroup(menu);
    const auto add = [&](const QString& text, std::optional<Applicability> kind) {
        QAction* const action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_filter->kind() == kind);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, text, kind] {
            m_filter->setKind(kind);
            m_kinds->setText(tr("Kind: %1").arg(text.toLower()) + u" ▾"_s);
        });
    };
    add(tr("All"), std::nullopt);
    for (const Applicability kind :
         {Applicability::Safe, Applicability::Review, Applicability::Manual})
        add(applicabilityWord(kind), kind);
    m_kinds->setText(tr("Kind: %1").arg(tr("All").toLower()) + u" ▾"_s);
}

void FixesView::setAudit(const AuditPtr& audit)
{
    const QString kept = m_list->currentIndex().data(FixModel::FixIdRole).toString();
    m_audit = audit;
    m_model->setAudit(audit);
    fitColumns();
    QModelIndex now = m_filter->mapFromSource(m_model->indexOf(kept));
    if (!now.isValid()) now = m_filter->index(0, 0);
    {
        // The shared selection is the user's: it does not move because the list was filled anew.
        const QScopedValueRollback filling(m_filling, true);
        if (now.isValid()) m_list->setCurrentIndex(now);
    }
    showChoice();
}

void FixesView::fitColumns()
{
    constexpr int leastTitle = 230;
    int beside = 0;
    for (int column = FixModel::State; column < FixModel::ColumnCount; ++column) {
        m_list->setColumnHidden(column, false);
        m_list->resizeColumnToContents(column);
        m_list->setColumnWidth(column,
                               m_list->columnWidth(column)
                                   + 12); // The style sheet's padding is not in the hint.
        beside += m_list->columnWidth(column);
    }
    // The title says most; the preview beside tells what the last columns tell.
    const int room = m_list->viewport()->width();
    for (const int column :
         {FixModel::Files, FixModel::RiskAfter, FixModel::ForFinding, FixModel::State}) {
        if (room - beside >= leastTitle) break;
        beside -= m_list->columnWidth(column);
        m_list->setColumnHidden(column, true);
    }
    m_list->setColumnWidth(FixModel::Title, std::max(150, room - beside));
    m_list->doItemsLayout(); // Rows are as high as their titles need.
}

void FixesView::setStale(bool stale)
{
    m_stale = stale;
    m_model->setStale(stale);
    showChoice();
}

const Fix* FixesView::currentFix() const
{
    return m_model->fixAt(m_filter->mapToSource(m_list->currentIndex()));
}

std::optional<Fix> FixesView::wanted() const
{
    if (std::optional<Fix> together = m_model->chosenTogether()) return together;
    const Fix* const current = currentFix();
    return current == nullptr ? std::nullopt : std::optional(*current);
}

void FixesView::showChoice()
{
    const int chosen = static_cast<int>(m_model->chosen().size());
    const std::optional<Fix> fix = wanted();
    m_apply->setText(chosen > 1 ? tr("Apply %n fix(es)", nullptr, chosen) : tr("Apply fix"));
    m_apply->setAccessibleName(m_apply->text());
    m_apply->setEnabled(!m_stale && fix && fix->applicability != Applicability::Manual
                        && !fix->edits.isEmpty());
    m_open->setEnabled(fix.has_value());
    m_chooseSafe->setText(chosen > 0 ? tr("Choose none") : tr("Choose all safe"));
    m_chooseSafe->setEnabled(m_model->fixCount() > 0);
    m_words->setText(chosen > 0 ? tr("%n fix(es) chosen", nullptr, chosen)
                         : fix  ? tr("Tick fixes to see them together.")
                                : QString());
    m_words->setToolTip(m_words->text());
    if (!fix || !m_audit)
        m_preview->showNothing(m_model->fixCount() > 0
                                   ? tr("Choose a fix to see what it changes.")
                                   : tr("Where nothing is to be mended, nothing is shown here."));
    else if (fix->edits.isEmpty())
        m_preview->showNothing(toShownText(fix->reason));
    else
        m_preview->showChange(m_audit, fix->edits);
}

} // namespace pinwheel
