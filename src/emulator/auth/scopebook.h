#pragma once

#include "core/scope.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace emulator::auth {

//! Resource server of Auth's own scopes. Source: globus-auth.md 6.
[[nodiscard]] QString authResourceServer();
//! The scope that a transfer in a flow depends on. Source: globus-auth.md 7.
[[nodiscard]] QString transferAllScope();
//! A scope of the Flows service by its short name (`view_flows`). Source: flows-service.md 1.4.
[[nodiscard]] QString flowsScope(const QString &name);
//! The scope that a mapped collection wants under a transfer. Source: globus-auth.md 7.
[[nodiscard]] QString dataAccessScope(const QString &collectionId);

//! Which scopes exist, and to which resource server each belongs: those of the services, of every stored flow, and of
//! the collections that want a consent of their own.
class ScopeBook
{
public:
    using Knows = std::function<bool(const QString &id)>;

    //! \param flow              true for the id of a flow of this service, deleted ones included
    //! \param mappedCollection  true for a collection that has a data_access scope
    ScopeBook(Knows flow, Knows mappedCollection);

    //! \returns an empty text for a scope that does not exist.
    [[nodiscard]] QString resourceServerOf(const QString &scopeName) const;
    //! The client that a resource server is: the id in its scopes or, for one whose scopes are URNs, a fixed one.
    [[nodiscard]] static QString clientOf(const QString &resourceServer);
    //! The id of a scope, the same in every emulator.
    [[nodiscard]] static QString idOf(const QString &scopeName);
    //! The names, at any depth, that do not exist; each once.
    [[nodiscard]] QStringList unknownIn(const QList<core::Scope> &scopes) const;
    //! True if a scope depends on itself, at any depth.
    [[nodiscard]] static bool hasCycle(const QList<core::Scope> &scopes);

private:
    Knows m_flow;
    Knows m_mappedCollection;
};

} // namespace emulator::auth
