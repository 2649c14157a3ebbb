#pragma once

#include "app/net/http_transport.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <functional>

namespace pinwheel {

/// One request until its answer is there: redirects, tries, limits. Lives on the network's thread.
class Download final : public QObject
{
public:
    using Done = std::function<void(Result<HttpResponse>)>;

    Download(QNetworkAccessManager& network, const HttpOptions& options, HttpRequest request);

    /// Called once, with the answer; set before start().
    void whenDone(Done done) { m_done = std::move(done); }

    void start();
    void cancel();

private:
    [[nodiscard]] QNetworkRequest networkRequest() const;
    void ask();
    void takeBytes();
    void finish();
    /// Follows a redirect, or gives up where it must not be followed.
    void follow(const QUrl& target);
    /// Tries again after a while; false where it was tried often enough.
    bool tryAgain(const QByteArray& retryAfter);
    void give(Result<HttpResponse> answer);
    void giveTrouble(ErrorCode code, std::string_view why);

    QNetworkAccessManager& m_network;
    const HttpOptions& m_options;
    HttpRequest m_request;
    Done m_done;
    QUrl m_url; ///< that is asked now
    QPointer<QNetworkReply> m_reply;
    QByteArray m_body;
    QTimer m_deadline;
    QTimer m_pause;
    int m_tries = 0;
    int m_redirects = 0;
    bool m_isTooLarge = false;
    bool m_isLate = false;
};

} // namespace pinwheel
