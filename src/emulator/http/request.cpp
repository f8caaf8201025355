#include "emulator/http/request.h"

#include "emulator/http/response.h"

using namespace Qt::StringLiterals;

namespace emulator::http {

QByteArray Request::mediaType() const
{
    return header("content-type").split(';').first().trimmed().toLower();
}

QStringList pathSegments(QByteArrayView encodedPath)
{
    QStringList segments;
    qsizetype begin = 0;
    while (begin <= encodedPath.size()) {
        qsizetype end = encodedPath.indexOf('/', begin);
        if (end < 0)
            end = encodedPath.size();
        segments.append(percentDecoded(encodedPath.sliced(begin, end - begin), false));
        begin = end + 1;
    }
    if (segments.first().isEmpty())
        segments.removeFirst();
    while (!segments.isEmpty() && segments.last().isEmpty())
        segments.removeLast();
    return segments;
}

core::Json jsonObject(const Request &request)
{
    const QByteArray type = request.mediaType();
    const bool json = type == "application/json" || (type.startsWith("application/") && type.endsWith("+json"));
    if (!json) {
        throw Refusal(errorAnswer(415, u"UNSUPPORTED_MEDIA_TYPE"_s,
                                  u"The request body must be sent as application/json, not as '"_s %
                                      QString::fromLatin1(type.left(100)) % u"'."_s));
    }
    core::JsonParse parsed = core::parseJson(request.body);
    if (!parsed) {
        const core::JsonError &error = *parsed.error;
        throw Refusal(errorAnswer(400, u"BAD_REQUEST"_s,
                                  u"The request body is not valid JSON: "_s % error.message % u" (line "_s %
                                      QString::number(error.line) % u", column "_s % QString::number(error.column) %
                                      u")"_s));
    }
    if (!parsed.value->is_object()) {
        throw Refusal(unprocessableAnswer(
            {{core::Json::array(), u"value is not a valid dict"_s, u"type_error.dict"_s, nullptr}}));
    }
    return *std::move(parsed.value);
}

} // namespace emulator::http
