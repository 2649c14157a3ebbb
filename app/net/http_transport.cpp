#include "app/net/http_transport.h"

#include "app/net/download.h"
#include "app/net/proxies.h"

#include <QCoreApplication>
#include <QThread>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <unordered_map>

namespace pinwheel {
namespace {

/// What one call of fetch() waits for.
struct Batch {
    std::vector<Result<HttpResponse>> answers;
    std::size_t left = 0;
    std::mutex mutex; ///< guards all of it
    std::condition_variable_any changed;

    void settle(std::size_t number, Result<HttpResponse> answer)
    {
        const std::scoped_lock lock(mutex);
        answers[number] = std::move(answer);
        if (--left == 0) changed.notify_all();
    }
};
using BatchPtr = std::shared_ptr<Batch>;

/// The requests on their way and those that wait for a connection. Lives on the network's thread.
class Queue final : public QObject
{
public:
    explicit Queue(HttpOptions options)
        : m_options(std::move(options))
    {
    }

    void add(const BatchPtr& batch, std::vector<HttpRequest> requests)
    {
        if (!m_network) {
            m_network = std::make_unique<QNetworkAccessManager>();
            m_network->setProxyFactory(new EnvironmentProxies);
        }
        for (std::size_t number = 0; number < requests.size(); ++number)
            m_waiting.push_back({batch, number, std::move(requests[number])});
        startNext();
    }

    void cancel(const BatchPtr& batch)
    {
        const auto dropped = std::ranges::stable_partition(
            m_waiting, [&](const Waiting& entry) { return entry.batch != batch; });
        for (const Waiting& entry : dropped)
            entry.batch->settle(entry.number, fail(ErrorCode::Cancelled, "cancelled"));
        m_waiting.erase(dropped.begin(), dropped.end());
        std::vector<Download*> downloads;
        for (const auto& [download, owner] : m_active)
            if (owner == batch) downloads.push_back(download);
        for (Download* download : downloads)
            download->cancel();
    }

private:
    struct Waiting {
        BatchPtr batch;
        std::size_t number = 0;
        HttpRequest request;
    };

    void startNext()
    {
        while (!m_waiting.empty()
               && m_active.size() < static_cast<std::size_t>(m_options.connections)) {
            Waiting next = std::move(m_waiting.front());
            m_waiting.pop_front();
            // An address that is not valid is answered at once, so it is among the active ones
            // before it starts.
            auto* download = new Download(*m_network, m_options, std::move(next.request));
            download->setParent(this);
            m_active.emplace(download, next.batch);
            download->whenDone([this, download, batch = next.batch,
                                number = next.number](Result<HttpResponse> answer) {
                m_active.erase(download);
                download->deleteLater();
                batch->settle(number, std::move(answer));
                QMetaObject::invokeMethod(this, [this] { startNext(); }, Qt::QueuedConnection);
            });
            download->start();
        }
    }

    HttpOptions m_options;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::deque<Waiting> m_waiting;
    std::unordered_map<Download*, BatchPtr> m_active;
};

class HttpTransport final : public Transport
{
public:
    explicit HttpTransport(HttpOptions options)
        : m_queue(new Queue(std::move(options)))
    {
        if (!QCoreApplication::instance())
            m_application = std::make_unique<QCoreApplication>(m_argumentCount, m_arguments);
        m_queue->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_queue, &QObject::deleteLater);
        m_thread.start();
    }
    ~HttpTransport() override
    {
        m_thread.quit();
        m_thread.wait();
    }

    std::vector<Result<HttpResponse>> fetch(std::span<const HttpRequest> requests,
                                            std::stop_token stop) override
    {
        auto batch = std::make_shared<Batch>();
        batch->answers.resize(requests.size());
        batch->left = requests.size();
        QMetaObject::invokeMethod(
            m_queue,
            [queue = m_queue, batch, copy = std::vector(requests.begin(), requests.end())] {
                queue->add(batch, copy);
            },
            Qt::QueuedConnection);
        std::unique_lock lock(batch->mutex);
        const auto isDone = [&] { return batch->left == 0; };
        if (!batch->changed.wait(lock, stop, isDone)) {
            QMetaObject::invokeMethod(
                m_queue, [queue = m_queue, batch] { queue->cancel(batch); }, Qt::QueuedConnection);
            batch->changed.wait(lock, isDone);
        }
        return std::move(batch->answers);
    }

private:
    int m_argumentCount = 1;
    char m_name[9] = "pinwheel";
    char* m_arguments[2] = {m_name, nullptr};
    std::unique_ptr<QCoreApplication> m_application;
    QThread m_thread;
    Queue* m_queue; ///< ends with its thread
};

} // namespace

std::shared_ptr<Transport> makeHttpTransport(HttpOptions options)
{
    return std::make_shared<HttpTransport>(std::move(options));
}

} // namespace pinwheel
