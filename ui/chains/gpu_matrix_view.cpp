#include "ui/chains/gpu_matrix_view.h"

#include "ui/qt_text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSettings>
#include <QSplitter>
#include <QTableView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

QTreeWidgetItem* addGroup(QTreeWidget& tree, const QString& title)
{
    auto* const group = new QTreeWidgetItem(&tree, {title});
    group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    QFont bold = tree.font();
    bold.setWeight(QFont::DemiBold);
    group->setFont(0, bold);
    return group;
}

void addChoice(QTreeWidgetItem& group, const QString& name, bool isTicked)
{
    auto* const item = new QTreeWidgetItem(&group, {name});
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(0, isTicked ? Qt::Checked : Qt::Unchecked);
}

} // namespace

GpuMatrixView::GpuMatrixView(GpuServices services, SelectionModel* selection, QWidget* parent)
    : QWidget(parent)
    , m_services(std::move(services))
    , m_selection(selection)
    , m_model(new GpuMatrixModel(this))
    , m_choices(new QTreeWidget(this))
    , m_table(new QTableView(this))
    , m_words(new QLabel(this))
    , m_account(new QLabel(this))
{
    m_choices->setHeaderHidden(true);
    m_choices->setAccessibleName(tr("GPUs and drivers to judge"));
    m_choices->setFrameShape(QFrame::NoFrame);
    m_choices->setIndentation(14);
    m_choices->setUniformRowHeights(true);
    m_choices->setTabKeyNavigation(false);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Images and GPUs"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setCornerButtonEnabled(false);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setAccessibleName(tr("GPUs"));
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->verticalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setAccessibleName(tr("Images"));
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->verticalHeader()->setMaximumWidth(360);
    m_words->setProperty("muted", true);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setWordWrap(true);
    m_words->setMargin(12);
    m_account->setProperty("muted", true);
    m_account->setTextFormat(Qt::PlainText);
    m_account->setWordWrap(true);
    m_account->setAccessibleName(tr("Why"));
    m_account->setContentsMargins(8, 2, 8, 4);
    auto* const right = new QWidget(this);
    auto* const column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_words, 1);
    column->addWidget(m_table, 1);
    column->addWidget(m_account);
    auto* const splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_choices);
    splitter->addWidget(right);
    splitter->setSizes({260, 640});
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(m_choices, &QTreeWidget::itemChanged, this, [this] {
        QSettings settings;
        settings.setValue(u"compatibility/gpus"_s, ticked(m_gpus));
        settings.setValue(u"compatibility/drivers"_s, ticked(m_drivers));
        computeMatrix();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                showAccount();
                if (const GpuMatrix::Cell* const cell = m_model->cellAt(current);
                    cell != nullptr && cell->span)
                    m_selection->selectSpan(*cell->span);
            });
}

QStringList GpuMatrixView::ticked(const QTreeWidgetItem* group)
{
    QStringList names;
    for (int i = 0; group != nullptr && i < group->childCount(); ++i)
        if (group->child(i)->checkState(0) == Qt::Checked) names += group->child(i)->text(0);
    return names;
}

void GpuMatrixView::fillChoices()
{
    const QSignalBlocker blocker(m_choices);
    const QSettings settings;
    QStringList gpus = settings.value(u"compatibility/gpus"_s).toStringList();
    QStringList drivers = settings.value(u"compatibility/drivers"_s).toStringList();
    const int scroll = m_choices->indexOfTopLevelItem(m_gpus); // -1 at first
    for (const std::string& gpu : m_audit->model.options.gpus)
        gpus += toQString(gpu);
    if (!m_audit->model.options.driver.empty()) drivers += toQString(m_audit->model.options.driver);
    if (scroll < 0) {
        m_gpus = addGroup(*m_choices, tr("GPUs"));
        m_drivers = addGroup(*m_choices, tr("Drivers"));
        for (const QString& name : m_services.gpus())
            addChoice(*m_gpus, name, gpus.contains(name));
        for (const QString& version : m_services.drivers())
            addChoice(*m_drivers, version, drivers.contains(version));
        m_choices->expandAll();
        // Names of one family differ at their ends only.
        int widest = 0;
        for (int i = 0; i < m_gpus->childCount(); ++i)
            widest = std::max(
                widest, m_choices->fontMetrics().horizontalAdvance(m_gpus->child(i)->text(0)));
        m_choices->setMinimumWidth(std::min(
            420, widest + 2 * m_choices->indentation() + 64)); // Check box, padding, scroll bar.
    }
    for (const auto& [group, wanted] : {std::pair {m_gpus, gpus}, {m_drivers, drivers}}) {
        for (const QString& name : wanted) {
            bool isThere = false;
            for (int i = 0; i < group->childCount(); ++i) {
                if (group->child(i)->text(0) != name) continue;
                group->child(i)->setCheckState(0, Qt::Checked);
                isThere = true;
            }
            if (!isThere) addChoice(*group, name, true);
        }
    }
}

void GpuMatrixView::setAudit(const AuditPtr& audit)
{
    m_audit = audit;
    m_outdated = true;
    if (isVisible()) computeMatrix();
}

void GpuMatrixView::showEvent(QShowEvent* event)
{
    if (m_outdated) computeMatrix();
    QWidget::showEvent(event);
}

void GpuMatrixView::computeMatrix()
{
    if (!m_audit || !m_services.matrix || !m_services.gpus || !m_services.drivers) return;
    if (m_outdated) fillChoices();
    m_outdated = false;
    const QStringList gpus = ticked(m_gpus);
    m_model->setMatrix(m_services.matrix(*m_audit, gpus, ticked(m_drivers)));
    const bool hasRows = m_model->rowCount() > 0;
    m_table->setVisible(hasRows && !gpus.isEmpty());
    m_words->setVisible(!m_table->isVisibleTo(this));
    m_words->setText(gpus.isEmpty() ? tr("Tick GPUs to see which of them the images of this build "
                                         "serve, and drivers to judge under each.")
                                    : tr("No image of this build holds torch or a CUDA toolkit: "
                                         "nothing depends on the GPU."));
    m_table->resizeColumnsToContents();
    showAccount();
}

void GpuMatrixView::showAccount()
{
    const QString words = m_model->wordsOf(m_table->currentIndex());
    m_account->setVisible(!words.isEmpty());
    m_account->setText(words);
}

} // namespace pinwheel
