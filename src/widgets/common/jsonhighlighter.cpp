#include "widgets/common/jsonhighlighter.h"

#include "widgets/theme/theme.h"

#include <QEvent>
#include <QPlainTextEdit>

namespace widgets {

namespace {

//! A number as far as its beginning tells, or one of the three words.
bool isLiteral(QStringView word)
{
    if (word.startsWith(u'-'))
        word = word.sliced(1);
    if (!word.isEmpty() && word.front() >= u'0' && word.front() <= u'9')
        return true;
    return word == u"true" || word == u"false" || word == u"null";
}

} // namespace

JsonHighlighter::JsonHighlighter(QPlainTextEdit *edit)
    : QSyntaxHighlighter(edit->document())
    , m_edit(edit)
{
    edit->installEventFilter(this);
}

bool JsonHighlighter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        rehighlight();
    return QSyntaxHighlighter::eventFilter(watched, event);
}

void JsonHighlighter::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (!m_active)
        return;
    const Theme &theme = Theme::forPalette(m_edit->palette());
    qsizetype at = 0;
    while (at < text.size()) {
        const QChar c = text[at];
        if (c == u'"') {
            qsizetype end = at + 1;
            while (end < text.size() && text[end] != u'"')
                end += text[end] == u'\\' ? 2 : 1;
            end = std::min(end + 1, text.size());
            qsizetype next = end;
            while (next < text.size() && text[next].isSpace())
                ++next;
            const bool name = next < text.size() && text[next] == u':';
            setFormat(static_cast<int>(at), static_cast<int>(end - at), name ? theme.accent : theme.succeeded.ink);
            at = end;
        } else if (c.isLetterOrNumber() || c == u'-') {
            const qsizetype begin = at;
            while (at < text.size() &&
                   (text[at].isLetterOrNumber() || text[at] == u'.' || text[at] == u'-' || text[at] == u'+'))
                ++at;
            if (isLiteral(QStringView(text).sliced(begin, at - begin)))
                setFormat(static_cast<int>(begin), static_cast<int>(at - begin), theme.needsYou.ink);
        } else {
            ++at;
        }
    }
}

} // namespace widgets
