#pragma once

#include "emulator/store/records.h"

#include <QByteArrayView>
#include <QList>

#include <functional>
#include <optional>

namespace emulator {

class Database;

//! People, clients and flows, as whom tokens stand for them. All calls throw StoreError.
class IdentityStore
{
public:
    explicit IdentityStore(Database &database);

    //! Adds an identity, or replaces the one with the same id.
    void put(const IdentityRecord &identity);
    [[nodiscard]] std::optional<IdentityRecord> find(const QString &id) const;
    //! The case does not matter.
    [[nodiscard]] std::optional<IdentityRecord> findByUsername(const QString &username) const;
    //! By user name, the first `limit` of those that are accepted.
    [[nodiscard]] QList<IdentityRecord> list(qsizetype limit,
                                             const std::function<bool(const IdentityRecord &)> &accepts) const;

private:
    Database &m_database;
};

//! Applications that may ask for tokens. All calls throw StoreError.
class ClientStore
{
public:
    explicit ClientStore(Database &database);

    //! Adds a client, or replaces the one with the same id.
    void put(const ClientRecord &client);
    [[nodiscard]] std::optional<ClientRecord> find(const QString &id) const;

private:
    Database &m_database;
};

//! Access and refresh tokens, by their hash. All calls throw StoreError.
class TokenStore
{
public:
    explicit TokenStore(Database &database);

    //! SHA-256 as hexadecimal text.
    [[nodiscard]] static QString hashOf(QByteArrayView token);

    void insert(const TokenRecord &token);
    //! \returns expired and revoked ones too.
    [[nodiscard]] std::optional<TokenRecord> find(const QString &hash) const;
    //! The client that a person signed in to for a token, over all tokens that it comes from; empty if there is no such
    //! token.
    [[nodiscard]] QString rootClient(const QString &hash) const;
    //! Ends a token and all that was issued from it; with a refresh token, also all that its client has from the same
    //! sign-in for the same resource server. \returns how many were still alive.
    int revoke(const TokenRecord &token, const QDateTime &when);
    //! Ends the tokens of one sign-in that are still alive. \returns how many.
    int revokeGrant(const QString &grantId, const QDateTime &when);
    //! Notes down that another refresh token took the place of this one.
    void replace(const QString &hash, const QDateTime &when);
    //! Lets a token live until another moment.
    void prolong(const QString &hash, const QDateTime &expiresAt);
    //! Removes what expired before a moment, but for tokens that others come from: they would be lost to revoke().
    //! \returns how many.
    int purge(const QDateTime &before);

private:
    Database &m_database;
};

//! Single values by key: the port, …. All calls throw StoreError.
class MetaStore
{
public:
    explicit MetaStore(Database &database);

    void put(const QString &key, const QString &value);
    [[nodiscard]] std::optional<QString> find(const QString &key) const;

private:
    Database &m_database;
};

} // namespace emulator
