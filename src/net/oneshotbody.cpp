#include "net/oneshotbody.h"

#include <algorithm>
#include <cstring>

namespace net {

OneShotBody::OneShotBody(QByteArray data, QObject *parent)
    : QIODevice(parent)
    , m_data(std::move(data))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneShotBody::bytesAvailable() const
{
    return m_data.size() - m_read + QIODevice::bytesAvailable();
}

bool OneShotBody::atEnd() const
{
    return bytesAvailable() == 0;
}

bool OneShotBody::reset()
{
    m_touched = true;
    return false;
}

bool OneShotBody::seek(qint64)
{
    m_touched = true;
    return false;
}

qint64 OneShotBody::readData(char *data, qint64 maxSize)
{
    m_touched = true;
    const qsizetype size = std::min<qsizetype>(maxSize, m_data.size() - m_read);
    if (size <= 0)
        return m_read == m_data.size() ? -1 : 0;
    std::memcpy(data, m_data.constData() + m_read, static_cast<std::size_t>(size));
    m_read += size;
    return size;
}

qint64 OneShotBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace net
