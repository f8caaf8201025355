#pragma once

#include "core/clock.h"
#include "core/scope.h"

#include <QList>
#include <QString>

namespace emulator {
class Database;
}

namespace emulator::auth {

class ScopeBook;

//! What people let clients do, beyond the life of a token: a consent given once holds for later sign-ins to the same
//! client. All calls throw StoreError. Source: globus-auth.md 3.7, 10.
class ConsentBook
{
public:
    ConsentBook(Database &database, const ScopeBook &book, const core::Clock &clock);

    //! Notes down that a person lets a client have these scopes, each with what it depends on.
    void record(const QString &clientId, const QString &identityId, const QList<core::Scope> &scopes, bool offline);
    //! Notes down that tokens for the scopes were issued to the client that holds the consents for them: the one that
    //! was signed in to, or a resource server below it.
    void use(const QString &rootClient, const QString &identityId, const QString &holder,
             const QList<core::Scope> &scopes);
    //! Whether the person let this client have the scopes, with all that they depend on, before.
    //! \param offline  also while the person is away
    [[nodiscard]] bool holds(const QString &clientId, const QString &identityId, const QList<core::Scope> &scopes,
                             bool offline) const;
    //! The scopes with all that the person ever let them depend on, by this client.
    [[nodiscard]] QList<core::Scope> widened(const QString &clientId, const QString &identityId,
                                             const QList<core::Scope> &scopes) const;

private:
    //! A root, with all below it.
    struct Tree
    {
        core::Scope scope;
        bool allowsRefresh = false;
    };
    [[nodiscard]] QList<Tree> trees(const QString &clientId, const QString &identityId) const;

    Database &m_database;
    const ScopeBook &m_book;
    const core::Clock &m_clock;
};

} // namespace emulator::auth
