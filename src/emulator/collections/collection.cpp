#include "emulator/collections/collection.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace emulator {

QString mappedCollectionId()
{
    return u"6c54cade-bde5-45c1-bdea-f4bd71dba2cc"_s;
}

QString guestCollectionId()
{
    return u"31ce9ba0-176d-45a5-add3-f37d233ba47d"_s;
}

QString collectionName(const QString &id)
{
    if (id == mappedCollectionId())
        return u"Instrument data"_s;
    return id == guestCollectionId() ? u"Shared results"_s : QString();
}

CollectionTable::CollectionTable(const QString &dataDirectory)
{
    const QString folder = QDir(dataDirectory).absoluteFilePath(u"collections"_s);
    add({mappedCollectionId(), collectionName(mappedCollectionId()), u"GCSv5_mapped_collection"_s,
         folder + u"/instrument-data"_s, u"What the instruments wrote. A local folder of the emulator."_s});
    add({guestCollectionId(), collectionName(guestCollectionId()), u"GCSv5_guest_collection"_s,
         folder + u"/shared-results"_s, u"Results for others to read. A local folder of the emulator."_s});
}

void CollectionTable::add(const Collection &collection)
{
    constexpr auto mine = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    const QFileInfo root(collection.rootPath);
    const bool made = !root.exists() && QDir().mkpath(collection.rootPath);
    if (made)
        QFile::setPermissions(collection.rootPath, mine);
    if ((!made && !root.isDir()) || root.isSymLink())
        m_problem =
            u"The folder %1 of the collection '%2' can not be made."_s.arg(collection.rootPath, collection.displayName);
    m_collections.append(collection);
}

std::optional<Collection> CollectionTable::findCollection(const QString &id) const
{
    const auto it = std::find_if(m_collections.cbegin(), m_collections.cend(),
                                 [&id](const Collection &one) { return one.id.compare(id, Qt::CaseInsensitive) == 0; });
    return it == m_collections.cend() ? std::nullopt : std::optional(*it);
}

} // namespace emulator
