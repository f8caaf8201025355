#include "emulator/http/signedtext.h"

#include "core/secret.h"

#include <QMessageAuthenticationCode>

using core::Json;
using core::toQString;
using core::toStd;

namespace emulator::http {

namespace {

constexpr qsizetype signatureBytes = 32;
constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray signature(const QByteArray &payload, QByteArrayView use, const QByteArray &key)
{
    return QMessageAuthenticationCode::hash(use.toByteArray() + ':' + payload, key, QCryptographicHash::Sha256);
}

} // namespace

QByteArray signedText(const Json &value, QByteArrayView use, const QByteArray &key)
{
    const QByteArray payload = core::toBytes(value);
    return QByteArray(signature(payload, use, key) + payload).toBase64(base64);
}

std::optional<Json> fromSignedText(const QByteArray &text, QByteArrayView use, const QByteArray &key)
{
    const QByteArray::FromBase64Result bytes =
        QByteArray::fromBase64Encoding(text, base64 | QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || bytes.decoded.size() <= signatureBytes)
        return std::nullopt;
    const QByteArray payload = bytes.decoded.mid(signatureBytes);
    if (!core::sameSecret(bytes.decoded.first(signatureBytes), signature(payload, use, key)))
        return std::nullopt;
    return core::parseJson(payload).value;
}

Json toJson(const Query &query)
{
    Json items = Json::array();
    for (const auto &[name, value] : query.items())
        items.push_back(Json::array({toStd(name), toStd(value)}));
    return items;
}

Query toQuery(const Json &items)
{
    QList<std::pair<QString, QString>> pairs;
    for (const Json &item : items)
        pairs.append(
            {toQString(item[0].get_ref<const std::string &>()), toQString(item[1].get_ref<const std::string &>())});
    return Query(pairs);
}

} // namespace emulator::http
