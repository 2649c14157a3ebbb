#include "ui/audit_progress.h"

#include "ui/qt_text.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>

namespace pinwheel {

using namespace Qt::StringLiterals;

AuditProgress::AuditProgress(QWidget* parent)
    : QWidget(parent)
    , m_bar(new QProgressBar(this))
    , m_stop(new QToolButton(this))
{
    m_bar->setFixedWidth(120);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the audit"));
    m_stop->setText(tr("Stop"));
    m_stop->setToolTip(tr("Stops the audit; the last result stays (Esc)"));
    m_stop->setAccessibleName(tr("Stop the audit"));
    m_stop->setFocusPolicy(Qt::TabFocus);
    m_stop->setFixedHeight(fontMetrics().height() + 2); // The status bar stays as high as it was.
    m_stop->setObjectName(u"stopAudit"_s);
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 6, 0);
    layout->setSpacing(6);
    layout->addWidget(m_bar);
    layout->addWidget(m_stop);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, &QWidget::show);
    connect(m_stop, &QToolButton::clicked, this, &AuditProgress::stopRequested);
    finish();
}

void AuditProgress::start()
{
    m_words.clear();
    m_bar->setRange(0, 0);
    // One audit after the other is one wait.
    if (!isVisible() && !m_patience.isActive()) m_patience.start();
}

void AuditProgress::tell(const Progress& progress)
{
    switch (progress.what) {
    case Progress::What::Resolving:
        m_words = tr("Resolving %1 of %2").arg(progress.done).arg(progress.total);
        m_bar->setRange(0, progress.total);
        m_bar->setValue(progress.done);
        break;
    case Progress::What::AskingIndex:
        m_words = progress.project.empty()
            ? tr("Asking the index for %n pages", nullptr, progress.total)
            : tr("Asking the index: %1").arg(toShownText(progress.project));
        m_bar->setRange(0, 0);
        break;
    }
    m_bar->setAccessibleDescription(m_words);
}

void AuditProgress::finish()
{
    m_patience.stop();
    m_words.clear();
    hide();
}

} // namespace pinwheel
