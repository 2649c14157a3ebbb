#include "ui/compare/compare_view.h"

#include "ui/elided_label.h"
#include "ui/level_pill.h"
#include "ui/tree_with_words.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

CompareView::CompareView(SelectionModel* selection, QWidget* parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_model(new ComparisonModel(this))
    , m_list(new TreeWithWords({}, this))
    , m_words(new ElidedLabel(this))
    , m_before(new LevelPill(this))
    , m_arrow(new QLabel(u"→"_s, this))
    , m_after(new LevelPill(this))
    , m_again(new QPushButton(tr("Compare again"), this))
{
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Differences"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setAccessibleName(tr("Comparison"));
    m_words->setProperty("muted", true);
    auto* const bar = new QHBoxLayout;
    bar->setContentsMargins(10, 6, 10, 5);
    bar->setSpacing(6);
    const auto add = [&](const QString& text, void (CompareView::*requested)()) {
        auto* const button = new QPushButton(text, this);
        connect(button, &QPushButton::clicked, this, requested);
        bar->addWidget(button);
    };
    add(tr("With a folder…"), &CompareView::folderRequested);
    add(tr("With a git revision…"), &CompareView::revisionRequested);
    add(tr("With a report…"), &CompareView::reportRequested);
    bar->addSpacing(8);
    bar->addWidget(m_before);
    bar->addWidget(m_arrow);
    bar->addWidget(m_after);
    bar->addWidget(m_words, 1);
    bar->addWidget(m_again);
    connect(m_again, &QPushButton::clicked, this, &CompareView::againRequested);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_list, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (const QString id = current.data(ComparisonModel::FindingIdRole).toString();
                    !id.isEmpty())
                    m_selection->selectFinding(id);
            });
    clear();
}

void CompareView::setLevelsShown(bool shown)
{
    m_before->setVisible(shown);
    m_arrow->setVisible(shown);
    m_after->setVisible(shown);
}

void CompareView::clear()
{
    m_model->setComparison({});
    m_words->clear();
    m_again->hide();
    setLevelsShown(false);
    m_list->setEmptyWords(tr("Compare this audit with another folder, an earlier revision of the "
                             "same files, or an exported JSON report: "
                             "what is new, fixed or changed stands here."));
}

void CompareView::showWaiting(const QString& with)
{
    m_words->setText(tr("Comparing with %1…").arg(with));
    m_list->setEmptyWords(m_words->text());
}

void CompareView::showTrouble(const QString& with, const QString& reason)
{
    m_model->setComparison({});
    setLevelsShown(false);
    m_words->setText(tr("Not compared with %1").arg(with));
    m_list->setEmptyWords(reason);
    m_again->show();
}

void CompareView::showComparison(Comparison comparison)
{
    const auto count = [&](auto... kinds) {
        return static_cast<int>(
            std::ranges::count_if(comparison.changes, [=](const ComparedFinding& change) {
                return ((change.kind == kinds) || ...);
            }));
    };
    using Kind = ComparedFinding::Kind;
    m_words->setText(tr("compared with %1: %2 new, %3 fixed, %4 changed")
                         .arg(comparison.with)
                         .arg(count(Kind::New))
                         .arg(count(Kind::Fixed))
                         .arg(count(Kind::Changed, Kind::FactChanged)));
    m_words->setToolTip(m_words->text());
    m_before->show(levelWordUpper(comparison.before), comparison.before, false);
    m_after->show(levelWordUpper(comparison.after), comparison.after, false);
    setLevelsShown(true);
    m_list->setEmptyWords(tr("The findings are the same."));
    m_model->setComparison(std::move(comparison));
    for (int column = 0; column < ComparisonModel::ColumnCount; ++column)
        m_list->resizeColumnToContents(column);
    m_list->setColumnWidth(ComparisonModel::Title,
                           std::clamp(m_list->columnWidth(ComparisonModel::Title), 260, 700));
    m_again->hide();
}

void CompareView::setOutdated(bool outdated)
{
    if (!m_model->comparison().with.isEmpty()) m_again->setVisible(outdated);
}

QString CompareView::words() const
{
    return m_words->text();
}

} // namespace pinwheel
