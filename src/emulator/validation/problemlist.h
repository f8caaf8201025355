#pragma once

#include "emulator/http/response.h"

namespace emulator::validation {

//! What is wrong with a definition, each problem with its place from the request's document on:
//! `["definition", "States", "A", "Next"]`. At most a hundred: nobody reads more.
class ProblemList
{
public:
    void add(core::Json loc, const QString &msg, const QString &type = QStringLiteral("value_error"),
             core::Json ctx = nullptr);

    [[nodiscard]] bool isEmpty() const { return m_problems.isEmpty(); }
    [[nodiscard]] bool isFull() const { return m_problems.size() >= most; }
    [[nodiscard]] const QList<http::Problem> &problems() const { return m_problems; }

private:
    static constexpr qsizetype most = 100;

    QList<http::Problem> m_problems;
};

//! A place with one more step: a key or an index.
[[nodiscard]] core::Json below(core::Json loc, core::Json step);

} // namespace emulator::validation
