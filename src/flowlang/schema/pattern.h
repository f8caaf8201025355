#pragma once

#include <QRegularExpression>
#include <QString>

#include <optional>

namespace flowlang {

//! A regular expression of a schema, searched within bounds: it comes from whoever shared the flow. What the pattern
//! means is what the service's language (Python) makes of it; the two differ from PCRE only in rare escapes.
class Pattern
{
public:
    enum class Result { Found, Absent, TooCostly };

    //! At most 8192 characters. \returns nothing and sets `problem` to one sentence if it is no regular expression.
    [[nodiscard]] static std::optional<Pattern> compile(const QString &text, QString &problem);

    //! Searches anywhere in the text. A text over 100,000 characters, or a search that branches without end, is too
    //! costly.
    [[nodiscard]] Result search(const QString &text) const;

private:
    QRegularExpression m_expression;
};

} // namespace flowlang
