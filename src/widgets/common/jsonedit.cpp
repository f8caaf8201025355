#include "widgets/common/jsonedit.h"

#include "widgets/common/jsonhighlighter.h"
#include "widgets/common/shownjson.h"
#include "widgets/theme/fonts.h"

#include <QSignalBlocker>
#include <QTextBlock>

namespace widgets {

JsonEdit::JsonEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setFont(monospaceFont(font()));
    setTabChangesFocus(true);
    new JsonHighlighter(this);
}

void JsonEdit::setJson(const std::optional<core::Json> &value)
{
    const QSignalBlocker blocker(this);
    setPlainText(value ? shownJson(core::toPrettyBytes(*value)) : QString());
}

void JsonEdit::setText(const QByteArray &text)
{
    setPlainText(shownJson(text));
}

QByteArray JsonEdit::json() const
{
    return typedJson(*document());
}

void JsonEdit::showPlace(int line, int column)
{
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::MoveAnchor, std::min(column - 1, block.length() - 1));
    setTextCursor(cursor);
    ensureCursorVisible();
}

} // namespace widgets
