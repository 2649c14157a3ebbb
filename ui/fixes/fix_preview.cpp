#include "ui/fixes/fix_preview.h"

#include "ui/qt_text.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace pinwheel {

FixPreview::FixPreview(const Fix& fix, const AuditPtr& audit, TrialFunction trial, bool canApply,
                       QWidget* parent)
    : QDialog(parent)
    , m_preview(new ChangePreview(std::move(trial), this))
    , m_apply(new QPushButton(tr("Apply fix"), this))
{
    setWindowTitle(tr("Preview of the fix"));
    const QSize room = parent != nullptr ? parent->size() * 0.9 : QSize(1200, 720);
    resize(room.boundedTo(QSize(1400, 860)));
    auto* const title = new QLabel(toShownText(fix.title), this);
    title->setTextFormat(Qt::PlainText);
    title->setProperty("title", true);
    title->setWordWrap(true);
    auto* const reason = new QLabel(toShownText(fix.reason), this);
    reason->setTextFormat(Qt::PlainText);
    reason->setWordWrap(true);
    reason->setProperty("muted", true);
    reason->setVisible(!fix.reason.empty());
    if (fix.edits.isEmpty())
        m_preview->showNothing(tr("This change has to be made by hand."));
    else
        m_preview->showChange(audit, fix.edits);

    m_apply->setProperty("primary", true);
    m_apply->setEnabled(canApply);
    m_apply->setDefault(true);
    auto* const close = new QPushButton(tr("Close"), this);
    connect(m_apply, &QPushButton::clicked, this, &QDialog::accept);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto* const kind = new QLabel(applicabilityWord(fix.applicability), this);
    kind->setProperty("muted", true);
    auto* const buttons = new QHBoxLayout;
    buttons->addWidget(kind);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_apply);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(reason);
    layout->addWidget(m_preview, 1);
    layout->addLayout(buttons);
}

} // namespace pinwheel
