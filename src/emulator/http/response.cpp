#include "emulator/http/response.h"

#include "core/ids.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace emulator::http {

using core::Json;
using core::toStd;

namespace {

//! `$.States.Step1[0]` for a problem's place; a place that is a JSONPath already stays.
QString jsonPathOf(const Json &loc)
{
    if (loc.size() == 1 && loc[0].is_string() && loc[0].get_ref<const std::string &>().starts_with('$'))
        return core::toQString(loc[0].get_ref<const std::string &>());
    QString path = u"$"_s;
    for (const Json &step : loc) {
        if (step.is_number_integer())
            path += u"["_s % QString::number(step.get<qint64>()) % u"]"_s;
        else if (step.is_string())
            path += u"."_s % core::toQString(step.get_ref<const std::string &>());
    }
    return path;
}

Json debugged(Json error)
{
    Json document = Json::object();
    document["error"] = std::move(error);
    document["debug_id"] = toStd(core::newId());
    return document;
}

} // namespace

Response jsonAnswer(int status, const Json &document)
{
    return {status, core::toBytes(document), {}};
}

Response errorAnswer(int status, const QString &code, const QString &detail, const QString &message)
{
    Json error = {{"code", toStd(code)}, {"detail", toStd(detail)}};
    if (!message.isEmpty())
        error["message"] = toStd(message);
    return jsonAnswer(status, debugged(std::move(error)));
}

Response problemsAnswer(int status, const QString &code, const QList<Problem> &problems, const QString &message)
{
    Json details = Json::array();
    for (const Problem &problem : problems) {
        Json entry = {{"loc", problem.loc}, {"msg", toStd(problem.msg)}, {"type", toStd(problem.type)}};
        if (!problem.ctx.is_null())
            entry["ctx"] = problem.ctx;
        details.push_back(std::move(entry));
    }
    Json error = Json::object();
    error["code"] = toStd(code);
    error["detail"] = std::move(details);
    if (!message.isEmpty())
        error["message"] = toStd(message);
    return jsonAnswer(status, debugged(std::move(error)));
}

Response unprocessableAnswer(const QList<Problem> &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append(jsonPathOf(problem.loc) % u": "_s % problem.msg);
    const QString count = problems.size() == 1 ? u"1 validation error"_s
                                               : QString(QString::number(problems.size()) % u" validation errors"_s);
    return problemsAnswer(422, u"UNPROCESSABLE_ENTITY"_s, problems, count % u" in body. "_s % lines.join(u"; "));
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 302:
        return "Found";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 409:
        return "Conflict";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 421:
        return "Misdirected Request";
    case 422:
        return "Unprocessable Content";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return status < 400 ? "OK" : "Error";
    }
}

QByteArray wireBytes(const Response &response, const QDateTime &now, bool headOnly, bool close)
{
    const QByteArray date = QLocale::c().toString(now.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
    QByteArray bytes;
    bytes.reserve(response.body.size() + 440);
    bytes += "HTTP/1.1 " % QByteArray::number(response.status) % " " % reasonPhrase(response.status) % "\r\n";
    bytes += "Date: " % date % "\r\nContent-Type: " % response.type % "\r\nContent-Length: " %
             QByteArray::number(response.body.size()) % "\r\n";
    // What a page of another origin makes a browser load from here does not even reach that page's process, and what it
    // shows in a frame is empty. Programs take no notice.
    bytes += "X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n";
    const auto isPolicy = [](const auto &header) { return header.first == "Content-Security-Policy"; };
    if (std::none_of(response.headers.begin(), response.headers.end(), isPolicy))
        bytes += "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";
    for (const auto &[name, value] : response.headers)
        bytes += name % ": " % value % "\r\n";
    if (close)
        bytes += "Connection: close\r\n";
    bytes += "\r\n";
    if (!headOnly)
        bytes += response.body;
    return bytes;
}

} // namespace emulator::http
