#include "ui/environment/environment_view.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace pinwheel {

using namespace Qt::StringLiterals;

EnvironmentView::EnvironmentView(SelectionModel* selection, QWidget* parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_model(new EnvironmentModel(this))
    , m_filter(new EnvironmentFilter(this))
    , m_environments(new QComboBox(this))
    , m_field(new QLineEdit(this))
    , m_onlyChanged(new QCheckBox(tr("Changed more than once"), this))
    , m_words(new QLabel(this))
    , m_table(new QTableView(this))
{
    m_filter->setSourceModel(m_model);
    m_environments->setAccessibleName(tr("Environment"));
    m_environments->view()->setAccessibleName(tr("Environment"));
    m_environments->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_field->setPlaceholderText(tr("Search packages"));
    m_field->setAccessibleName(tr("Search packages"));
    m_field->setClearButtonEnabled(true);
    m_field->setMaximumWidth(240);
    m_onlyChanged->setAccessibleName(m_onlyChanged->text());
    m_words->setProperty("muted", true);
    auto* const copy = new QToolButton(this);
    copy->setText(tr("Copy CSV"));
    copy->setAccessibleName(tr("Copy the grid as CSV"));

    m_table->setModel(m_filter);
    m_table->setAccessibleName(tr("Packages by layer"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setAccessibleName(tr("Layers"));

    auto* const bar = new QHBoxLayout;
    bar->setContentsMargins(10, 8, 10, 4);
    bar->setSpacing(8);
    bar->addWidget(m_environments);
    bar->addWidget(m_field, 1);
    bar->addWidget(m_onlyChanged);
    bar->addWidget(copy);
    bar->addWidget(m_words, 2);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);

    connect(m_environments, &QComboBox::currentIndexChanged, this, &EnvironmentView::showEnvironment);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setText(text);
        updateWords();
    });
    connect(m_onlyChanged, &QCheckBox::toggled, this, [this](bool only) {
        m_filter->setOnlyChanged(only);
        updateWords();
    });
    connect(copy, &QToolButton::clicked, this, &EnvironmentView::copyCsv);
    connect(selection, &SelectionModel::selectionChanged, this, &EnvironmentView::showSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        if (m_following || !current.isValid()) return;
        const QScopedValueRollback following(m_following, true);
        const QString package = current.data(EnvironmentModel::PackageRole).toString();
        m_selection->selectPackage(package, current.column() > 0 ? current.data(EnvironmentModel::LayerRole).toUInt() : 0);
    });
}

void EnvironmentView::setAudit(const AuditPtr& audit)
{
    m_audit = audit;
    const QString present = m_environments->currentText();
    {
        const QSignalBlocker blocker(m_environments);
        m_environments->clear();
        if (audit) m_environments->addItems(EnvironmentModel::environmentsOf(*audit));
        m_environments->setCurrentIndex(std::max(0, m_environments->findText(present)));
    }
    m_environments->setVisible(m_environments->count() > 0);
    showEnvironment();
}

void EnvironmentView::showEnvironment()
{
    const QPoint scroll(m_table->horizontalScrollBar()->value(), m_table->verticalScrollBar()->value());
    m_model->setAudit(m_audit, m_environments->currentText());
    for (int column = 0; column < m_model->columnCount(); ++column) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, std::clamp(m_table->columnWidth(column) + 14, 84, column == 0 ? 260 : 180));
    }
    m_table->horizontalScrollBar()->setValue(scroll.x());
    m_table->verticalScrollBar()->setValue(scroll.y());
    updateWords();
    showSelection();
}

void EnvironmentView::updateWords()
{
    if (m_model->rowCount() == 0) {
        m_words->setText(m_audit ? tr("No layer of this build has a Python environment with packages.") : tr("Nothing audited yet."));
        return;
    }
    QString words = tr("%1 of %n package(s)", nullptr, m_model->rowCount()).arg(m_filter->rowCount());
    if (!m_model->incompleteReason().isEmpty()) words += tr(" · there may be more: %1").arg(m_model->incompleteReason());
    m_words->setText(words);
    m_words->setToolTip(m_model->incompleteReason());
}

void EnvironmentView::showSelection()
{
    const Selection& selection = m_selection->current();
    m_model->setMarkedLayer(selection.layer);
    if (m_following) return;
    const QScopedValueRollback following(m_following, true);
    const int row = m_model->rowOfPackage(selection.package);
    if (row < 0) return m_table->selectionModel()->clear();
    const QModelIndex index = m_filter->mapFromSource(m_model->index(row, m_model->columnOfLayer(selection.layer)));
    if (index.isValid()) m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

void EnvironmentView::copyCsv() const
{
    const auto quoted = [](QString text) {
        if (text.startsWith("● "_L1)) text = text.mid(2);
        // A spreadsheet takes a leading = + - @ as a formula.
        if (!text.isEmpty() && QStringView(u"=+-@").contains(text.front())) text.prepend(u'\'');
        return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    };
    QString csv;
    for (int row = -1; row < m_filter->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < m_filter->columnCount(); ++column)
            cells += quoted(row < 0 ? m_filter->headerData(column, Qt::Horizontal).toString() : m_filter->index(row, column).data().toString());
        csv += cells.join(u',') + u"\r\n"_s;
    }
    QApplication::clipboard()->setText(csv);
}

} // namespace pinwheel
