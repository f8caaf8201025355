#include "flowlang/jsontext.h"

#include "flowlang/jsontextreader.h"

#include <algorithm>

namespace flowlang {

namespace {

//! Code points in valid UTF-8; in anything else the bytes that begin one.
int charactersIn(QByteArrayView text)
{
    return static_cast<int>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

JsonText::JsonText(const QByteArray &text, int maxDepth)
    : m_text(text)
{
    JsonTextReader(*this, maxDepth).read();
}

QList<TextError> JsonText::errors() const
{
    QList<TextError> errors;
    for (const Mistake &mistake : m_mistakes) {
        const TextRange at = positionOf(mistake.offset);
        errors.append({mistake.message, mistake.offset, at.line, at.column});
    }
    return errors;
}

TextRange JsonText::positionOf(qsizetype offset) const
{
    const qsizetype at = std::clamp<qsizetype>(offset, 0, m_text.size());
    const auto next = std::upper_bound(m_lines.begin(), m_lines.end(), at);
    const qsizetype lineBegin = *std::prev(next);
    return {at, at, static_cast<int>(next - m_lines.begin()),
            charactersIn(QByteArrayView(m_text).sliced(lineBegin, at - lineBegin)) + 1};
}

qsizetype JsonText::offsetOf(int line, int column) const
{
    const qsizetype index = std::clamp<qsizetype>(line, 1, m_lines.size()) - 1;
    const bool isLast = index + 1 == m_lines.size();
    const qsizetype end = isLast ? m_text.size() : m_lines[index + 1] - 1;
    qsizetype at = m_lines[index];
    for (int left = column - 1; left > 0 && at < end; --left) {
        do {
            ++at;
        } while (at < end && (static_cast<unsigned char>(m_text[at]) & 0xC0) == 0x80);
    }
    return at;
}

TextRange JsonText::rangeOf(const Span &span) const
{
    TextRange range = positionOf(span.begin);
    range.end = span.end;
    return range;
}

//! The name without its quotes and escapes. A broken one is taken as it stands.
QString JsonText::keyOf(const Node &node) const
{
    const QByteArray written = m_text.mid(node.key.begin, node.key.end - node.key.begin);
    if (!written.startsWith('"'))
        return QString::fromUtf8(written);
    const core::JsonParse parsed = core::parseJson(written);
    if (parsed && parsed.value->is_string())
        return core::toQString(parsed.value->get_ref<const std::string &>());
    return QString::fromUtf8(written.mid(1, written.size() - (written.size() > 1 && written.endsWith('"') ? 2 : 1)));
}

int JsonText::childOf(const Node &node, QStringView token) const
{
    bool isIndex = false;
    const int index = token.toInt(&isIndex);
    const QString key = node.isArray ? QString() : core::pointerKey(token);
    const QByteArray plain = '"' + key.toUtf8() + '"'; // spares taking most names apart
    for (int child = node.lastChild; child >= 0; child = m_nodes[child].olderSibling) {
        const Node &candidate = m_nodes[child];
        if (node.isArray) {
            if (isIndex && candidate.index == index)
                return child;
            continue;
        }
        const QByteArrayView written =
            QByteArrayView(m_text).sliced(candidate.key.begin, candidate.key.end - candidate.key.begin);
        const bool mayDiffer = written.contains('\\') || !written.startsWith('"');
        if (!written.isEmpty() && (mayDiffer ? keyOf(candidate) == key : written == plain))
            return child;
    }
    return -1;
}

std::optional<JsonPlace> JsonText::find(QStringView pointer) const
{
    if (m_nodes.isEmpty() || (!pointer.isEmpty() && !pointer.startsWith(u'/')))
        return {};
    int node = 0;
    if (!pointer.isEmpty()) {
        for (const QStringView token : pointer.sliced(1).split(u'/')) {
            node = childOf(m_nodes[node], token);
            if (node < 0)
                return {};
        }
    }
    return JsonPlace{rangeOf(m_nodes[node].key), rangeOf(m_nodes[node].value)};
}

QString JsonText::pointerAt(qsizetype offset) const
{
    const auto behind = std::upper_bound(m_nodes.begin(), m_nodes.end(), offset,
                                         [](qsizetype at, const Node &node) { return at < node.begin(); });
    if (behind == m_nodes.begin())
        return {};
    int node = static_cast<int>(behind - m_nodes.begin()) - 1;
    // Behind a bracket one is outside; behind a text or number one may still be typing it.
    const auto covers = [offset](const Node &n) {
        return n.isClosed ? offset < n.value.end : offset <= std::max(n.key.end, n.value.end);
    };
    while (m_nodes[node].parent >= 0 && !covers(m_nodes[node]))
        node = m_nodes[node].parent;
    return pointerOf(node);
}

QString JsonText::pointerOf(int node) const
{
    QStringList tokens;
    for (; m_nodes[node].parent >= 0; node = m_nodes[node].parent) {
        const Node &at = m_nodes[node];
        const bool inArray = m_nodes[at.parent].isArray;
        tokens.prepend(inArray ? QString::number(at.index) : core::pointerToken(keyOf(at)));
    }
    return tokens.isEmpty() ? QString() : QString(u'/' + tokens.join(u'/'));
}

} // namespace flowlang
