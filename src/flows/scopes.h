#pragma once

#include "core/scope.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace flows {

//! The scopes of the Flows service itself. Source: flows-service.md 1.4.
class FlowsScopes
{
public:
    //! The resource server of tokens with these scopes: `flows.globus.org`.
    [[nodiscard]] static QString resourceServer();
    //! The service's client id, which stands in each of its scopes.
    [[nodiscard]] static QString clientId();

    //! Everything that needs no flow's own token; what FlowsClient asks for unless told otherwise.
    [[nodiscard]] static core::Scope all();
    //! Create, update, delete and validate flows.
    [[nodiscard]] static core::Scope manageFlows();
    //! Get and list flows.
    [[nodiscard]] static core::Scope viewFlows();
    //! Deprecated by the service: it starts only flows without actions.
    [[nodiscard]] static core::Scope run();
    //! Read runs.
    [[nodiscard]] static core::Scope runStatus();
    //! Read, update, cancel and delete runs.
    [[nodiscard]] static core::Scope runManage();
    //! List and get web inputs.
    [[nodiscard]] static core::Scope webInputView();
    //! Answer web inputs.
    [[nodiscard]] static core::Scope webInputRespond();
    //! All of them, in this order.
    [[nodiscard]] static QList<core::Scope> every();
};

//! The scopes of one flow, which are needed to start, check and resume its runs. Source: flows-service.md 1.4.
class SpecificFlowScopes
{
public:
    explicit SpecificFlowScopes(QString flowId);

    //! The resource server of a flow's tokens is the flow's id.
    [[nodiscard]] QString resourceServer() const { return m_flowId; }
    //! The same string as `globus_auth_scope` in the flow's document.
    [[nodiscard]] core::Scope user() const;
    //! user(), with the optional consent that a transfer needs to read and write mapped collections:
    //! `user[*transfer all[*data_access …]]`. Auth knows `data_access` of mapped collections that are not high
    //! assurance only, and answers "Unknown Scope" for others.
    //! \returns user() for no ids, nothing if one is no UUID
    [[nodiscard]] std::optional<core::Scope> userWithDataAccess(const QStringList &collectionIds) const;

    bool operator==(const SpecificFlowScopes &) const = default;

private:
    QString m_flowId;
};

//! `urn:globus:auth:scope:transfer.api.globus.org:all`
[[nodiscard]] core::Scope transferAllScope();
//! The consent to act in a mapped collection. The id is not checked.
[[nodiscard]] core::Scope dataAccessScope(const QString &collectionId);

} // namespace flows
