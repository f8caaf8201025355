#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QThread>
#include <QUrl>

#include <QSemaphore>

namespace bench {

//! The pages of one list as the service sends them, by the marker that asks for each; the first has the empty one.
struct Pages
{
    QString path; //!< `/runs`
    QHash<QString, QByteArray> bodies;
    int rows = 0;
    int pageSize = 0;
    qint64 rowBytes = 0; //!< JSON of all rows
};

[[nodiscard]] Pages runPages(int rows, int pageSize);
//! The log of one run.
[[nodiscard]] Pages logPages(int rows, int pageSize);
//! The marker of the page that begins with this row.
[[nodiscard]] QString markerOf(int row);

//! Serves pages from a thread of its own, so that the reader has its thread for itself.
class PageServer final : public QThread
{
public:
    explicit PageServer(Pages pages);
    ~PageServer() override;

    [[nodiscard]] QUrl url() const { return m_url; }

protected:
    void run() override;

private:
    Pages m_pages;
    QUrl m_url;
    QSemaphore m_ready;
};

} // namespace bench
