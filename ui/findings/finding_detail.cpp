#include "ui/findings/finding_detail.h"

#include "ui/findings/finding_html.h"
#include "ui/named_combo.h"
#include "ui/qt_text.h"
#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace pinwheel {

using namespace Qt::StringLiterals;

FindingDetail::FindingDetail(SelectionModel* selection, QWidget* parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QTextBrowser(this))
    , m_fixArea(new QWidget(this))
    , m_fixes(new QComboBox(this))
    , m_outcome(new QLabel(this))
    , m_apply(new QPushButton(tr("Apply fix"), this))
    , m_preview(new QPushButton(tr("Preview all"), this))
    , m_fixRow(new QBoxLayout(QBoxLayout::LeftToRight))
{
    m_title->setWordWrap(true);
    m_title->setProperty("title", true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setTextFormat(Qt::PlainText); // What a file holds is never markup.
    m_title->setAccessibleName(tr("Detail"));
    m_text->setAccessibleName(tr("Account of the finding"));
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(0);
    m_text->setFrameShape(QFrame::NoFrame);
    nameCombo(*m_fixes, tr("Fixes of this finding"));
    m_fixes->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_fixes->setMinimumContentsLength(12);
    // In a narrow dock the words give way, not the buttons; the tip has them whole.
    m_outcome->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_apply->setProperty("primary", true);
    m_apply->setAccessibleName(tr("Apply fix"));
    m_preview->setAccessibleName(tr("Preview all changes of the fix"));

    auto* const titleRow = new QHBoxLayout;
    titleRow->setSpacing(8);
    titleRow->addWidget(m_icon, 0, Qt::AlignTop);
    titleRow->addWidget(m_title, 1);
    auto* const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_apply);
    buttons->addWidget(m_preview);
    auto* const fixLayout = new QVBoxLayout(m_fixArea);
    fixLayout->setContentsMargins(0, 0, 0, 0);
    fixLayout->setSpacing(6);
    auto* const hairline = new QFrame(m_fixArea); // The account scrolls behind it.
    hairline->setObjectName(u"hairline"_s);
    hairline->setFixedHeight(1);
    fixLayout->addWidget(hairline);
    fixLayout->addWidget(m_fixes);
    // In a narrow dock the outcome stands above the buttons.
    m_fixRow->setSpacing(8);
    m_fixRow->addLayout(buttons);
    m_fixRow->addWidget(m_outcome, 1);
    fixLayout->addLayout(m_fixRow);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(6);
    layout->addLayout(titleRow);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_fixArea, 0);

    connect(selection, &SelectionModel::selectionChanged, this, &FindingDetail::showSelection);
    connect(m_fixes, &QComboBox::currentIndexChanged, this, [this] {
        showAccount();
        showFix();
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, &FindingDetail::followLink);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        if (const Fix* const fix = chosenFix()) emit applyRequested(*fix);
    });
    connect(m_preview, &QPushButton::clicked, this, [this] {
        if (const Fix* const fix = chosenFix()) emit previewRequested(*fix);
    });
    showSelection();
}

void FindingDetail::setAudit(const AuditPtr& audit)
{
    m_audit = audit;
    showSelection();
}

void FindingDetail::setStale(bool stale)
{
    m_stale = stale;
    const Fix* const fix = chosenFix();
    m_apply->setEnabled(!m_stale && fix != nullptr && fix->applicability != Applicability::Manual);
}

const Fix* FindingDetail::chosenFix() const
{
    const Finding* const finding = m_audit ? findFinding(*m_audit, m_shownFinding) : nullptr;
    const int index = m_fixes->currentIndex();
    if (finding == nullptr || index < 0 || index >= static_cast<int>(finding->fixes.size()))
        return nullptr;
    return &finding->fixes[static_cast<std::size_t>(index)];
}

void FindingDetail::chooseFix(const QString& fixId)
{
    if (const int index = m_fixes->findData(fixId); index >= 0) m_fixes->setCurrentIndex(index);
}

