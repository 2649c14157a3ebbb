#include "app/net/proxies.h"

#include <QUrl>

namespace pinwheel {
namespace {

QString environmentText(const char* lower, const char* upper = nullptr)
{
    QString text = qEnvironmentVariable(lower);
    return text.isEmpty() && upper ? qEnvironmentVariable(upper) : text;
}

bool isExempt(const QString& host)
{
    const QStringList names =
        environmentText("no_proxy", "NO_PROXY").split(u',', Qt::SkipEmptyParts);
    for (QString name : names) {
        name = name.trimmed();
        if (name == u"*") return true;
        while (name.startsWith(u'.'))
            name.remove(0, 1);
        if (!name.isEmpty()
            && (host.compare(name, Qt::CaseInsensitive) == 0
                || host.endsWith(u'.' + name, Qt::CaseInsensitive)))
            return true;
    }
    return false;
}

} // namespace

QList<QNetworkProxy> EnvironmentProxies::queryProxy(const QNetworkProxyQuery& query)
{
    if (isExempt(query.peerHostName())) return {QNetworkProxy(QNetworkProxy::NoProxy)};
    QString text = query.url().scheme() == u"https" ? environmentText("https_proxy", "HTTPS_PROXY")
                                                    : environmentText("http_proxy");
    if (text.isEmpty()) text = environmentText("all_proxy", "ALL_PROXY");
    if (text.isEmpty()) return {QNetworkProxy(QNetworkProxy::NoProxy)};
    const QUrl url(text.contains(u"://") ? text : QStringLiteral("http://") + text);
    const bool isSocks = url.scheme().startsWith(u"socks");
    return {QNetworkProxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy,
                          url.host(), static_cast<quint16>(url.port(isSocks ? 1080 : 80)),
                          url.userName(QUrl::FullyDecoded), url.password(QUrl::FullyDecoded))};
}

} // namespace pinwheel
