#pragma once

#include <QtGlobal>

#include <exception>
#include <string>

namespace emulator::validation {

//! Thrown when a definition is too large to be looked through.
class BudgetSpent final : public std::exception
{
public:
    [[nodiscard]] const char *what() const noexcept override { return "emulator::validation::BudgetSpent"; }
};

//! Bounds the work and the memory of one analysis by a count: every node of a shape, and every comparison of two, is
//! paid for before it is made. A unit stands for less than 200 bytes.
class ShapeBudget
{
public:
    static constexpr qint64 most = 1'000'000;

    explicit ShapeBudget(qint64 units = most)
        : m_left(units)
        , m_units(units)
    {
    }

    //! \throws BudgetSpent, and takes nothing, if that much is not left.
    void take(qint64 units)
    {
        if (units > m_left) {
            m_refused = true;
            throw BudgetSpent();
        }
        m_left -= units;
    }
    //! For one node, or one text that is parsed.
    void takeFor(const std::string &text) { take(1 + static_cast<qint64>(text.size()) / 32); }

    [[nodiscard]] qint64 spent() const { return m_units - m_left; }
    //! True once it was asked for more than it had.
    [[nodiscard]] bool hasRefused() const { return m_refused; }

private:
    qint64 m_left;
    qint64 m_units;
    bool m_refused = false;
};

} // namespace emulator::validation
