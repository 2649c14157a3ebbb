#pragma once

#include "core/audit/audit.h"

#include <QByteArray>
#include <QWidget>

#include <functional>
#include <vector>

class QCheckBox;
class QComboBox;
class QTextBrowser;
class QTextDocument;

namespace pinwheel {

/// One format in which the audit can be exported.
struct ReportChoice {
    QString word; ///< "markdown"
    QString extension; ///< "md"
    QString title; ///< "Markdown"
};

/// Renders a report: the bytes that are exported and shown.
using RenderFunction =
    std::function<QByteArray(const QString& word, const Audit& audit, const QString& project)>;

/// The report as it is exported, in any of its formats; made only while the view is seen.
class ReportView final : public QWidget
{
    Q_OBJECT

public:
    ReportView(std::vector<ReportChoice> formats, RenderFunction render, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit, const QString& project);
    [[nodiscard]] const ReportChoice* chosen() const;
    [[nodiscard]] QTextBrowser* preview() const { return m_preview; }

signals:
    void exportRequested(const QString& word);
    void pdfRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    std::vector<ReportChoice> m_formats;
    RenderFunction m_render;
    QComboBox* m_format;
    QCheckBox* m_rendered;
    QTextBrowser* m_preview;
    AuditPtr m_audit;
    QString m_project;
    bool m_fresh = false;
};

/// The Markdown report as a document for the screen.
void fillDocument(QTextDocument& document, const QByteArray& markdown);

} // namespace pinwheel
