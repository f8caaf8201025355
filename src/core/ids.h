#pragma once

#include <QString>

namespace core {

//! A random UUID in lower case without braces, as the service writes its ids.
[[nodiscard]] QString newId();
//! True for a UUID in the service's form, the nil UUID (all zero) included; the case does not matter.
[[nodiscard]] bool isUuid(QStringView text);
//! `urn:globus:auth:identity:<uuid>`
[[nodiscard]] QString identityUrn(QStringView identityId);
//! The uuid of an identity URN, or empty if it is none.
[[nodiscard]] QString identityIdOf(QStringView urn);
//! True for `urn:globus:auth:identity:<uuid>` and `urn:globus:groups:id:<uuid>`.
[[nodiscard]] bool isPrincipalUrn(QStringView text);

//! Resource server of Globus Flows. Source: flows-service.md 1.4.
[[nodiscard]] QString flowsResourceServer();
//! The scope that covers every call which needs no flow of its own. Source: flows-service.md 1.4.
[[nodiscard]] QString flowsAllScope();
//! The scope to run, validate and resume one flow; its resource server is the flow's id. Source: flows-service.md 1.4.
[[nodiscard]] QString flowUserScope(QStringView flowId);

} // namespace core
