#include "widgets/form/taborder.h"

#include <QWidget>

namespace widgets {

void chainTabs(QWidget *from, const QList<QWidget *> &stops)
{
    for (QWidget *stop : stops) {
        QWidget::setTabOrder(from, stop);
        from = stop;
    }
}

} // namespace widgets
