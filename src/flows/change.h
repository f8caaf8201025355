#pragma once

#include <concepts>
#include <cstddef>
#include <utility>

namespace flows {

//! One field of a request that need not be sent. Three things can be said with it:
//!
//!     update.title = QStringLiteral("New"); // the value, which may be empty: QString(), QStringList()
//!     update.subscriptionId = nullptr;      // JSON null
//!     // not touched: the field is not sent, and what the service has stays
//!
//! `= {}` does not compile: it could mean the first or the last.
template<typename T>
class Change
{
public:
    Change() = default;
    Change(T value) // NOLINT(google-explicit-constructor): reads as an assignment
        : m_value(std::move(value))
        , m_state(State::Value)
    {
    }
    Change(std::nullptr_t) // NOLINT(google-explicit-constructor)
        : m_state(State::Null)
    {
    }
    Change &operator=(T value)
    {
        m_value = std::move(value);
        m_state = State::Value;
        return *this;
    }
    template<std::same_as<std::nullptr_t> Null> // a template, so that `= {}` does not mean null
    Change &operator=(Null)
    {
        m_value = T();
        m_state = State::Null;
        return *this;
    }

    //! True if the field is sent, as null or as a value.
    [[nodiscard]] bool isSet() const { return m_state != State::Unset; }
    [[nodiscard]] bool isNull() const { return m_state == State::Null; }
    //! Default-constructed unless a value was set.
    [[nodiscard]] const T &value() const { return m_value; }
    //! Leave the field alone after all.
    void reset() { *this = Change(); }

    bool operator==(const Change &) const = default;

private:
    enum class State { Unset, Null, Value };

    T m_value{};
    State m_state = State::Unset;
};

} // namespace flows
