#include "emulator/auth/redirects.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace emulator::auth {

namespace {

const QRegularExpression &loopback()
{
    static const QRegularExpression pattern(
        u"\\Ahttp://(localhost|127\\.0\\.0\\.1|\\[::1\\]):([1-9][0-9]{0,4})(/[A-Za-z0-9._~/-]*)?\\z"_s);
    return pattern;
}

bool isPort(const QString &text)
{
    bool good = false;
    return text.toUShort(&good) > 0 && good;
}

} // namespace

RedirectKind redirectKind(const ClientRecord &client, const QString &uri, const QString &ownPort, bool loopbackPath)
{
    const bool native = client.secretHash.isEmpty();
    const QRegularExpressionMatch match = loopback().match(uri);
    const bool good = match.hasMatch() && isPort(match.captured(2));
    const QString page = u"/v2/web/auth-code"_s;
    const bool copyPage = uri == u"https://auth.globus.org"_s % page ||
                          (good && match.captured(2) == ownPort && match.captured(3) == page);
    if (copyPage)
        return native ? RedirectKind::CodePage : RedirectKind::Refused;
    if (native)
        return good && (loopbackPath || match.captured(3).isEmpty()) ? RedirectKind::Client : RedirectKind::Refused;
    return client.redirectUris.contains(uri) ? RedirectKind::Client : RedirectKind::Refused;
}

QString redirectTarget(const QString &uri, const QList<std::pair<QString, QString>> &parameters)
{
    QString target = uri;
    QChar separator = uri.contains(u'?') ? u'&' : u'?';
    for (const auto &[name, value] : parameters) {
        target += separator % name % u'=' % QString::fromLatin1(QUrl::toPercentEncoding(value));
        separator = u'&';
    }
    return target;
}

QString policySource(const QString &uri)
{
    const QRegularExpressionMatch match = loopback().match(uri);
    if (!match.hasMatch())
        return QUrl(uri).scheme() == "https"_L1 ? u"https:"_s : QString();
    if (match.captured(1).startsWith(u'['))
        return u"http:"_s;
    return u"http://%1:%2"_s.arg(match.captured(1), match.captured(2));
}

QString ownPort(const http::Request &request)
{
    const QString port = QString::fromLatin1(request.header("host")).section(u':', -1);
    return isPort(port) ? port : u"80"_s;
}

QString ownBase(const http::Request &request)
{
    const QString host = QString::fromLatin1(request.header("host"));
    return loopback().match(u"http://"_s % host).hasMatch() ? u"http://"_s % host : issuer(request);
}

QString issuer(const http::Request &request)
{
    return u"http://127.0.0.1:"_s % ownPort(request);
}

} // namespace emulator::auth
