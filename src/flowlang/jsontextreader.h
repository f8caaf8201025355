#pragma once

#include "flowlang/jsontext.h"
#include "flowlang/jsontokens.h"

namespace flowlang {

//! Fills a JsonText. Its stack is a list of its own; each open object or array knows what it waits for.
class JsonTextReader
{
public:
    JsonTextReader(JsonText &target, int maxDepth)
        : m_target(target)
        , m_maxDepth(maxDepth)
    {
    }

    void read();

private:
    using Token = JsonToken;
    enum class Waiting { FirstOrClose, Item, Colon, Value, CommaOrClose };
    struct Level
    {
        int node = -1;
        bool isArray = false;
        Waiting waiting = Waiting::FirstOrClose;
        JsonText::Span key; //!< of the member at hand
        int count = 0;
    };

    void readLines();
    void readToken(const Token &token);
    void readRoot(const Token &token);
    void readComma(const Token &token);
    void readColon(const Token &token);
    void readClose(const Token &token);
    void readValue(const Token &token);
    void readScalar(const Token &token);
    void open(const Token &token);
    void close(qsizetype end);
    void endMember(qsizetype at);
    void finish();
    int addNode(JsonText::Span value);
    void note(const QString &message, qsizetype offset);

    JsonText &m_target;
    int m_maxDepth;
    QList<Level> m_levels;
    bool m_hasRoot = false;
    bool m_ended = false;
    qsizetype m_lastEnd = 0; //!< of the piece before
};

} // namespace flowlang
