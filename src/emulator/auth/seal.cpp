#include "emulator/auth/seal.h"

#include "emulator/http/signedtext.h"

using core::Json;

namespace emulator::auth {

QByteArray Seal::close(const http::Query &query, QByteArrayView page) const
{
    return http::signedText(Json::array({m_clock.now().toSecsSinceEpoch() + lifetime, http::toJson(query)}), page,
                            m_key);
}

std::optional<http::Query> Seal::open(const QByteArray &sealed, QByteArrayView page) const
{
    const std::optional<Json> document = http::fromSignedText(sealed, page, m_key);
    if (!document || (*document)[0].get<qint64>() < m_clock.now().toSecsSinceEpoch())
        return std::nullopt;
    return http::toQuery((*document)[1]);
}

} // namespace emulator::auth
