#pragma once

#include "flowlang/expression/value.h"

#include <QString>
#include <QStringView>

#include <vector>

namespace flowlang::expression {

struct Token
{
    enum class Type {
        End,
        Name,
        Keyword,
        Number,
        String,
        FormattedString, //!< f'…': what stands between the quotes is read by the parser
        Backtick,
        Symbol
    };
    Type type = Type::End;
    qsizetype position = 0;     //!< UTF-16 units from 0 in the whole text
    QString text;               //!< the name, keyword, symbol or JSONPath
    Value value;                //!< of a Number or String
    qsizetype contentBegin = 0; //!< of a FormattedString, between the quotes
    qsizetype contentEnd = 0;
    bool raw = false; //!< of a FormattedString: rf'…'
};

//! Cuts `text` from `begin` to `end` into tokens, the last one End. Throws SyntaxError.
//! \param bracketed  line breaks are blanks from the beginning on, as within brackets
[[nodiscard]] std::vector<Token> tokenize(QStringView text, qsizetype begin, qsizetype end, bool bracketed);

//! The text of a literal between its quotes, with its escapes resolved. Throws SyntaxError.
//! \param formatted  doubled braces are single ones
[[nodiscard]] Text unescape(QStringView text, qsizetype begin, qsizetype end, bool raw, bool formatted);

} // namespace flowlang::expression
