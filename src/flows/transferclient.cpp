#include "flows/transferclient.h"

#include "core/json.h"
#include "core/settle.h"
#include "flows/answer.h"
#include "flows/idcheck.h"
#include "flows/scopes.h"

#include <QPromise>
#include <QSet>

#include <memory>

namespace flows {

namespace {

//! What is known of several collections so far.
struct Looking
{
    QStringList ids;
    QSet<QString> wanting;
    qsizetype left = 0;
    QPromise<QStringList> promise;

    void oneLess()
    {
        if (--left > 0)
            return;
        ids.removeIf([this](const QString &id) { return !wanting.contains(id); });
        promise.addResult(ids);
        promise.finish();
    }
};

} // namespace

bool Collection::wantsDataAccess() const
{
    return entityType == QLatin1String("GCSv5_mapped_collection") && !highAssurance;
}

Collection parseCollection(QByteArray body)
{
    const core::JsonParse parsed = core::parseJson(body, {1024 * 1024, 64});
    if (!parsed || !parsed.value->is_object())
        throw core::ApiError(core::ApiError::Kind::BadResponse, QStringLiteral("The collection is no JSON document."));
    const core::Json *assured = core::member(*parsed.value, "high_assurance");
    return {core::stringMember(*parsed.value, "id"), core::stringMember(*parsed.value, "display_name"),
            core::stringMember(*parsed.value, "entity_type"),
            assured != nullptr && assured->is_boolean() && assured->get<bool>()};
}

TransferClient::TransferClient(net::HttpClient &http, const QUrl &baseUrl, QObject *parent)
    : QObject(parent)
    , m_calls(http, baseUrl, QStringLiteral("transfer.api.globus.org"), transferAllScope())
{
    m_calls.setBackground(true);
}

QFuture<Collection> TransferClient::getEndpoint(const QString &endpointId, QObject *scope)
{
    if (!canBeId(endpointId))
        return core::failedFuture<Collection>(noSuchId(endpointId));
    return answer(m_calls.send({"GET", QLatin1String("v0.10/endpoint/") + endpointId}, scope), parseCollection);
}

QFuture<QStringList> TransferClient::wantingDataAccess(const QStringList &collectionIds, QObject *scope)
{
    auto looking = std::make_shared<Looking>();
    looking->ids = collectionIds;
    looking->ids.removeDuplicates();
    looking->left = looking->ids.size();
    looking->promise.start();
    QFuture<QStringList> future = looking->promise.future();
    if (looking->left == 0) {
        looking->left = 1;
        looking->oneLess();
    }
    for (const QString &id : QStringList(looking->ids)) {
        core::settle(
            getEndpoint(id, scope), scope,
            [looking, id](const Collection &collection) {
                if (collection.wantsDataAccess())
                    looking->wanting.insert(id);
                looking->oneLess();
            },
            [looking](const core::ApiError &) { looking->oneLess(); });
    }
    return future;
}

} // namespace flows
