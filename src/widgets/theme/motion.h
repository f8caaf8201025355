#pragma once

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QObject>

#include <functional>

class QWidget;

namespace widgets {

//! True if the desktop asks for no animation (style hint SH_Widget_Animation_Duration is 0).
[[nodiscard]] bool motionReduced(const QWidget *widget);

//! Turns the quarter of the Running ring: calls `tick` about 25 times a second while it runs, `widget` is visible and
//! motion is not reduced.
class Motion final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Motion)

public:
    //! \param widget the owner and parent
    Motion(QWidget *widget, std::function<void()> tick);

    void setRunning(bool running);
    [[nodiscard]] bool isTicking() const { return m_timer.isActive(); }
    //! Degrees clockwise from 12 o'clock, 0 when it stands.
    [[nodiscard]] qreal angle() const;

protected:
    void timerEvent(QTimerEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void update();

    QWidget *m_widget;
    std::function<void()> m_tick;
    QBasicTimer m_timer;
    QElapsedTimer m_clock;
    bool m_running = false;
};

} // namespace widgets
