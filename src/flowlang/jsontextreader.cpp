#include "flowlang/jsontextreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace flowlang {

namespace {

constexpr qsizetype maxMistakes = 100;
constexpr qsizetype maxValues = 2'000'000; //!< some 150 megabytes of places; no editor shows so long a text
using Kind = JsonToken::Kind;

} // namespace

void JsonTextReader::read()
{
    readLines();
    qsizetype at = m_target.m_text.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    while (!m_ended) {
        const Token token = nextToken(m_target.m_text, at);
        if (token.kind == Kind::End)
            break;
        if (m_target.m_nodes.size() >= maxValues) {
            note(u"The text has more than %1 values."_s.arg(maxValues), token.begin);
            m_ended = true;
            continue;
        }
        readToken(token);
        m_lastEnd = token.end;
        at = token.end;
    }
    finish();
}

void JsonTextReader::readLines()
{
    const QByteArray &text = m_target.m_text;
    for (qsizetype at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
        m_target.m_lines.append(at + 1);
}

void JsonTextReader::note(const QString &message, qsizetype offset)
{
    auto &mistakes = m_target.m_mistakes;
    const bool known = !mistakes.isEmpty() && mistakes.last().offset == offset;
    if (!known && mistakes.size() < maxMistakes)
        mistakes.append({message, offset});
}

void JsonTextReader::readToken(const Token &token)
{
    if (m_levels.isEmpty())
        return readRoot(token);
    switch (token.kind) {
    case Kind::Comma:
        return readComma(token);
    case Kind::Colon:
        return readColon(token);
    case Kind::CloseObject:
    case Kind::CloseArray:
        return readClose(token);
    default:
        return readValue(token);
    }
}

void JsonTextReader::readRoot(const Token &token)
{
    const bool isMark = token.kind == Kind::Comma || token.kind == Kind::Colon || token.kind == Kind::CloseObject ||
                        token.kind == Kind::CloseArray;
    if (m_hasRoot) {
        note(u"The document has ended before this."_s, token.begin);
        m_ended = true;
    } else if (isMark) {
        note(u"A value is expected here."_s, token.begin);
    } else {
        m_hasRoot = true;
        if (token.kind == Kind::OpenObject || token.kind == Kind::OpenArray)
            open(token);
        else
            readScalar(token);
    }
}

//! Ends the member or item at hand, if one is half there.
void JsonTextReader::endMember(qsizetype at)
{
    Level &level = m_levels.last();
    if (level.waiting == Waiting::Colon) {
        note(u"“:” and a value are missing behind the name."_s, m_lastEnd);
        addNode({m_lastEnd, m_lastEnd});
    } else if (level.waiting == Waiting::Value) {
        note(u"A value is missing here."_s, at);
        addNode({at, at});
    }
}

void JsonTextReader::readComma(const Token &token)
{
    const Waiting waiting = m_levels.last().waiting;
    if (waiting == Waiting::FirstOrClose || waiting == Waiting::Item)
        note(u"A value is missing before this comma."_s, token.begin);
    endMember(token.begin);
    m_levels.last().waiting = Waiting::Item;
}

void JsonTextReader::readColon(const Token &token)
{
    Level &level = m_levels.last();
    if (level.waiting != Waiting::Colon)
        return note(u"“:” is not expected here."_s, token.begin);
    level.waiting = Waiting::Value;
}

void JsonTextReader::readClose(const Token &token)
{
    const bool closesArray = token.kind == Kind::CloseArray;
    const auto fits = [closesArray](const Level &level) { return level.isArray == closesArray; };
    if (std::none_of(m_levels.crbegin(), m_levels.crend(), fits))
        return note(closesArray ? u"Nothing is open that “]” would close."_s
                                : u"Nothing is open that “}” would close."_s,
                    token.begin);
    while (!fits(m_levels.last())) { // what is inside was not closed
        note(m_levels.last().isArray ? u"“]” is missing here."_s : u"“}” is missing here."_s, token.begin);
        endMember(token.begin);
        close(token.begin);
    }
    if (m_levels.last().waiting == Waiting::Item)
        note(u"A comma stands before this, but nothing follows it."_s, token.begin);
    endMember(token.begin);
    m_target.m_nodes[m_levels.last().node].isClosed = true;
    close(token.end);
}

void JsonTextReader::readValue(const Token &token)
{
    const bool isText = token.kind == Kind::String || token.kind == Kind::Word;
    if (m_levels.last().waiting == Waiting::CommaOrClose) {
        note(u"A comma is missing before this."_s, token.begin);
        m_levels.last().waiting = Waiting::Item;
    }
    Level &level = m_levels.last();
    const bool startsMember = level.waiting == Waiting::FirstOrClose || level.waiting == Waiting::Item;
    if (!level.isArray && startsMember) {
        if (isText) {
            if (token.kind == Kind::Word)
                note(u"Names stand in double quotes."_s, token.begin);
            else if (!token.problem.isEmpty())
                note(token.problem, token.problemOffset);
            level.key = {token.begin, token.end};
            level.waiting = Waiting::Colon;
            return;
        }
        note(u"A name is missing before this."_s, token.begin);
        level.key = {token.begin, token.begin};
    }
    if (level.waiting == Waiting::Colon)
        note(u"“:” is missing before this."_s, token.begin);
    if (isText)
        readScalar(token);
    else
        open(token);
}

void JsonTextReader::readScalar(const Token &token)
{
    QString problem = token.problem;
    qsizetype offset = token.problemOffset;
    if (token.kind == Kind::Word) {
        problem = wordProblem(QByteArrayView(m_target.m_text).sliced(token.begin, token.end - token.begin));
        offset = token.begin;
    }
    if (!problem.isEmpty())
        note(problem, offset);
    addNode({token.begin, token.end});
}

void JsonTextReader::open(const Token &token)
{
    if (m_levels.size() >= m_maxDepth) {
        note(u"Nested deeper than %1 levels."_s.arg(m_maxDepth), token.begin);
        m_ended = true;
        return;
    }
    Level level;
    level.node = addNode({token.begin, token.end});
    level.isArray = token.kind == Kind::OpenArray;
    m_target.m_nodes[level.node].isArray = level.isArray;
    m_levels.append(level);
}

void JsonTextReader::close(qsizetype end)
{
    m_target.m_nodes[m_levels.last().node].value.end = end;
    m_levels.removeLast();
}

int JsonTextReader::addNode(JsonText::Span value)
{
    const int index = static_cast<int>(m_target.m_nodes.size());
    JsonText::Node node;
    node.value = value;
    if (!m_levels.isEmpty()) {
        Level &level = m_levels.last();
        JsonText::Node &parent = m_target.m_nodes[level.node];
        node.parent = level.node;
        node.index = level.count++;
        node.olderSibling = std::exchange(parent.lastChild, index);
        node.key = level.isArray ? JsonText::Span{value.begin, value.begin} : level.key;
        level.waiting = Waiting::CommaOrClose;
        level.key = {};
    }
    m_target.m_nodes.append(node);
    return index;
}

void JsonTextReader::finish()
{
    const qsizetype end = m_target.m_text.size();
    if (!m_levels.isEmpty())
        endMember(end);
    if (!m_ended && (!m_levels.isEmpty() || !m_hasRoot))
        note(u"The text ends too early."_s, end);
    while (!m_levels.isEmpty()) {
        endMember(end);
        close(end);
    }
}

} // namespace flowlang
