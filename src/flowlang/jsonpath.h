#pragma once

#include "core/json.h"

#include <QList>
#include <QString>

#include <optional>
#include <string>
#include <variant>

namespace flowlang {

//! One step of a JSONPath.
struct PathStep
{
    enum class Kind { Child, Index, Slice, Wildcard, Descent, Filter };
    Kind kind = Kind::Child;
    std::string name;           //!< Child: the key, UTF-8
    qint64 index = 0;           //!< Index: negative counts from the end
    std::optional<qint64> from; //!< Slice, as in Python
    std::optional<qint64> to;
    qint64 step = 1; //!< Slice: never 0
    QString filter;  //!< Filter: the text between the brackets
};

//! Why a text is no path. Offset in characters from 0.
struct PathError
{
    QString message; //!< one sentence
    qsizetype offset = 0;
};

//! A parsed JSONPath. Source: flow-language.md 3.1 and 3.2.
struct JsonPath
{
    QList<PathStep> steps; //!< empty: `$`, the whole run state

    //! Accepts at most 4096 characters and 256 steps.
    [[nodiscard]] static std::variant<JsonPath, PathError> parse(QStringView text);

    //! True if it can lead to one place at most: children and indices only.
    [[nodiscard]] bool isDefinite() const;
    //! True if it begins with `_context`, the read-only document beside the run state.
    [[nodiscard]] bool isContext() const;
    //! Why it may not be written to, in one sentence; empty if it may. Source: flow-language.md 3.2.
    [[nodiscard]] QString writeProblem() const;
    //! What it uses that no published flow does (wildcards, `..`), for a linter's warning; empty if nothing.
    [[nodiscard]] QString unusual() const;
    //! Why it can not be read, in one sentence: filters; empty if it can.
    [[nodiscard]] QString readProblem() const;
};

//! True if arrays and objects are nested deeper than `levels`.
[[nodiscard]] bool isDeeperThan(const core::Json &value, int levels);

//! Bounds what evaluation may copy, so that a small definition can not make a huge document.
class CopyBudget
{
public:
    //! \returns false when the value does not fit any more.
    [[nodiscard]] bool spend(const core::Json &value);

private:
    qint64 m_left = 32 * 1024 * 1024; //!< bytes, roughly; the run state may have 200 KB (flow-language.md 1.4)
};

} // namespace flowlang
