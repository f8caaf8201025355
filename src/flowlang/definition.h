#pragma once

#include "core/json.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace flowlang {

enum class StateType { Action, AwaitWebInput, CreateWebInput, Choice, ExpressionEval, Fail, Pass, Wait, Unknown };

//! One catcher of a state. Source: flow-language.md 7.2.
struct Catcher
{
    QStringList errors; //!< ErrorEquals
    QString next;       //!< empty if missing
    QString resultPath; //!< empty: `$`
};

//! One state of a definition, read tolerantly: what is missing or mistyped is empty, and `raw` keeps all of it.
struct State
{
    QString name;
    StateType type = StateType::Unknown;
    QString typeName; //!< as written
    QString next;     //!< empty if there is none
    bool end = false; //!< End: true
    QList<Catcher> catchers;
    core::Json raw; //!< the state's own object

    //! ActionUrl or the handler's Url, without trailing slashes; empty if this is no such action.
    [[nodiscard]] QString actionUrl() const;
    //! What the second line of a box says: `transfer · ls`, `3 m`, …; empty if there is nothing to say.
    [[nodiscard]] QString subtitle() const;
};

//! A flow definition as far as it can be understood. Never fails: a broken document gives an empty or partial one;
//! what is wrong with it is a linter's business.
class Definition
{
public:
    Definition() = default;
    //! Reads states in document order.
    [[nodiscard]] static Definition fromJson(const core::Json &document);

    [[nodiscard]] const QString &startAt() const { return m_startAt; }
    [[nodiscard]] const QString &comment() const { return m_comment; }
    [[nodiscard]] const QList<State> &states() const { return m_states; }
    //! \returns null if there is no such state.
    [[nodiscard]] const State *state(QStringView name) const;

private:
    QString m_startAt;
    QString m_comment;
    QList<State> m_states;
};

[[nodiscard]] StateType stateType(QStringView name);
[[nodiscard]] QString stateTypeName(StateType type);

//! A choice rule in words, for people: `total = 0`, `status is "FAILED"`, `not (a present)`. Never longer than the rule
//! needs; not shortened. Source of the operators: flow-language.md 5.
[[nodiscard]] QString conditionText(const core::Json &rule);

//! A duration in plain words: `12 s`, `3 m 20 s`, `2 h 5 m`, `3 d`.
[[nodiscard]] QString durationText(qint64 seconds);

} // namespace flowlang
