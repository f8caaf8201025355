#include "emulator/auth/seal.h"

#include "core/json.h"
#include "emulator/auth/secret.h"

#include <QMessageAuthenticationCode>

using core::Json;
using core::toQString;
using core::toStd;

namespace emulator::auth {

namespace {

constexpr qsizetype signatureBytes = 32;
constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray signature(QByteArrayView page, const QByteArray &payload, const QByteArray &key)
{
    return QMessageAuthenticationCode::hash(page.toByteArray() + ':' + payload, key, QCryptographicHash::Sha256);
}

} // namespace

QByteArray Seal::close(const http::Query &query, QByteArrayView page) const
{
    Json items = Json::array();
    for (const auto &[name, value] : query.items())
        items.push_back(Json::array({toStd(name), toStd(value)}));
    const QByteArray payload = core::toBytes(Json::array({m_clock.now().toSecsSinceEpoch() + lifetime, items}));
    return QByteArray(signature(page, payload, m_key) + payload).toBase64(base64);
}

std::optional<http::Query> Seal::open(const QByteArray &sealed, QByteArrayView page) const
{
    const QByteArray::FromBase64Result bytes =
        QByteArray::fromBase64Encoding(sealed, base64 | QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || bytes.decoded.size() <= signatureBytes)
        return std::nullopt;
    const QByteArray payload = bytes.decoded.mid(signatureBytes);
    if (!sameSecret(bytes.decoded.first(signatureBytes), signature(page, payload, m_key)))
        return std::nullopt;
    const core::JsonParse parsed = core::parseJson(payload);
    if (!parsed || (*parsed.value)[0].get<qint64>() < m_clock.now().toSecsSinceEpoch())
        return std::nullopt;
    QList<std::pair<QString, QString>> items;
    for (const Json &item : (*parsed.value)[1])
        items.append(
            {toQString(item[0].get_ref<const std::string &>()), toQString(item[1].get_ref<const std::string &>())});
    return http::Query(items);
}

} // namespace emulator::auth
