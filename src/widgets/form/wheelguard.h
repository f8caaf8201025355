#pragma once

class QWidget;

namespace widgets {

//! Lets the wheel change a control only while the control has the keyboard: else it scrolls the form, and a value that
//! is on its way is not changed unseen.
void guardFromWheel(QWidget *control);

} // namespace widgets
