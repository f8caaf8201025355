#pragma once

#include "core/scope.h"

#include <QString>

namespace emulator::auth {

class ScopeBook;

//! What a scope string asks for, or why it can not be had.
struct AskedScopes
{
    QList<core::Scope> scopes;
    bool offline = false; //!< `offline_access` was among them; it is the scope of no token
    bool unknown = false; //!< the problem is a scope that does not exist
    QString problem;      //!< a sentence; empty: all is well
};

//! Reads a scope string. At most as many scopes as any sign-in has need of, so that hostile ones cost nothing.
//! Source: globus-auth.md 6.
[[nodiscard]] AskedScopes askedScopes(const QString &text, const ScopeBook &book);

} // namespace emulator::auth
