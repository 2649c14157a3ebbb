#include "ui/fixes/fixes_view.h"

#include "ui/qt_text.h"
#include "ui/tree_with_words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace pinwheel {

FixesView::FixesView(SelectionModel* selection, QWidget* parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_model(new FixModel(this))
    , m_list(new TreeWithWords(tr("No fix is offered."), this))
    , m_apply(new QPushButton(tr("Apply fix"), this))
    , m_preview(new QPushButton(tr("Preview…"), this))
    , m_applySafe(new QPushButton(tr("Preview all safe fixes…"), this))
{
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Fixes"));
    m_list->setRootIsDecorated(false);
    auto* const buttons = new QHBoxLayout;
    buttons->setContentsMargins(10, 8, 10, 4);
    buttons->setSpacing(8);
    buttons->addWidget(m_apply);
    buttons->addWidget(m_preview);
    buttons->addWidget(m_applySafe);
    buttons->addStretch(1);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(0);
    layout->addLayout(buttons);
    layout->addWidget(m_list, 1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        updateButtons();
        if (!current.isValid()) return;
        m_selection->selectFinding(current.data(FixModel::FindingIdRole).toString());
        emit fixChosen(current.data(FixModel::FixIdRole).toString());
    });
    connect(m_apply, &QPushButton::clicked, this, [this] {
        if (const Fix* const fix = m_model->fixAt(m_list->currentIndex().row())) emit applyRequested(*fix);
    });
    const auto preview = [this] {
        if (const Fix* const fix = m_model->fixAt(m_list->currentIndex().row())) emit previewRequested(*fix);
    };
    connect(m_preview, &QPushButton::clicked, this, preview);
    connect(m_list, &QTreeView::activated, this, preview);
    connect(m_applySafe, &QPushButton::clicked, this, [this] {
        if (m_audit && m_audit->allSafeFixes) emit previewRequested(*m_audit->allSafeFixes);
    });
    updateButtons();
}

void FixesView::setAudit(const AuditPtr& audit)
{
    m_audit = audit;
    m_model->setAudit(audit);
    for (int column = 0; column < FixModel::ColumnCount; ++column) m_list->resizeColumnToContents(column);
    m_list->setColumnWidth(FixModel::Title, std::clamp(m_list->columnWidth(FixModel::Title), 240, 520));
    updateButtons();
}

void FixesView::setStale(bool stale)
{
    m_stale = stale;
    updateButtons();
}

void FixesView::updateButtons()
{
    const Fix* const fix = m_model->fixAt(m_list->currentIndex().row());
    m_apply->setEnabled(!m_stale && fix != nullptr && fix->applicability != Applicability::Manual);
    m_preview->setEnabled(fix != nullptr);
    m_applySafe->setEnabled(!m_stale && m_audit && m_audit->allSafeFixes);
}

} // namespace pinwheel
