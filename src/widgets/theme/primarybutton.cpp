#include "widgets/theme/primarybutton.h"

#include "widgets/theme/theme.h"

#include <QApplication>
#include <QEvent>

namespace widgets {

PrimaryButton::PrimaryButton(const QString &text, QWidget *parent)
    : QPushButton(text, parent)
{
    takeColours();
}

PrimaryButton::PrimaryButton(QWidget *parent)
    : PrimaryButton(QString(), parent)
{
}

void PrimaryButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (!m_taking && (event->type() == QEvent::PaletteChange || event->type() == QEvent::ParentChange))
        takeColours();
}

void PrimaryButton::takeColours()
{
    m_taking = true;
    const Theme &theme = Theme::forPalette(palette());
    QPalette own; // these two alone are the button's own: the rest goes on following the application
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive}) {
        own.setColor(group, QPalette::Button, theme.accent);
        own.setColor(group, QPalette::ButtonText, theme.onAccent);
    }
    setPalette(own);
    m_taking = false;
}

} // namespace widgets
