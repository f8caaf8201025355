#include "core/secret.h"

#include <QRandomGenerator>

namespace core {

QByteArray randomText(qsizetype bytes)
{
    QByteArray random(bytes, Qt::Uninitialized);
    auto *begin = reinterpret_cast<uchar *>(random.data());
    QRandomGenerator::system()->generate(begin, begin + bytes);
    return random.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

bool sameSecret(QByteArrayView left, QByteArrayView right)
{
    if (left.size() != right.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        difference |= static_cast<unsigned>(static_cast<uchar>(left[i]) ^ static_cast<uchar>(right[i]));
    return difference == 0;
}

} // namespace core
