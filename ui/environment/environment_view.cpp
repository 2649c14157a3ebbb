#include "ui/environment/environment_view.h"

#include "ui/environment/frozen_column_table.h"
#include "ui/environment/why_here.h"
#include "ui/findings/finding_html.h"
#include "ui/named_combo.h"
#include "ui/qt_text.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSaveFile>
#include <QScopedValueRollback>
#include <QScrollBar>
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
    , m_compare(new QToolButton(this))
    , m_first(new QComboBox(this))
    , m_second(new QComboBox(this))
    , m_words(new QLabel(this))
    , m_table(new FrozenColumnTable(this))
    , m_why(new QLabel(this))
{
    m_filter->setSourceModel(m_model);
    nameCombo(*m_environments, tr("Environment"));
    m_environments->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_field->setPlaceholderText(tr("Search packages"));
    m_field->setAccessibleName(tr("Search packages"));
    m_field->setClearButtonEnabled(true);
    m_field->setMaximumWidth(240);
    m_onlyChanged->setAccessibleName(m_onlyChanged->text());
    m_words->setProperty("muted", true);
    m_table->setModel(m_filter);
    m_table->setAccessibleName(tr("Packages by layer"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(24);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setAccessibleName(tr("Layers"));
    m_table->horizontalHeader()->setResizeContentsPrecision(
        0); // What is in view: a grid may have thousands of rows.

    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(0);
    makeBar();
    layout->addWidget(m_table, 1);
    layout->addWidget(m_why);
    m_why->setAccessibleName(tr("Why the package is here"));
    m_why->setContentsMargins(12, 5, 12, 5);
    m_why->setWordWrap(true);
    m_why->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    m_why->hide();
    connect(m_why, &QLabel::linkActivated, this, [this](const QString& link) {
        if (const auto span = placeFromLink(QUrl(link))) m_selection->selectSpan(*span);
    });

    connect(m_table, &FrozenColumnTable::widthChanged, this, &EnvironmentView::arrangeColumns);
    connect(m_environments, &QComboBox::currentIndexChanged, this,
            &EnvironmentView::showEnvironment);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setText(text);
        updateWords();
    });
    connect(m_onlyChanged, &QCheckBox::toggled, this, [this](bool only) {
        m_filter->setOnlyChanged(only);
        updateWords();
    });
    connect(selection, &SelectionModel::selectionChanged, this, &EnvironmentView::showSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (m_following || !current.isValid()) return;
                const QScopedValueRollback following(m_following, true);
                const QString package = current.data(EnvironmentModel::PackageRole).toString();
                m_selection->selectPackage(
                    package,
                    current.column() > 0 ? current.data(EnvironmentModel::LayerRole).toUInt() : 0);
            });
}

void EnvironmentView::makeBar()
{
    auto* const bar = new QHBoxLayout;
    bar->setContentsMargins(10, 8, 10, 4);
    bar->setSpacing(8);
    const auto button = [this](const QString& text, const QString& tip) {
        auto* const made = new QToolButton(this);
        made->setText(text);
        made->setToolTip(tip);
        made->setAccessibleName(tip);
        return made;
    };
    m_compare->setText(tr("Compare"));
    m_compare->setToolTip(tr("Compare two layers"));
    m_compare->setAccessibleName(tr("Compare two layers"));
    m_compare->setCheckable(true);
    for (const auto& [box, name] :
         {std::pair {m_first, tr("Layer before")}, {m_second, tr("Layer after")}}) {
        nameCombo(*box, name);
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        box->hide();
        connect(box, &QComboBox::currentIndexChanged, this, &EnvironmentView::showComparison);
    }
    QToolButton* const copy = button(tr("Copy CSV"), tr("Copy the grid as CSV"));
    QToolButton* const save = button(tr("Export CSV…"), tr("Save the grid as a CSV file"));
    connect(m_compare, &QToolButton::toggled, this, [this](bool on) {
        m_first->setVisible(on);
        m_second->setVisible(on);
        showComparison();
    });
    connect(copy, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(csv()); });
    connect(save, &QToolButton::clicked, this, &EnvironmentView::exportCsv);
    bar->addWidget(m_environments);
    bar->addWidget(m_field, 1);
    for (QWidget* const widget :
         std::initializer_list<QWidget*> {m_onlyChanged, m_compare, m_first, m_second, copy, save})
        bar->addWidget(widget);
    bar->addWidget(m_words, 2);
    static_cast<QVBoxLayout*>(layout())->insertLayout(
        0, bar); // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast): made above.
}

void EnvironmentView::showEvent(QShowEvent* event)
{
    if (m_outdated) showEnvironment();
    QWidget::showEvent(event);
}

void EnvironmentView::showComparison()
{
    const bool on =
        m_compare->isChecked() && m_first->currentIndex() >= 0 && m_second->currentIndex() >= 0;
    m_filter->setCompared(
        on ? std::optional(std::pair(m_first->currentIndex() + 1, m_second->currentIndex() + 1))
           : std::nullopt);
    arrangeColumns();
    updateWords();
}

