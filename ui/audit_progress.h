#pragma once

#include "core/base/progress.h"

#include <QTimer>
#include <QWidget>

class QProgressBar;
class QToolButton;

namespace pinwheel {

/// How far the audit under way is, and a button that stops it. It appears once an audit takes long
/// enough to wait for, so that typing does not make it flicker.
class AuditProgress final : public QWidget
{
    Q_OBJECT

public:
    explicit AuditProgress(QWidget* parent = nullptr);

    void start();
    /// A resolution fills the bar; questions to an index let it run.
    void tell(const Progress& progress);
    void finish();

    /// What is being done, in the language of the window; empty while nothing is told.
    [[nodiscard]] const QString& words() const { return m_words; }
    [[nodiscard]] QProgressBar* bar() const { return m_bar; }
    [[nodiscard]] QToolButton* stopButton() const { return m_stop; }

    static constexpr int patienceMs = 300;

signals:
    void stopRequested();

private:
    QProgressBar* m_bar;
    QToolButton* m_stop;
    QTimer m_patience;
    QString m_words;
};

} // namespace pinwheel
