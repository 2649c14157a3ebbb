#pragma once

#include "ui/selection_model.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QPushButton;
class QTextBrowser;

namespace pinwheel {

/// The selected finding: account, evidence links, and its fix with diff, outcome and Apply. With a
/// layer or a package selected and no finding, what that does.
class FindingDetail final : public QWidget
{
    Q_OBJECT

public:
    explicit FindingDetail(SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    /// Fixes are of the shown audit: while it is stale they cannot be applied.
    void setStale(bool stale);
    [[nodiscard]] QPushButton* applyButton() const { return m_apply; }
    [[nodiscard]] QTextBrowser* account() const { return m_text; }
    [[nodiscard]] const Fix* chosenFix() const;
    /// Shows the fix with this id where the finding has it.
    void chooseFix(const QString& fixId);

signals:
    void applyRequested(const pinwheel::Fix& fix);
    void previewRequested(const pinwheel::Fix& fix);
    void ruleRequested(const QString& rule);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showSelection();
    void showAccount();
    void showHtml(const QString& html);
    void showFix();
    void arrangeOutcome();
    void followLink(const QUrl& url);

    SelectionModel* m_selection;
    AuditPtr m_audit;
    bool m_stale = false;
    QString m_shownFinding;
    QString m_shownHtml;
    QLabel* m_icon;
    QLabel* m_title;
    QTextBrowser* m_text;
    QWidget* m_fixArea;
    QComboBox* m_fixes;
    QLabel* m_outcome;
    QPushButton* m_apply;
    QPushButton* m_preview;
    QBoxLayout* m_fixRow;
};

} // namespace pinwheel
