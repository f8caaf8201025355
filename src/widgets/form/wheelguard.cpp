#include "widgets/form/wheelguard.h"

#include <QEvent>
#include <QWidget>

namespace widgets {

namespace {

class WheelGuard final : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget *>(watched)->hasFocus())
            return false;
        event->ignore(); // so that it goes on to what is around the control
        return true;
    }
};

} // namespace

void guardFromWheel(QWidget *control)
{
    control->setFocusPolicy(Qt::StrongFocus); // not by the wheel
    control->installEventFilter(new WheelGuard(control));
}

} // namespace widgets
