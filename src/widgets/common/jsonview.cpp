#include "widgets/common/jsonview.h"

#include "core/jsonlayout.h"
#include "core/settle.h"
#include "widgets/common/jsonhighlighter.h"
#include "widgets/common/shownjson.h"
#include "widgets/theme/fonts.h"

#include <QScrollBar>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

constexpr qsizetype shownLimit = 1'000'000;

QString setOut(const QByteArray &text)
{
    const bool good = static_cast<bool>(core::parseJson(text));
    const core::JsonLayout layout = good ? core::setOutJson(text, shownLimit)
                                         : core::JsonLayout{text.first(std::min(text.size(), shownLimit)),
                                                            std::max<qsizetype>(0, text.size() - shownLimit)};
    const QString shown = shownJson(layout.text);
    if (layout.left == 0)
        return shown;
    return shown + u"\n… "_s + JsonView::tr("%1 more bytes are not shown").arg(layout.left);
}

} // namespace

JsonView::JsonView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new JsonHighlighter(this))
{
    setReadOnly(true);
    setFont(monospaceFont(font()));
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setTabChangesFocus(true);
}

void JsonView::setJson(const QByteArray &text)
{
    if (text == m_source && m_generation != 0)
        return;
    m_source = text;
    const quint64 generation = ++m_generation;
    core::settle(
        QtConcurrent::run([text] { return setOut(text); }), this,
        [this, generation](const QString &shown) {
            if (generation == m_generation)
                show(shown, true);
        },
        [](const core::ApiError &) {});
}

void JsonView::setNote(const QString &text)
{
    ++m_generation;
    m_source = QByteArray();
    show(text, false);
}

void JsonView::show(const QString &text, bool isJson)
{
    m_highlighter->setActive(isJson);
    if (text == toPlainText())
        return;
    const int top = verticalScrollBar()->value();
    setPlainText(text);
    verticalScrollBar()->setValue(std::min(top, verticalScrollBar()->maximum()));
}

} // namespace widgets
