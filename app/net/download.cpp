#include "app/net/download.h"

#include "core/base/format.h"
#include "core/base/network_limits.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

QUrl urlOf(const std::string& text)
{
    return QUrl(QString::fromStdString(text), QUrl::TolerantMode);
}

bool isSamePlace(const QUrl& a, const QUrl& b)
{
    const auto port = [](const QUrl& url) { return url.port(url.scheme() == u"https" ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

/// Answers after which a second try may succeed. Source: pip, network/session.py, status_forcelist;
/// RFC 6585 for 429.
bool isPassing(int status)
{
    constexpr auto passing = std::to_array({429, 500, 502, 503, 504, 520, 527});
    return std::ranges::contains(passing, status);
}

/// Whether an error only repeats what the status says (404 and so on): Qt numbers those of the
/// connection lower.
bool saysStatusAlone(QNetworkReply::NetworkError error)
{
    const bool isOfContent =
        error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError;
    return error == QNetworkReply::NoError || isOfContent
        || error >= QNetworkReply::InternalServerError;
}

std::string headerText(const QNetworkReply& reply, const char* name)
{
    return reply.rawHeader(name).toStdString();
}

} // namespace

Download::Download(QNetworkAccessManager& network, const HttpOptions& options, HttpRequest request)
    : m_network(network)
    , m_options(options)
    , m_request(std::move(request))
    , m_url(urlOf(m_request.url))
{
    m_deadline.setSingleShot(true);
    m_pause.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        m_isLate = true;
        if (m_reply) m_reply->abort();
    });
    connect(&m_pause, &QTimer::timeout, this, &Download::ask);
}

void Download::start()
{
    if (!m_url.isValid() || m_url.host().isEmpty())
        giveTrouble(ErrorCode::Network, "the address is not valid");
    else
        ask();
}

void Download::cancel()
{
    if (!m_done) return;
    giveTrouble(ErrorCode::Cancelled, "cancelled");
    if (m_reply) m_reply->abort();
}

QNetworkRequest Download::networkRequest() const
{
    QNetworkRequest request(m_url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(m_options.silence);
    // Our own limit on unpacked bytes is kept while they come in.
    request.setDecompressedSafetyCheckThreshold(static_cast<qint64>(m_request.maximumBytes));
    request.setRawHeader("User-Agent", "Pinwheel");
    if (!m_request.accept.empty())
        request.setRawHeader("Accept", QByteArray::fromStdString(m_request.accept));
    if (!m_request.etag.empty())
        request.setRawHeader("If-None-Match", QByteArray::fromStdString(m_request.etag));
    if (m_request.range)
        request.setRawHeader(
            "Range",
            QByteArray::fromStdString(
                formatted("bytes={}-{}", m_request.range->first, m_request.range->second - 1)));
    if (m_request.lastBytes != 0)
        request.setRawHeader(
            "Range", QByteArray::fromStdString(formatted("bytes=-{}", m_request.lastBytes)));
    // Parts of a file are parts of it as it is.
    if (m_request.range || m_request.lastBytes != 0)
        request.setRawHeader("Accept-Encoding", "identity");

    std::string user;
    std::string password;
    if (!m_request.user.empty() && isSamePlace(m_url, urlOf(m_request.url))) {
        user = m_request.user;
        password = m_request.password;
    } else if (const NetrcEntry* entry = findNetrc(m_options.netrc, m_url.host().toStdString())) {
        user = entry->login;
        password = entry->password;
    }
    if (!user.empty())
        request.setRawHeader("Authorization",
                             "Basic "
                                 + QByteArray::fromStdString(user + ':' + password).toBase64());
    return request;
}

void Download::ask()
{
    ++m_tries;
    m_body.clear();
    m_isTooLarge = m_isLate = false;
    m_reply = m_network.get(networkRequest());
    m_reply->setReadBufferSize(1 << 20);
    connect(m_reply, &QNetworkReply::readyRead, this, &Download::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &Download::finish);
    m_deadline.start(m_options.whole);
}

void Download::takeBytes()
{
    if (!m_reply) return;
    m_body += m_reply->readAll();
    if (static_cast<std::size_t>(m_body.size()) <= m_request.maximumBytes || m_isTooLarge) return;
    m_isTooLarge = true;
    m_reply->abort();
}

void Download::finish()
{
    QNetworkReply* reply = m_reply;
    if (!reply) return;
    if (!m_isTooLarge && !m_isLate && m_done) takeBytes();
    m_deadline.stop();
    m_reply.clear();
    reply->deleteLater();
    if (!m_done) return; // Cancelled.
    if (m_isTooLarge)
        return giveTrouble(ErrorCode::LimitExceeded,
                           formatted("the answer is larger than {} bytes", m_request.maximumBytes));
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QNetworkReply::NetworkError error = reply->error();
    const bool broken = m_isLate || status == 0 || !saysStatusAlone(error)
        || (status < 400 && error != QNetworkReply::NoError);
    if (broken) {
        if (error != QNetworkReply::SslHandshakeFailedError && tryAgain({})) return;
        const std::string why = m_isLate || error == QNetworkReply::OperationCanceledError
                || error == QNetworkReply::TimeoutError
            ? "it took too long to answer"
            : reply->errorString().toStdString();
        return giveTrouble(ErrorCode::Network, why);
    }
    if (isPassing(status) && tryAgain(reply->rawHeader("Retry-After"))) return;
    const bool isRedirect =
        status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    if (isRedirect && reply->hasRawHeader("Location")) {
        follow(m_url.resolved(QUrl::fromEncoded(reply->rawHeader("Location"))));
        return;
    }
    HttpResponse response {
        .status = status,
        .url = m_url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo).toStdString(),
        .contentType = headerText(*reply, "Content-Type"),
        .contentRange = headerText(*reply, "Content-Range"),
        .cacheControl = headerText(*reply, "Cache-Control"),
        .etag = headerText(*reply, "ETag"),
        .body = {}};
    response.body.assign(m_body.constData(), static_cast<std::size_t>(m_body.size()));
    give(std::move(response));
}

void Download::follow(const QUrl& target)
{
    const bool isHttp = target.scheme() == u"http" || target.scheme() == u"https";
    std::string_view why;
    if (!target.isValid() || !isHttp || target.host().isEmpty())
        why = "it redirects to an address that is not valid";
    else if (m_url.scheme() == u"https" && target.scheme() == u"http")
        why = "it redirects from https to http";
    else if (++m_redirects > limits::redirects)
        why = "it redirects too often";
    if (!why.empty()) {
        giveTrouble(ErrorCode::Network, why);
        return;
    }
    m_url = target;
    m_url.setUserInfo({}); // What a redirect says of credentials is not heeded.
    --m_tries;
    ask();
}

bool Download::tryAgain(const QByteArray& retryAfter)
{
    if (m_tries >= m_options.tries) return false;
    auto wait = m_options.backOff * (1 << (m_tries - 1));
    bool isNumber = false;
    if (const int seconds = retryAfter.trimmed().toInt(&isNumber); isNumber && seconds >= 0)
        wait = std::chrono::seconds(std::min(seconds, 3600));
    m_pause.start(std::min(wait, m_options.longestWait));
    return true;
}

void Download::give(Result<HttpResponse> answer)
{
    m_deadline.stop();
    m_pause.stop();
    if (const Done done = std::exchange(m_done, nullptr)) done(std::move(answer));
}

void Download::giveTrouble(ErrorCode code, std::string_view why)
{
    give(std::unexpected(Error {.code = code, .message = std::string(why)}));
}

} // namespace pinwheel
