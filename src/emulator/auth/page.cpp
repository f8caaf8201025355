#include "emulator/auth/page.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace emulator::auth {

namespace {

constexpr QLatin1StringView styleText(
    ":root{color-scheme:light dark}"
    "body{font:16px/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#1b2330;background:#fff}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin:1.6em 0 .4em}dt{font-weight:600}dd{margin:0 0 .6em}"
    "fieldset,pre{border:1px solid #c9cfd8;border-radius:6px;margin:1em 0}label{display:block}"
    "code{font-size:.85em;color:#546072;overflow-wrap:anywhere}.code{font-size:1.3em;color:inherit}"
    "pre{padding:.6em .9em;background:#eceff3;overflow-x:auto}pre code{color:inherit;overflow-wrap:normal}"
    "button{font:inherit;padding:.4em 1.4em;margin:0 1em 0 0}"
    "@media(prefers-color-scheme:dark){body{color:#e7eaf0;background:#191c21}code{color:#a6b0c0}"
    "fieldset,pre{border-color:#414956}pre{background:#14171b}}");

bool turnsText(QChar character)
{
    const char16_t unit = character.unicode();
    return (unit < 0x20 && unit != u'\n') || (unit >= 0x7f && unit < 0xa0) || unit == 0x200e || unit == 0x200f ||
           (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069);
}

} // namespace

QString escaped(QStringView text)
{
    QString plain = text.toString();
    plain.removeIf(turnsText);
    return plain.toHtmlEscaped().replace(u'\'', u"&#39;"_s);
}

http::Response page(int status, const QString &title, const QString &body, const QString &formSource)
{
    const QByteArray style(styleText.data(), styleText.size());
    const QByteArray hash = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
    const QString html = u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                         "content=\"width=device-width\"><title>%1</title><style>"_s.arg(escaped(title)) %
                         QString(styleText) % u"</style></head><body><main>\n<h1>"_s % escaped(title) % u"</h1>\n"_s %
                         body % u"</main></body></html>\n"_s;
    http::Response response{status, html.toUtf8(), {}, "text/html; charset=utf-8"};
    const QByteArray forms = formSource.isEmpty() ? QByteArray("'self'") : "'self' " + formSource.toLatin1();
    response.addHeader("Content-Security-Policy", "default-src 'none'; style-src 'sha256-" + hash + "'; form-action " +
                                                      forms + "; base-uri 'none'; frame-ancestors 'none'");
    response.addHeader("X-Frame-Options", "DENY");
    response.addHeader("Cache-Control", "no-store");
    response.addHeader("Referrer-Policy", "no-referrer");
    response.addHeader("Cross-Origin-Opener-Policy", "same-origin");
    return response;
}

http::Response problemPage(int status, const QString &code, const QString &text)
{
    return page(status, u"This sign-in can not go on"_s,
                u"<p>%1</p>\n<p>Nothing was sent to the application. Go back to it, and start again there.</p>\n"
                "<p><code>%2</code></p>\n"_s.arg(escaped(text), escaped(code)));
}

} // namespace emulator::auth
