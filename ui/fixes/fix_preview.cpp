#include "ui/fixes/fix_preview.h"

#include "ui/findings/diff_view.h"
#include "ui/findings/finding_html.h"
#include "ui/qt_text.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

QString listHtml(const QString& title, const std::vector<std::string>& lines, const QString& nothing)
{
    QString html = u"<p style='margin:10px 0 3px 0; color:%1; font-weight:600'>%2</p>"_s.arg(theme().muted.name(), title.toHtmlEscaped());
    if (lines.empty()) return html + u"<p style='margin:2px 0; color:%1'>%2</p>"_s.arg(theme().muted.name(), nothing.toHtmlEscaped());
    for (const std::string& line : lines) html += u"<p style='margin:2px 0'>%1</p>"_s.arg(richText(toShownText(line)));
    return html;
}

} // namespace

FixPreview::FixPreview(const Fix& fix, bool canApply, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Preview of the fix"));
    resize(980, 620);
    auto* const title = new QLabel(toShownText(fix.title), this);
    title->setProperty("title", true);
    title->setWordWrap(true);
    auto* const reason = new QLabel(toShownText(fix.reason), this);
    reason->setWordWrap(true);
    reason->setProperty("muted", true);
    reason->setVisible(!fix.reason.empty());

    auto* const diff = new DiffView(this);
    auto* const outcome = new QTextBrowser(this);
    outcome->setAccessibleName(tr("What the fix changes"));
    outcome->setFixedWidth(330);
    if (fix.outcome) {
        diff->setDiff(toShownText(fix.outcome->diff));
        QString html = u"<p style='margin:0'>%1</p>"_s.arg(
            tr("Overall risk: <b>%1</b> → <b>%2</b>").arg(levelWord(fix.outcome->before).toHtmlEscaped(), levelWord(fix.outcome->after).toHtmlEscaped()));
        html += listHtml(tr("Environment"), fix.outcome->environment, tr("What is installed stays the same."));
        html += listHtml(tr("Findings that go"), fix.outcome->removed, tr("None."));
        html += listHtml(tr("Findings that come"), fix.outcome->added, tr("None."));
        outcome->setHtml(html);
    } else {
        diff->setDiff(QString());
        outcome->setHtml(richText(tr("This fix was not simulated.")));
    }

    m_apply = new QPushButton(tr("Apply fix"), this);
    m_apply->setProperty("primary", true);
    m_apply->setEnabled(canApply);
    m_apply->setDefault(true);
    auto* const close = new QPushButton(tr("Close"), this);
    connect(m_apply, &QPushButton::clicked, this, &QDialog::accept);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto* const kind = new QLabel(applicabilityWord(fix.applicability), this);
    kind->setProperty("muted", true);

    auto* const middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(diff, 1);
    middle->addWidget(outcome);
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
    layout->addLayout(middle, 1);
    layout->addLayout(buttons);
}

} // namespace pinwheel
