#pragma once

#include "core/settle.h"
#include "net/tokensource.h"

#include <QList>

namespace testsupport {

//! Gives the token `token-of-<resource server>`, or a refusal, and keeps what was asked for.
class StaticTokens final : public net::TokenSource
{
public:
    QFuture<QString> token(const QString &resourceServer, const QStringList &scopes) override
    {
        asked.append({resourceServer, scopes});
        if (refusal && scopes.join(u' ').contains(refused))
            return core::failedFuture<QString>(*refusal);
        return core::readyFuture(QString(QLatin1String("token-of-") + resourceServer));
    }

    QFuture<QString> renew(const QString &, const QStringList &, const QString &) override
    {
        return core::readyFuture(QStringLiteral("another-token"));
    }

    QList<net::Requirements> asked;
    std::optional<core::ApiError> refusal; //!< what tokens for scopes with `refused` in them end in
    QString refused;
};

} // namespace testsupport
