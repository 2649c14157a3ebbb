#pragma once

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

namespace pinwheel {

/// Steps that run one after another, each in a turn of the event loop of its own, so that keys and
/// clicks come in between: filling every view at once would make typing wait.
class TurnQueue final : public QObject
{
    Q_OBJECT

public:
    explicit TurnQueue(QObject* parent = nullptr);

    /// Replaces what is left to do. The first step runs in the next turn.
    void start(std::deque<std::function<void()>> steps);
    /// Runs what is left at once.
    void finish();
    /// Drops what is left.
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_steps.empty(); }

private:
    void runNext();

    QTimer m_timer;
    std::deque<std::function<void()>> m_steps;
};

} // namespace pinwheel
