#include "emulator/http/router.h"

#include "core/logging.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace emulator::http {

namespace {

bool isName(const QString &segment)
{
    return segment.startsWith(u'{');
}

//! How many segments of the pattern are exact; -1 if it does not match.
int matchQuality(const QStringList &pattern, const QStringList &segments)
{
    if (pattern.size() != segments.size())
        return -1;
    int exact = 0;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == segments[i])
            ++exact;
        else if (!isName(pattern[i]) || segments[i].isEmpty())
            return -1;
    }
    return exact;
}

} // namespace

void Router::add(const QByteArray &method, const QString &pattern, Handler handler)
{
    m_routes.append({method, pathSegments(pattern.toUtf8()), std::move(handler)});
}

const Router::Route *Router::find(const Request &request, QByteArrayList &allowed) const
{
    int best = -1;
    for (const Route &route : m_routes)
        best = std::max(best, matchQuality(route.pattern, request.segments));
    const Route *found = nullptr;
    for (const Route &route : m_routes) {
        if (best < 0 || matchQuality(route.pattern, request.segments) != best)
            continue;
        allowed.append(route.method);
        if (route.method == "GET")
            allowed.append("HEAD");
        if (route.method == request.method)
            found = &route;
    }
    return found;
}

Response Router::serve(Request request) const
{
    QByteArrayList allowed;
    const Route *route = find(request, allowed);
    if (!route && allowed.isEmpty()) {
        return errorAnswer(404, u"NOT_FOUND"_s,
                           u"No resource exists at "_s % request.path.left(200) % u" on this server."_s);
    }
    if (!route) {
        Response refused = errorAnswer(405, u"METHOD_NOT_ALLOWED"_s,
                                       u"The method "_s % QString::fromLatin1(request.method.left(20)) %
                                           u" is not allowed for this resource."_s);
        refused.addHeader("Allow", allowed.join(", "));
        return refused;
    }
    for (qsizetype i = 0; i < route->pattern.size(); ++i) {
        if (isName(route->pattern[i]))
            request.arguments.insert(route->pattern[i].mid(1).chopped(1), request.segments[i]);
    }
    try {
        return route->handler(request);
    } catch (const Refusal &refusal) {
        return refusal.response();
    } catch (const std::exception &error) {
        qCCritical(lcEmulator) << request.method << request.path << "failed:" << error.what();
        return errorAnswer(500, u"UNKNOWN_ERROR"_s, u"Internal Server Error"_s);
    }
}

} // namespace emulator::http
