#pragma once

#include "emulator/collections/collection.h"
#include "emulator/providers/filework.h"

#include <QHash>

#include <sys/stat.h>

namespace emulator {

//! Names of users and groups by their number, each asked for once.
class OwnerNames
{
public:
    [[nodiscard]] QString user(uid_t id);
    [[nodiscard]] QString group(gid_t id);

private:
    QHash<uid_t, QString> m_users;
    QHash<gid_t, QString> m_groups;
};

//! An entry of a listing.
[[nodiscard]] FileEntry fileEntry(const QByteArray &name, const struct stat &found, OwnerNames &owners);

//! What collection_info answers. Source: flow-language.md 10, Transfer API endpoint document.
[[nodiscard]] CollectionInfo collectionInfo(const Collection &collection);

} // namespace emulator
