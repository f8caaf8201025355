#pragma once

#include <QString>
#include <QStringList>

namespace models {

//! The strongest of a person's roles on a flow in one word: `Owner`, `Administrator`, `Starter`, `Viewer`, …. Both
//! spellings of the service are read; a role that is not known stands for itself; empty for none.
//! Source: flows-service.md 2.1.1.
[[nodiscard]] QString roleWord(const QStringList &roles);
//! May start runs: starter, administrator, owner. Source: flows-service.md 5.1.
[[nodiscard]] bool mayStart(const QStringList &roles);

//! A principal URN for people: `you`, else what of it is worth showing without a look-up, the identity's or group's id.
//! \param ownUrn  who is looking; empty if that is not known
[[nodiscard]] QString principalWords(const QString &urn, const QString &ownUrn = {});

} // namespace models
