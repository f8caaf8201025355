#include "widgets/theme/motion.h"

#include <QEvent>
#include <QStyle>
#include <QTimerEvent>
#include <QWidget>

namespace widgets {

bool motionReduced(const QWidget *widget)
{
    return widget->style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, widget) == 0;
}

Motion::Motion(QWidget *widget, std::function<void()> tick)
    : QObject(widget)
    , m_widget(widget)
    , m_tick(std::move(tick))
{
    widget->installEventFilter(this);
}

void Motion::setRunning(bool running)
{
    m_running = running;
    update();
}

qreal Motion::angle() const
{
    constexpr qint64 turn = 1400; // milliseconds for once round
    return m_timer.isActive() ? 360.0 * static_cast<qreal>(m_clock.elapsed() % turn) / turn : 0;
}

void Motion::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_timer.timerId())
        m_tick();
    else
        QObject::timerEvent(event);
}

bool Motion::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide || event->type() == QEvent::StyleChange)
        update();
    return QObject::eventFilter(watched, event);
}

void Motion::update()
{
    const bool tick = m_running && m_widget->isVisible() && !motionReduced(m_widget);
    if (tick == m_timer.isActive())
        return;
    if (tick) {
        m_clock.start();
        m_timer.start(40, this);
    } else {
        m_timer.stop();
    }
}

} // namespace widgets
