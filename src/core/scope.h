#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace core {

//! One Globus Auth scope with its dependencies, as in `a[*b c[d]]`: `*` marks a dependency that is optional (atomically
//! revocable). Source: Globus Auth scope string syntax, globus-auth.md.
struct Scope
{
    QString name;
    bool optional = false;
    QList<Scope> dependencies;

    bool operator==(const Scope &) const = default;

    //! \returns this scope with one more dependency; one of the same name is merged.
    [[nodiscard]] Scope with(const Scope &dependency) const;
    //! The string form that Auth reads.
    [[nodiscard]] QString toString() const;
    //! True if `other`, and everything it depends on, is part of this tree.
    [[nodiscard]] bool covers(const Scope &other) const;

    //! Parses one or more scopes separated by blanks. \returns nothing if the text is malformed (unbalanced or empty
    //! brackets, a lone `*`, depth over 32). An empty text is an empty list.
    [[nodiscard]] static std::optional<QList<Scope>> parseList(QStringView text);
    //! Parses exactly one scope.
    [[nodiscard]] static std::optional<Scope> parse(QStringView text);
    //! The reverse of parseList.
    [[nodiscard]] static QString toString(const QList<Scope> &scopes);
};

} // namespace core
