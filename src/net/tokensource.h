#pragma once

#include <QByteArray>
#include <QFuture>
#include <QString>
#include <QStringList>

namespace net {

//! What a request needs before the service will answer it.
struct Requirements
{
    QString resourceServer; //!< `flows.globus.org`, or a flow's id
    QStringList scopes;     //!< scope strings, dependencies included; empty: whatever the token there is carries
    //! What the service asked for in a 403, as a JSON object with the members of a Globus Auth requirements error
    //! (`required_scopes`, `session_required_policies`, `session_message`, …). Set by HttpClient for the Authorizer;
    //! data of the server, to be checked. Empty if it asked for nothing in particular.
    QByteArray authorizationParameters = {};

    bool operator==(const Requirements &) const = default;
};

//! Gives access tokens. The only place that requests get them from; views never see one.
class TokenSource
{
public:
    virtual ~TokenSource() = default;
    //! A token that is valid now for that resource server and covers the scopes. Several callers at once cause one
    //! request. Fails with Unauthorized when a person has to sign in or consent first, else Network, Timeout, …
    [[nodiscard]] virtual QFuture<QString> token(const QString &resourceServer, const QStringList &scopes) = 0;
    //! Called when `rejected` was answered with 401: the token is forgotten and another one obtained. A `rejected` that
    //! is no longer the current token leads to the current one, without a request.
    [[nodiscard]] virtual QFuture<QString> renew(const QString &resourceServer, const QStringList &scopes,
                                                 const QString &rejected) = 0;
};

//! Asks a person for what a request lacks: sign-in, consent, a session that satisfies a policy.
class Authorizer
{
public:
    virtual ~Authorizer() = default;
    //! Finishes when the requirements hold; fails with Cancelled or Unauthorized when the person declined. Called for
    //! other requirements while a person is being asked for some: what is asked together, and what later, is decided
    //! here.
    [[nodiscard]] virtual QFuture<void> obtain(const Requirements &requirements) = 0;
};

} // namespace net