void FindingDetail::showSelection()
{
    const Selection& selection = m_selection->current();
    const Finding* const finding = m_audit ? findFinding(*m_audit, selection.findingId) : nullptr;
    const int scroll = m_text->verticalScrollBar()->value();
    const bool sameFinding = finding != nullptr && selection.findingId == m_shownFinding;
    const QString keptFix = m_fixes->currentData().toString();
    m_shownFinding = finding != nullptr ? selection.findingId : QString();
    {
        const QSignalBlocker blocker(m_fixes);
        m_fixes->clear();
        if (finding != nullptr)
            for (const Fix& fix : finding->fixes)
                m_fixes->addItem(toShownText(fix.title), toQString(fix.id));
        if (const int kept = m_fixes->findData(keptFix); kept >= 0) m_fixes->setCurrentIndex(kept);
    }
    m_icon->setVisible(finding != nullptr);
    showAccount();
    m_text->verticalScrollBar()->setValue(sameFinding ? scroll : 0);
    showFix();
}

void FindingDetail::showAccount()
{
    const Selection& selection = m_selection->current();
    const Finding* const finding = m_audit ? findFinding(*m_audit, m_shownFinding) : nullptr;
    if (finding != nullptr) {
        m_icon->setPixmap(levelIcon(finding->level).pixmap(QSize(16, 16), devicePixelRatioF()));
        m_icon->setAccessibleName(levelWord(finding->level));
        m_title->setText(toQString(finding->rule) + u' ' + toShownText(finding->title));
        showHtml(findingHtml(*m_audit, *finding, chosenFix()));
    } else if (m_audit && !selection.package.isEmpty()) {
        m_title->setText(selection.package);
        showHtml(packageHtml(*m_audit, selection.package));
    } else if (const Layer* const layer =
                   m_audit ? m_audit->model.trace.layer(selection.layer) : nullptr) {
        m_title->setText(toShownText(layer->title));
        showHtml(layerHtml(*m_audit, *layer));
    } else {
        m_title->setText(tr("Nothing selected"));
        showHtml(richText(tr("Choose a finding, a layer, a package or a line: every view turns to "
                             "it. F8 goes to the next finding.")));
    }
}

void FindingDetail::showHtml(const QString& html)
{
    // Laid out anew only when it says something else: what the user marked in it stays marked.
    if (std::exchange(m_shownHtml, html) != html) m_text->setHtml(html);
}

void FindingDetail::showFix()
{
    const Fix* const fix = chosenFix();
    m_fixArea->setVisible(fix != nullptr);
    if (fix == nullptr) return;
    m_fixes->setVisible(m_fixes->count() > 1);
    m_apply->setEnabled(!m_stale && fix->applicability != Applicability::Manual);
    m_apply->setToolTip(fix->applicability == Applicability::Manual
                            ? tr("This change has to be made by hand.")
                            : toShownText(fix->reason));
    QString outcome = u"<span style='color:%1; font-weight:600'>%2</span>"_s;
    if (!fix->outcome) {
        m_outcome->setText(outcome.arg(theme().muted.name(), tr("not simulated").toHtmlEscaped()));
    } else {
        const Level after = fix->outcome->after;
        const QString words = fix->applicability == Applicability::Safe
            ? tr("✓ re-audited: %1 → %2")
            : tr("for review: %1 → %2");
        m_outcome->setToolTip(
            words.arg(levelWord(fix->outcome->before).toLower(), levelWord(after).toLower()));
        m_outcome->setText(outcome.arg(
            theme().of(after).text.name(),
            words.arg(levelWord(fix->outcome->before).toLower(), levelWord(after).toLower())
                .toHtmlEscaped()));
    }
    arrangeOutcome();
}

void FindingDetail::arrangeOutcome()
{
    const int inOneRow = m_apply->sizeHint().width() + m_preview->sizeHint().width()
        + m_outcome->sizeHint().width() + 60;
    m_fixRow->setDirection(inOneRow > width() ? QBoxLayout::BottomToTop : QBoxLayout::LeftToRight);
}

void FindingDetail::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrangeOutcome();
}

void FindingDetail::followLink(const QUrl& url)
{
    if (const std::optional<Span> place = placeFromLink(url)) {
        if (m_shownFinding.isEmpty())
            m_selection->selectSpan(*place);
        else
            m_selection->selectPlace(m_shownFinding, *place);
    } else if (url.scheme() == "finding"_L1) {
        m_selection->selectFinding(url.path());
    } else if (url.scheme() == "rule"_L1) {
        emit ruleRequested(url.path());
    }
}

void FindingDetail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) showSelection();
}

} // namespace pinwheel