void EnvironmentView::arrangeColumns()
{
    for (int column = 0; column < m_filter->columnCount(); ++column) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(
            column, std::clamp(m_table->columnWidth(column) + 14, 84, column == 0 ? 260 : 180));
    }
    // The name is what is looked for: it has its room also where its row is out of view.
    QFont bold = m_table->font();
    bold.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(bold);
    int widest = 0;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        widest =
            std::max(widest, metrics.horizontalAdvance(m_filter->index(row, 0).data().toString()));
    m_table->setColumnWidth(0, std::clamp(widest + 22, 110, 260));
    // Rows out of view may hold longer versions: room that is left over goes to the layers.
    const int layers = m_filter->columnCount() - 1;
    const int spare = m_table->viewport()->width() - m_table->horizontalHeader()->length();
    for (int column = 1; column <= layers && spare > 0; ++column)
        m_table->setColumnWidth(column,
                                std::min(180, m_table->columnWidth(column) + spare / layers));
}

void EnvironmentView::showWhy()
{
    const EnvironmentPtr environment = m_audit
        ? environmentAfter(*m_audit, m_environments->currentText(), m_selection->current().layer)
        : nullptr;
    const std::vector<WhyStep> steps = environment
        ? whyHere(*m_audit, *environment, toStdString(m_selection->current().package))
        : std::vector<WhyStep>();
    m_why->setVisible(!steps.empty());
    QStringList words;
    for (const WhyStep& step : steps) {
        const QString text = step.words.toHtmlEscaped();
        words += step.span ? u"<a href='%1'>%2</a>"_s.arg(placeLink(*step.span), text) : text;
    }
    m_why->setText(tr("Why here: %1").arg(words.join(u" ← "_s)));
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
    m_outdated = true;
    if (isVisible()) showEnvironment();
}

void EnvironmentView::showEnvironment()
{
    m_outdated = false;
    const QPoint scroll(m_table->horizontalScrollBar()->value(),
                        m_table->verticalScrollBar()->value());
    m_filter->setCompared(std::nullopt);
    m_model->setAudit(m_audit, m_environments->currentText());
    {
        const QSignalBlocker first(m_first);
        const QSignalBlocker second(m_second);
        const std::pair kept(m_first->currentText(), m_second->currentText());
        m_first->clear();
        m_second->clear();
        for (int column = 1; column < m_model->columnCount(); ++column)
            for (QComboBox* const box : {m_first, m_second})
                box->addItem(m_model->layerTitle(column));
        m_first->setCurrentIndex(std::max(0, m_first->findText(kept.first)));
        m_second->setCurrentIndex(m_second->findText(kept.second) >= 0
                                      ? m_second->findText(kept.second)
                                      : m_second->count() - 1);
    }
    showComparison();
    m_table->horizontalScrollBar()->setValue(scroll.x());
    m_table->verticalScrollBar()->setValue(scroll.y());
    showSelection();
}

void EnvironmentView::updateWords()
{
    if (m_model->rowCount() == 0) {
        m_words->setText(m_audit
                             ? tr("No layer of this build has a Python environment with packages.")
                             : tr("Nothing audited yet."));
        return;
    }
    if (m_compare->isChecked()) {
        const auto [added, removed, changed] = m_filter->difference();
        m_words->setText(
            tr("%1 added, %2 removed, %3 changed").arg(added).arg(removed).arg(changed));
        return;
    }
    QString words =
        tr("%1 of %n package(s)", nullptr, m_model->rowCount()).arg(m_filter->rowCount());
    if (!m_model->incompleteReason().isEmpty())
        words += tr(" · there may be more: %1").arg(m_model->incompleteReason());
    m_words->setText(words);
    m_words->setToolTip(m_model->incompleteReason());
}

void EnvironmentView::showSelection()
{
    const Selection& selection = m_selection->current();
    if (m_outdated) return;
    m_model->setMarkedLayer(selection.layer);
    showWhy();
    if (m_following) return;
    const QScopedValueRollback following(m_following, true);
    const int row = m_model->rowOfPackage(selection.package);
    if (row < 0) return m_table->selectionModel()->clear();
    const QModelIndex index =
        m_filter->mapFromSource(m_model->index(row, m_model->columnOfLayer(selection.layer)));
    if (index.isValid())
        m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
}

QString EnvironmentView::csv() const
{
    const auto quoted = [](QString text) {
        if (text.startsWith("● "_L1)) text = text.mid(2);
        // A spreadsheet takes a leading = + - @ as a formula.
        if (!text.isEmpty() && QStringView(u"=+-@").contains(text.front())) text.prepend(u'\'');
        return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    };
    QString text;
    for (int row = -1; row < m_filter->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < m_filter->columnCount(); ++column)
            cells += quoted(row < 0 ? m_filter->headerData(column, Qt::Horizontal).toString()
                                    : m_filter->index(row, column).data().toString());
        text += cells.join(u',') + u"\r\n"_s;
    }
    return text;
}

void EnvironmentView::exportCsv()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export the environment"),
                                                      u"environment.csv"_s, tr("CSV (*.csv)"));
    if (file.isEmpty()) return;
    QSaveFile target(file);
    const bool written =
        target.open(QIODevice::WriteOnly) && target.write(csv().toUtf8()) >= 0 && target.commit();
    m_words->setText(written ? tr("Exported %1").arg(file)
                             : tr("cannot write %1: %2").arg(file, target.errorString()));
}

} // namespace pinwheel
