#pragma once

#include "flowlang/flowgraph.h"

#include <QByteArray>
#include <QCache>
#include <QFont>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QSize>
#include <QThreadPool>

#include <functional>

class QPalette;

namespace widgets {

//! Which small picture.
struct ThumbnailKey
{
    QByteArray definitionHash; //!< of the definition; equal hash, equal picture
    QSize size;                //!< in device-independent pixels
    qreal ratio = 1;           //!< device pixels a pixel
    bool dark = false;

    [[nodiscard]] static ThumbnailKey of(const QByteArray &definitionHash, QSize size, qreal ratio,
                                         const QPalette &palette);
    bool operator==(const ThumbnailKey &) const = default;
};

[[nodiscard]] size_t qHash(const ThumbnailKey &key, size_t seed = 0);

//! Small pictures of flows, made in threads when they are first asked for, and kept while there is room.
class Thumbnails final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Thumbnails)

public:
    //! Makes the graph; called in another thread, so it must own what it reads.
    using GraphSource = std::function<flowlang::FlowGraph()>;

    //! \param body      the font of names
    //! \param mostBytes how much pixels may be kept
    explicit Thumbnails(const QFont &body, qsizetype mostBytes = 48 * 1024 * 1024, QObject *parent = nullptr);
    ~Thumbnails() override;

    //! The picture if it is there; else a null image, and it is being made: ready() tells when to ask again. Asking
    //! while it is being made starts nothing twice.
    [[nodiscard]] QImage image(const ThumbnailKey &key, const GraphSource &source);

    [[nodiscard]] bool contains(const ThumbnailKey &key) const { return m_kept.contains(key); }
    //! True while no picture is being made.
    [[nodiscard]] bool isIdle() const { return m_made > 0 && m_making.isEmpty(); }
    //! Pictures made so far, for tests.
    [[nodiscard]] int madeCount() const { return m_made; }

    //! Paints one, at once, in the calling thread.
    [[nodiscard]] static QImage paint(const flowlang::FlowGraph &graph, const QFont &body, const ThumbnailKey &key);

Q_SIGNALS:
    //! A picture of this definition is there now.
    void ready(const QByteArray &definitionHash);

private:
    QFont m_body;
    QCache<ThumbnailKey, QImage> m_kept;
    QHash<ThumbnailKey, int> m_making;
    QThreadPool m_pool;
    int m_made = 0;
};

} // namespace widgets
