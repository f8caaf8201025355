#include "support/personbrowser.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QTimer>

#include <functional>

using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

QNetworkRequest requestFor(const QUrl &address)
{
    QNetworkRequest request(address);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    return request;
}

void whenDone(QNetworkReply *reply, QObject *context, std::function<void(QNetworkReply &)> then)
{
    QObject::connect(reply, &QNetworkReply::finished, context, [reply, then = std::move(then)] {
        then(*reply);
        reply->deleteLater();
    });
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

//! The first capture of a pattern.
QString found(const QString &html, const QString &pattern)
{
    return QRegularExpression(pattern).match(html).captured(1);
}

} // namespace

bool PersonBrowser::open(const QUrl &page)
{
    if (!hasBrowser)
        return false;
    visited.append(page);
    QTimer::singleShot(0, this, [this, page] {
        whenDone(m_network.get(requestFor(page)), this, [this, page](QNetworkReply &reply) {
            read(page, statusOf(reply), QString::fromUtf8(reply.readAll()));
        });
    });
    return true;
}

void PersonBrowser::read(const QUrl &page, int status, const QString &html)
{
    pages.append(html);
    pageStatus = status;
    offered.clear();
    if (status == 200 && does != Does::ReadsOnly)
        leave(page, html);
}

void PersonBrowser::leave(const QUrl &page, const QString &html)
{
    static const QRegularExpression person(u"name=\"identity\" value=\"([^\"]+)\"( checked)?> ([^ ]+) "_s);
    QString chosen;
    for (auto each = person.globalMatch(html); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        offered.append(match.captured(3));
        if (username.isEmpty() ? !match.captured(2).isEmpty() : match.captured(3) == username)
            chosen = match.captured(1);
    }
    QByteArray form = "request=" + QUrl::toPercentEncoding(found(html, u"name=\"request\" value=\"([^\"]*)\""_s));
    form += "&identity=" + QUrl::toPercentEncoding(chosen);
    form += does == Does::Allows ? "&decision=allow" : "&decision=deny";
    post(page, form);
}

//! The page of what is demanded besides: every box is ticked.
void PersonBrowser::prove(const QUrl &page, const QString &html)
{
    static const QRegularExpression box(u"type=\"checkbox\" required name=\"([^\"]+)\""_s);
    QByteArray form = "chosen=" + QUrl::toPercentEncoding(found(html, u"name=\"chosen\" value=\"([^\"]*)\""_s));
    for (auto each = box.globalMatch(html); each.hasNext();)
        form += '&' + QUrl::toPercentEncoding(each.next().captured(1)) + "=confirmed";
    post(page, form + "&decision=allow");
}

void PersonBrowser::post(const QUrl &page, const QByteArray &form)
{
    QNetworkRequest request = requestFor(page.resolved(QUrl(u"/v2/oauth2/authorize"_s)));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    whenDone(m_network.post(request, form), this, [this, page](QNetworkReply &reply) {
        const QUrl address = QUrl::fromEncoded(reply.rawHeader("Location"));
        if (statusOf(reply) != 302) {
            const QString html = QString::fromUtf8(reply.readAll());
            if (statusOf(reply) == 200 && html.contains(u"name=\"chosen\""_s))
                prove(page, html);
            else
                arrive(reply.url(), html);
            return;
        }
        whenDone(m_network.get(requestFor(address)), this,
                 [this, address](QNetworkReply &last) { arrive(address, QString::fromUtf8(last.readAll())); });
    });
}

void PersonBrowser::arrive(const QUrl &address, const QString &html)
{
    endedAt = address.adjusted(QUrl::RemoveQuery);
    code = found(html, u"class=\"code\">([^<]+)<"_s);
    end = html;
}

} // namespace testsupport
