#include "ui/turn_queue.h"

#include <utility>

namespace pinwheel {

TurnQueue::TurnQueue(QObject* parent)
    : QObject(parent)
{
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &TurnQueue::runNext);
}

void TurnQueue::start(std::deque<std::function<void()>> steps)
{
    m_steps = std::move(steps);
    m_timer.start();
}

void TurnQueue::finish()
{
    while (!m_steps.empty())
        runNext();
}

void TurnQueue::clear()
{
    m_steps.clear();
    m_timer.stop();
}

void TurnQueue::runNext()
{
    if (m_steps.empty()) return m_timer.stop();
    // Out of the queue first: a step may start a new one.
    const std::function<void()> step = std::move(m_steps.front());
    m_steps.pop_front();
    if (m_steps.empty()) m_timer.stop();
    step();
}

} // namespace pinwheel
