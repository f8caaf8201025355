#include "widgets/common/wrappedtext.h"

#include <QEvent>
#include <QWheelEvent>
#include <QtMath>

#include <algorithm>

namespace widgets {

namespace {

constexpr int preferredWidth = 240;
constexpr int leastLetters = 6;

void prepare(QTextDocument &document, const QFont &font)
{
    QTextOption option = document.defaultTextOption();
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document.setDefaultTextOption(option);
    document.setDefaultFont(font);
    document.setDocumentMargin(0);
}

} // namespace

WrappedText::WrappedText(QWidget *parent)
    : QTextEdit(parent)
{
    setAcceptRichText(false);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    prepare(*document(), font());
    prepare(m_measure, font());
}

void WrappedText::setText(const QString &text)
{
    if (text == m_measure.toRawText())
        return;
    setPlainText(text);
    m_measure.setPlainText(text);
    updateGeometry();
}

int WrappedText::heightForWidth(int width) const
{
    m_measure.setTextWidth(std::max(1, width));
    return qCeil(m_measure.size().height());
}

QSize WrappedText::sizeHint() const
{
    m_measure.setTextWidth(-1);
    const int width = std::min(preferredWidth, qCeil(m_measure.idealWidth()));
    return {width, heightForWidth(width)};
}

QSize WrappedText::minimumSizeHint() const
{
    return {leastLetters * fontMetrics().averageCharWidth(), fontMetrics().height()};
}

void WrappedText::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        prepare(*document(), font());
        prepare(m_measure, font());
        updateGeometry();
    }
}

//! All of it is to be seen: the wheel is for what it stands in.
void WrappedText::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

} // namespace widgets
