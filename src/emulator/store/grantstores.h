#pragma once

#include "emulator/store/grantrecords.h"

#include <QStringList>

#include <optional>

namespace emulator {

class Database;

//! Authorization codes, by their hash. All calls throw StoreError.
class CodeStore
{
public:
    explicit CodeStore(Database &database);

    void insert(const CodeRecord &code);
    //! \returns used and expired ones too.
    [[nodiscard]] std::optional<CodeRecord> find(const QString &hash) const;
    //! \returns false if it was used before, or there is no such code.
    bool use(const QString &hash, const QDateTime &when);
    //! Removes what expired before a moment.
    void purge(const QDateTime &before);

private:
    Database &m_database;
};

//! What people let clients do. All calls throw StoreError.
class ConsentStore
{
public:
    explicit ConsentStore(Database &database);

    //! Adds a consent below its path (id 0, the ids above it in the path), or widens the one that is there: what is
    //! required wins over what is optional. \returns it as it is stored now.
    ConsentRecord put(const ConsentRecord &consent);
    //! Notes down that tokens were issued under the consents for some scopes.
    //! \param holder  the client that holds them, in the trees of the root client
    void use(const QString &identityId, const QString &rootClient, const QString &holder, const QStringList &scopeNames,
             const QDateTime &when);
    //! Oldest first. \param rootClient  empty: of every client
    [[nodiscard]] QList<ConsentRecord> of(const QString &identityId, const QString &rootClient) const;

private:
    Database &m_database;
};

//! Groups of people. All calls throw StoreError.
class GroupStore
{
public:
    explicit GroupStore(Database &database);

    void put(const QString &id, const QString &name);
    [[nodiscard]] bool exists(const QString &id) const;
    //! \param role  `admin`, `manager` or `member`
    void putMember(const QString &groupId, const QString &identityId, const QString &role);
    //! The groups that one of the identities belongs to, each once.
    [[nodiscard]] QStringList groupsOf(const QStringList &identityIds) const;

private:
    Database &m_database;
};

} // namespace emulator
