#pragma once

#include <QProxyStyle>

namespace widgets {

//! Fusion with flat controls: buttons, line edits, check boxes and tabs are their palette's ground with a hairline, and
//! what has the focus wears the accent. Fusion derives its outlines from the window's colour, where they vanish in the
//! dark. Everything else is Fusion's.
class FlowsStyle final : public QProxyStyle
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowsStyle)

public:
    FlowsStyle();

    //! Tables and their headers keep text off the border.
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption *option,
                                       const QWidget *widget = nullptr) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                         const QWidget *widget = nullptr) const override;
};

} // namespace widgets
