#include "auth/pkce.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

namespace auth {

namespace {

constexpr auto urlSafe = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

QByteArray randomText(qsizetype bytes)
{
    QByteArray random(bytes, Qt::Uninitialized);
    auto *begin = reinterpret_cast<uchar *>(random.data());
    QRandomGenerator::system()->generate(begin, begin + bytes);
    return random.toBase64(urlSafe);
}

bool sameSecret(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    unsigned differs = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        differs |= static_cast<unsigned>(static_cast<uchar>(a[i]) ^ static_cast<uchar>(b[i]));
    return differs == 0;
}

Pkce Pkce::fresh()
{
    return {randomText(32)};
}

QByteArray Pkce::challenge() const
{
    return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256).toBase64(urlSafe);
}

} // namespace auth
