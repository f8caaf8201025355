#include "auth/callbackpage.h"

#include <QCoreApplication>

namespace auth {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("auth::CallbackPage", text);
}

QByteArray reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 421:
        return "Misdirected Request";
    case 431:
        return "Request Header Fields Too Large";
    default:
        return "Bad Request";
    }
}

} // namespace

QByteArray pageAnswer(int status, const QString &title, const QString &text)
{
    const QByteArray heading = title.toHtmlEscaped().toUtf8();
    const QByteArray body = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>" + heading +
                            "</title></head>\n<body><h1>" + heading + "</h1>\n<p>" + text.toHtmlEscaped().toUtf8() +
                            "</p></body></html>\n";
    return "HTTP/1.1 " + QByteArray::number(status) + ' ' + reason(status) +
           "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\nContent-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nX-Content-Type-Options: nosniff"
           "\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-store\r\nConnection: close\r\n" +
           QByteArray(status == 405 ? "Allow: GET\r\n" : "") + "\r\n" + body;
}

QByteArray refusalAnswer(int status)
{
    return pageAnswer(status, tr("This is not the page you are looking for"),
                      tr("Flows Desktop waits here for the end of a sign-in that it has begun. Go on in the window in "
                         "which you sign in, or begin again in the program."));
}

} // namespace auth
