#include "emulator/routes/marker.h"

#include "emulator/auth/secret.h"

#include <QMessageAuthenticationCode>

using core::Json;
using core::toQString;
using core::toStd;

namespace emulator::routes {

namespace {

constexpr qsizetype signatureBytes = 12;
constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray signature(const QByteArray &payload, const QByteArray &key)
{
    return QMessageAuthenticationCode::hash(payload, key, QCryptographicHash::Sha256).first(signatureBytes);
}

} // namespace

QString encodeMarker(const Marker &marker, const QByteArray &key)
{
    Json items = Json::array();
    for (const auto &[name, value] : marker.query.items())
        items.push_back(Json::array({toStd(name), toStd(value)}));
    const QByteArray payload = core::toBytes(Json::array({toStd(marker.list), items, marker.cursor}));
    return QString::fromLatin1(QByteArray(signature(payload, key) % payload).toBase64(base64));
}

std::optional<Marker> decodeMarker(const QString &text, const QByteArray &key)
{
    const QByteArray::FromBase64Result bytes =
        QByteArray::fromBase64Encoding(text.toLatin1(), base64 | QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || bytes.decoded.size() <= signatureBytes)
        return std::nullopt;
    const QByteArray payload = bytes.decoded.mid(signatureBytes);
    if (!auth::sameSecret(bytes.decoded.first(signatureBytes), signature(payload, key)))
        return std::nullopt;
    const core::JsonParse parsed = core::parseJson(payload);
    if (!parsed)
        return std::nullopt;
    QList<std::pair<QString, QString>> items;
    for (const Json &item : (*parsed.value)[1])
        items.append(
            {toQString(item[0].get_ref<const std::string &>()), toQString(item[1].get_ref<const std::string &>())});
    return Marker{toQString((*parsed.value)[0].get_ref<const std::string &>()), http::Query(items), (*parsed.value)[2]};
}

} // namespace emulator::routes
