#include "widgets/common/messagelabel.h"

#include "widgets/common/breakable.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QEvent>

namespace widgets {

namespace {

//! Takes Theme::muted as its text colour again whenever the palette changes.
class MutedLabel final : public QLabel
{
public:
    explicit MutedLabel(QWidget *parent)
        : QLabel(parent)
    {
        takeColour();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::PaletteChange)
            takeColour();
    }

private:
    void takeColour()
    {
        if (m_taking)
            return;
        m_taking = true;
        QPalette colours;
        colours.setColor(QPalette::WindowText, Theme::forPalette(QApplication::palette()).muted);
        setPalette(colours);
        m_taking = false;
    }

    bool m_taking = false;
};

} // namespace

MessageLabel::MessageLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setFont(smallFont(font()));
    takeColour();
    hide();
}

void MessageLabel::say(const QString &text, Tone tone)
{
    if (tone != m_tone) {
        m_tone = tone;
        takeColour();
    }
    setText(breakable(text));
    setVisible(!text.isEmpty());
}

void MessageLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        takeColour();
}

void MessageLabel::takeColour()
{
    if (m_taking)
        return;
    m_taking = true;
    const Theme &theme = Theme::forPalette(QApplication::palette());
    QPalette colours;
    colours.setColor(QPalette::WindowText, m_tone == Tone::Problem ? theme.failed.ink : theme.text);
    setPalette(colours);
    m_taking = false;
}

QLabel *mutedLabel(const QString &text, QWidget *parent)
{
    auto *label = new MutedLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(smallFont(label->font()));
    label->setText(breakable(text));
    return label;
}

} // namespace widgets
