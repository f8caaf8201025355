#pragma once

#include <QList>

class QWidget;

namespace widgets {

//! Puts `stops` one after the other into the order of the Tab key, right behind `from`. All are in one window.
void chainTabs(QWidget *from, const QList<QWidget *> &stops);

} // namespace widgets
