#pragma once

#include "flows/servicecalls.h"

#include <QFuture>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace flows {

//! A collection, as Globus Transfer describes it. Source: Transfer API, endpoint document; flow-language.md 10.
struct Collection
{
    QString id;
    QString displayName; //!< may be empty
    QString entityType;  //!< `GCSv5_mapped_collection`, …; empty if it is not said
    bool highAssurance = false;

    bool operator==(const Collection &) const = default;
    //! True if a transfer needs its user's consent to act in it: then there is a scope for that. Source:
    //! globus-auth.md 7.
    [[nodiscard]] bool wantsDataAccess() const;
};

//! Reads an endpoint document. Throws core::ApiError BadResponse if it is no JSON object.
[[nodiscard]] Collection parseCollection(QByteArray body);

//! The little of Globus Transfer that runs need. Its calls are made beside something else: nobody is asked for a
//! consent to them.
class TransferClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TransferClient)

public:
    //! \param http     must outlive the client
    //! \param baseUrl  of Transfer; net::knownEnvironments()
    TransferClient(net::HttpClient &http, const QUrl &baseUrl, QObject *parent = nullptr);

    //! What a collection is. Fails with NotFound, Unauthorized without a token for Transfer, and as any request.
    //! Source: Transfer API, GET /v0.10/endpoint/<id>.
    [[nodiscard]] QFuture<Collection> getEndpoint(const QString &endpointId, QObject *scope);

    //! Those of the collections that want data access, in the same order. Asks for all of them at once and does not
    //! fail: one that can not be looked up is not among them, because a scope that does not exist would end the whole
    //! sign-in, while a consent that is missing can be given later.
    [[nodiscard]] QFuture<QStringList> wantingDataAccess(const QStringList &collectionIds, QObject *scope);

private:
    ServiceCalls m_calls;
};

} // namespace flows
