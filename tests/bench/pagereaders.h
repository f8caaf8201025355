#pragma once

#include "bench/benchpages.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QObject>

#include <functional>

namespace bench {

//! Reads all pages over one kept-alive socket, blocking, without looking into them. \returns nanoseconds
[[nodiscard]] qint64 readRaw(const Pages &pages, const QUrl &server);

//! Reads all pages with a bare access manager, one after the other, without looking into them.
class PlainReader final : public QObject
{
public:
    PlainReader(const Pages &pages, const QUrl &server, std::function<void(qint64 nanoseconds)> done);

private:
    void next(int from);

    const Pages &m_pages;
    QUrl m_server;
    QNetworkAccessManager m_manager;
    QElapsedTimer m_clock;
    std::function<void(qint64)> m_done;
};

} // namespace bench
