#include "auth/pkce.h"

#include <QCryptographicHash>

namespace auth {

Pkce Pkce::fresh()
{
    return {randomText(32)};
}

QByteArray Pkce::challenge() const
{
    return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace auth
