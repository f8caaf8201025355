#include "net/intake.h"

#include <QNetworkReply>

#include <array>

namespace net {

Intake::Intake(qint64 limit)
    : m_limit(limit)
{
}

bool Intake::begin(const QNetworkReply &reply)
{
    m_begun = true;
    const QByteArray encoding = reply.rawHeader("Content-Encoding").trimmed().toLower();
    if (encoding == acceptedEncoding || encoding == "x-gzip")
        m_unpacker.emplace();
    else if (!encoding.isEmpty() && encoding != "identity")
        m_foreign = encoding.left(40);
    return m_foreign.isEmpty();
}

bool Intake::take(QNetworkReply &reply)
{
    if (reply.bytesAvailable() == 0)
        return true;
    if (!m_begun && !begin(reply))
        return false;
    if (!m_unpacker && m_body.isEmpty() && reply.bytesAvailable() <= m_limit) {
        m_body = reply.readAll(); // most answers are here at once
        m_received = m_body.size();
        return true;
    }
    std::array<char, 32 * 1024> piece{};
    for (;;) {
        const qint64 count = reply.read(piece.data(), piece.size());
        if (count <= 0)
            return true;
        m_received += count;
        if (!add(QByteArrayView(piece.data(), count)))
            return false;
    }
}

bool Intake::add(QByteArrayView piece)
{
    if (m_unpacker)
        m_broken = !m_unpacker->feed(piece, m_body, m_limit + 1);
    else
        m_body.append(piece.data(), std::min<qsizetype>(piece.size(), m_limit + 1 - m_body.size()));
    return !m_broken && m_body.size() <= m_limit;
}

QString Intake::problem() const
{
    if (!m_foreign.isEmpty())
        return QStringLiteral("The answer is packed in a way that was not asked for: %1.")
            .arg(QString::fromLatin1(m_foreign));
    if (m_broken)
        return QStringLiteral("The answer could not be unpacked.");
    return QStringLiteral("The answer is larger than %1 bytes.").arg(m_limit);
}

} // namespace net
