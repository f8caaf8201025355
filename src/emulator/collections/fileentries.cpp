#include "emulator/collections/fileentries.h"

#include <array>

#include <grp.h>
#include <pwd.h>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

using Buffer = std::array<char, 16 * 1024>;

} // namespace

QString OwnerNames::user(uid_t id)
{
    const auto known = m_users.constFind(id);
    if (known != m_users.constEnd())
        return *known;
    Buffer buffer;
    struct passwd record = {};
    struct passwd *found = nullptr;
    ::getpwuid_r(id, &record, buffer.data(), buffer.size(), &found);
    return *m_users.insert(id, found != nullptr ? QString::fromLocal8Bit(found->pw_name) : QString::number(id));
}

QString OwnerNames::group(gid_t id)
{
    const auto known = m_groups.constFind(id);
    if (known != m_groups.constEnd())
        return *known;
    Buffer buffer;
    struct group record = {};
    struct group *found = nullptr;
    ::getgrgid_r(id, &record, buffer.data(), buffer.size(), &found);
    return *m_groups.insert(id, found != nullptr ? QString::fromLocal8Bit(found->gr_name) : QString::number(id));
}

FileEntry fileEntry(const QByteArray &name, const struct stat &found, OwnerNames &owners)
{
    FileEntry entry;
    entry.name = QString::fromUtf8(name);
    entry.type = S_ISDIR(found.st_mode) ? FileEntry::Type::Directory : FileEntry::Type::File;
    entry.size = found.st_size;
    entry.lastModified = QDateTime::fromMSecsSinceEpoch(
        qint64(found.st_mtim.tv_sec) * 1000 + found.st_mtim.tv_nsec / 1'000'000, Qt::UTC);
    entry.permissions = QString::number(found.st_mode & 07777, 8).rightJustified(4, u'0');
    entry.user = owners.user(found.st_uid);
    entry.group = owners.group(found.st_gid);
    return entry;
}

CollectionInfo collectionInfo(const Collection &collection)
{
    const bool guest = collection.entityType == "GCSv5_guest_collection"_L1;
    CollectionInfo info{collection.id, collection.displayName, collection.entityType, core::Json::object()};
    core::Json &document = info.document;
    document["DATA_TYPE"] = "endpoint";
    document["id"] = core::toStd(collection.id);
    document["display_name"] = core::toStd(collection.displayName);
    document["entity_type"] = core::toStd(collection.entityType);
    document["description"] = core::toStd(collection.description);
    document["default_directory"] = "/~/";
    document["mapped_collection_id"] = guest ? core::Json(core::toStd(mappedCollectionId())) : core::Json(nullptr);
    document["acl_available"] = guest;
    document["acl_editable"] = false;
    document["public"] = true;
    document["high_assurance"] = false;
    document["force_encryption"] = false;
    document["owner_id"] = nullptr;
    return info;
}

} // namespace emulator
