#include "emulator/routes/marker.h"

#include "emulator/http/signedtext.h"

using core::Json;

namespace emulator::routes {

namespace {

constexpr QByteArrayView use("marker");

} // namespace

QString encodeMarker(const Marker &marker, const QByteArray &key)
{
    const Json document = Json::array({core::toStd(marker.list), http::toJson(marker.query), marker.cursor});
    return QString::fromLatin1(http::signedText(document, use, key));
}

std::optional<Marker> decodeMarker(const QString &text, const QByteArray &key)
{
    const std::optional<Json> document = http::fromSignedText(text.toLatin1(), use, key);
    if (!document)
        return std::nullopt;
    return Marker{core::toQString((*document)[0].get_ref<const std::string &>()), http::toQuery((*document)[1]),
                  (*document)[2]};
}

} // namespace emulator::routes
