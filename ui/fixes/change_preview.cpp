#include "ui/fixes/change_preview.h"

#include "ui/findings/finding_html.h"
#include "ui/fixes/audit_change.h"
#include "ui/fixes/side_by_side_view.h"
#include "ui/qt_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace pinwheel {

namespace {

/// Ticking several boxes one after the other asks for one audit.
constexpr int trialDelayMs = 120;

} // namespace

ChangePreview::ChangePreview(TrialFunction trial, QWidget* parent)
    : QWidget(parent)
    , m_trial(std::move(trial))
    , m_pages(new QStackedWidget(this))
    , m_words(new QLabel(this))
    , m_files(new QTabBar(this))
    , m_texts(new SideBySideView(this))
    , m_outcome(new QTextBrowser(this))
{
    m_words->setProperty("muted", true);
    m_words->setAlignment(Qt::AlignCenter);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_files->setDocumentMode(true);
    m_files->setExpanding(false);
    m_files->setFocusPolicy(Qt::TabFocus);
    m_files->setAccessibleName(tr("Changed files"));
    m_outcome->setAccessibleName(tr("What the change leads to"));
    m_outcome->setOpenLinks(false);
    m_outcome->setMinimumWidth(250); // Both matrices side by side.
    auto* const left = new QWidget(this);
    auto* const leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(2);
    leftLayout->addWidget(m_files);
    leftLayout->addWidget(m_texts, 1);
    auto* const splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(left);
    splitter->addWidget(m_outcome);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({600, 280});
    splitter->setChildrenCollapsible(false);
    m_pages->addWidget(m_words);
    m_pages->addWidget(splitter);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    m_timer.setSingleShot(true);
    m_timer.setInterval(trialDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &ChangePreview::startTrial);
    connect(m_files, &QTabBar::currentChanged, this, &ChangePreview::showFile);
}

void ChangePreview::showNothing(const QString& words)
{
    ++m_trialNumber;
    m_timer.stop();
    m_before.reset();
    m_edits = {};
    m_change.reset();
    m_waits = false;
    m_words->setText(words);
    m_pages->setCurrentIndex(0);
}

void ChangePreview::showChange(const AuditPtr& before, const EditSet& edits)
{
    if (m_before == before && m_edits == edits) return;
    m_before = before;
    m_edits = edits;
    m_change.reset();
    const QString kept =
        m_files->currentIndex() < 0 ? QString() : m_files->tabText(m_files->currentIndex());
    {
        const QSignalBlocker blocker(m_files);
        while (m_files->count() > 0)
            m_files->removeTab(0);
        m_shown = edits.files();
        for (const FileId file : m_shown) {
            const int tab = m_files->addTab(toShownText(before->model.sources.text(file).path()));
            if (m_files->tabText(tab) == kept) m_files->setCurrentIndex(tab);
        }
    }
    showFile(m_files->currentIndex());
    m_outcome->setHtml(richText(tr("Auditing the changed text…")));
    m_pages->setCurrentIndex(1);
    m_waits = true;
    if (isVisible()) m_timer.start();
}

void ChangePreview::showFile(int index)
{
    if (!m_before || index < 0 || index >= static_cast<int>(m_shown.size())) return;
    const FileId file = m_shown[static_cast<std::size_t>(index)];
    const std::string_view text = m_before->model.sources.text(file).bytes();
    m_texts->setTexts(text, applyEdits(text, file, m_edits));
}

void ChangePreview::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_waits) m_timer.start();
}

void ChangePreview::startTrial()
{
    m_waits = false;
    if (!m_before || !m_trial) return;
    const quint64 number = ++m_trialNumber;
    m_trial(
        m_before, m_edits, this, [this, number, before = m_before](const Result<AuditPtr>& after) {
            if (number != m_trialNumber) return; // Another choice was made meanwhile.
            if (!after)
                return m_outcome->setHtml(richText(tr("The changed text cannot be audited: %1")
                                                       .arg(toShownText(after.error().message))));
            m_change = std::make_shared<const AuditChange>(auditChange(*before, **after));
            m_outcome->setHtml(auditChangeHtml(*m_change));
            emit tried(*m_change);
        });
}

void ChangePreview::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    // Rich text carries colours of its own.
    if (event->type() == QEvent::PaletteChange && m_change)
        m_outcome->setHtml(auditChangeHtml(*m_change));
}

} // namespace pinwheel
