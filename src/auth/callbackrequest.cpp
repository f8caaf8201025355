#include "auth/callbackrequest.h"

#include <QHash>
#include <QList>

#include <optional>

namespace auth {

namespace {

constexpr qsizetype longestText = 500;

CallbackRequest refused(int status)
{
    CallbackRequest request;
    request.kind = CallbackRequest::Kind::Refused;
    request.status = status;
    return request;
}

int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

//! \returns nothing for a broken escape or a control character, which none of the parameters has
std::optional<QByteArray> decoded(QByteArrayView text)
{
    QByteArray result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char c = text[i] == '+' ? ' ' : text[i];
        if (c == '%') {
            const bool whole = i + 2 < text.size();
            const int high = whole ? digit(text[i + 1]) : -1;
            const int low = whole ? digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (static_cast<uchar>(c) < 0x20 || c == 0x7f)
            return std::nullopt;
        result += c;
    }
    return result;
}

//! \returns nothing if a parameter is broken or comes twice
std::optional<QHash<QByteArray, QByteArray>> parametersOf(QByteArrayView query)
{
    QHash<QByteArray, QByteArray> result;
    while (!query.isEmpty()) {
        const qsizetype end = query.indexOf('&');
        const QByteArrayView pair = end < 0 ? query : query.first(end);
        query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const auto name = decoded(equals < 0 ? pair : pair.first(equals));
        const auto value = decoded(equals < 0 ? QByteArrayView() : pair.sliced(equals + 1));
        if (!name || !value || result.contains(*name))
            return std::nullopt;
        result.insert(*name, *value);
    }
    return result;
}

bool isOurs(QByteArrayView host, quint16 port)
{
    const QByteArray end = ':' + QByteArray::number(port);
    const QByteArray name = host.trimmed().toByteArray().toLower();
    return name == "localhost" + end || name == "127.0.0.1" + end || name == "[::1]" + end;
}

//! The one Host header; nothing if there is none or more than one, or if a line is no header.
std::optional<QByteArrayView> hostOf(const QList<QByteArrayView> &lines)
{
    std::optional<QByteArrayView> host;
    for (const QByteArrayView line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            return std::nullopt;
        if (line.first(colon).toByteArray().toLower() != "host")
            continue;
        if (host)
            return std::nullopt;
        host = line.sliced(colon + 1);
    }
    return host;
}

QList<QByteArrayView> linesOf(QByteArrayView head)
{
    QList<QByteArrayView> lines;
    while (!head.isEmpty()) {
        const qsizetype end = head.indexOf(QByteArrayView("\r\n"));
        lines.append(end < 0 ? head : head.first(end));
        head = end < 0 ? QByteArrayView() : head.sliced(end + 2);
    }
    return lines;
}

CallbackRequest answerOf(QByteArrayView query)
{
    const auto parameters = parametersOf(query);
    if (!parameters)
        return refused(400);
    CallbackRequest request;
    request.kind = CallbackRequest::Kind::Answer;
    request.state = parameters->value("state");
    request.code = QString::fromUtf8(parameters->value("code"));
    request.error = QString::fromUtf8(parameters->value("error")).left(longestText);
    request.errorText = QString::fromUtf8(parameters->value("error_description")).left(longestText);
    if (request.state.isEmpty() || request.code.isEmpty() == request.error.isEmpty())
        return refused(400);
    return request;
}

} // namespace

CallbackRequest CallbackRequest::read(QByteArrayView bytes, quint16 port)
{
    const qsizetype end = bytes.indexOf(QByteArrayView("\r\n\r\n"));
    if (end < 0)
        return bytes.size() > longestHead ? refused(431) : CallbackRequest();
    if (end > longestHead)
        return refused(431);
    QList<QByteArrayView> lines = linesOf(bytes.first(end));
    if (lines.isEmpty())
        return refused(400);
    const QByteArrayView line = lines.takeFirst();
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first || (line.sliced(last + 1) != "HTTP/1.1" && line.sliced(last + 1) != "HTTP/1.0"))
        return refused(400);
    const auto host = hostOf(lines);
    if (!host)
        return refused(400);
    if (!isOurs(*host, port))
        return refused(421); // a name of somebody else that leads here
    if (line.first(first) != "GET")
        return refused(405);
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const qsizetype question = target.indexOf('?');
    if ((question < 0 ? target : target.first(question)) != "/")
        return refused(404);
    return answerOf(question < 0 ? QByteArrayView() : target.sliced(question + 1));
}

} // namespace auth
