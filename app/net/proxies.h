#pragma once

#include <QNetworkProxyFactory>

namespace pinwheel {

/// The proxies that the environment names, as curl reads it: http_proxy, https_proxy, all_proxy and
/// no_proxy, in lower case or (but for http_proxy) in upper case.
class EnvironmentProxies final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override;
};

} // namespace pinwheel
