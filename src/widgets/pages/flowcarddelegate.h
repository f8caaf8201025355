#pragma once

#include "flowlang/flowgraph.h"

#include <QStyledItemDelegate>

namespace models {
class RunSummary;
}

namespace widgets {

class Thumbnails;

//! Paints one flow as a card: its own diagram, title, subtitle, the role one has, and how its last run went.
class FlowCardDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowCardDelegate)

public:
    //! Both must outlive the delegate.
    FlowCardDelegate(Thumbnails &thumbnails, const models::RunSummary &summary, QObject *parent = nullptr);

    //! Cards share the width of the view evenly. \param width  of the viewport in pixels
    void setViewWidth(int width);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    //! Shows all that there is to say of the flow, plain.
    [[nodiscard]] bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) override;
    //! What a card says below its title, whole, in lines: subtitle, description, role, how and when the last run went.
    [[nodiscard]] QString description(const QModelIndex &index) const;

private:
    void paintPicture(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const;
    //! When the flow ran last; empty if that is not known.
    [[nodiscard]] QString lastRunText(const QModelIndex &index) const;
    void paintText(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const;

    Thumbnails &m_thumbnails;
    const models::RunSummary &m_summary;
    int m_cardWidth = 300;
};

} // namespace widgets
