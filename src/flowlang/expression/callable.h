#pragma once

#include "flowlang/evaluate.h"
#include "flowlang/expression/budget.h"
#include "flowlang/expression/value.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace flowlang::expression {

//! What functions need besides their arguments.
struct Runtime
{
    const EvaluationScope &scope;
    Budget budget;
};

//! Arguments in the order of the parameters, empty where none was given.
struct Arguments
{
    std::vector<std::optional<Value>> values;
    std::vector<Value> rest; //!< of a `*name` parameter
};

//! A function or method of the language.
struct Callable
{
    QString name;
    QStringList parameters; //!< names, without the `*` one
    int required = 0;       //!< how many of them, from the front, must be given
    int positional = 0;     //!< how many of them, from the front, may be given without their name
    bool variadic = false;  //!< takes any number of arguments without name
    Value (*run)(Runtime &runtime, const Value &self,
                 const Arguments &arguments) = nullptr; //!< self: None in functions

    //! \param signature  parameters between blanks: `name` needed, `name?` not, `*` by name only from here on, `*name`
    //!                   any number
    Callable(QLatin1String callableName, QLatin1String signature,
             Value (*body)(Runtime &, const Value &, const Arguments &));
    //! Sorts arguments to the parameters. \param names  one for each value, empty for a positional one
    //! Throws Failure for a wrong number or an unknown name.
    [[nodiscard]] Arguments bind(const QStringList &names, std::vector<Value> values) const;
};

//! The functions of flow-language.md 4.3.
[[nodiscard]] const std::vector<Callable> &functions();
//! \returns null if there is no such function.
[[nodiscard]] const Callable *findFunction(QStringView name);
//! \returns null if values of this type have no such method.
[[nodiscard]] const Callable *findMethod(Value::Kind kind, QStringView name);
//! True for names that mean a method of Python's dict, so that the dot does not reach such a key
//! (flow-language.md 4.2).
[[nodiscard]] bool isObjectMethod(QStringView name);
//! True for names that the dot refuses (flow-language.md 4.2).
[[nodiscard]] bool isRefusedAttribute(QStringView name);

// The tables that findFunction() and findMethod() look in.
[[nodiscard]] const std::vector<Callable> &conversions();
[[nodiscard]] const std::vector<Callable> &aggregates();
[[nodiscard]] const std::vector<Callable> &flowFunctions();
[[nodiscard]] const std::vector<Callable> &textMethods();
[[nodiscard]] const std::vector<Callable> &textSearchMethods();
[[nodiscard]] const std::vector<Callable> &textSplitMethods();
[[nodiscard]] const std::vector<Callable> &containerMethods();

//! How many things an iteration over a value gives: characters, members, keys. Throws Failure if it can not be
//! iterated.
[[nodiscard]] std::size_t iterationSize(const Value &value);
[[nodiscard]] Value iterationItem(const Value &value, std::size_t index, Budget &budget);
//! All of them, paid for.
[[nodiscard]] Items iterate(const Value &value, Budget &budget);
//! An argument that must be an integer, or `missing` if it is not given or None. Throws Failure naming `what`.
[[nodiscard]] qint64 integerArgument(const Arguments &arguments, std::size_t index, qint64 missing, QLatin1String what);
//! An argument that must be text. Throws Failure naming `what`.
[[nodiscard]] const Text &textArgument(const Arguments &arguments, std::size_t index, QLatin1String what);

} // namespace flowlang::expression
