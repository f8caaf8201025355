#pragma once

#include <QProxyStyle>

namespace widgets {

//! Fusion with flat controls: buttons and line edits are their palette's ground with a hairline and round corners, and
//! what has the focus wears the accent. Everything else is Fusion's.
class FlowsStyle final : public QProxyStyle
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowsStyle)

public:
    FlowsStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
};

} // namespace widgets
