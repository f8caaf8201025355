#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace emulator {

//! A local collection: a folder below the data directory.
struct Collection
{
    QString id;
    QString displayName;
    QString entityType; //!< `GCSv5_mapped_collection` or `GCSv5_guest_collection`
    QString rootPath;   //!< absolute, on this machine
    QString description;
};

//! The id of the collection that wants data_access; the same in every data directory.
[[nodiscard]] QString mappedCollectionId();
//! The id of the guest collection; the same in every data directory.
[[nodiscard]] QString guestCollectionId();

//! The name of one of the two; empty for another id.
[[nodiscard]] QString collectionName(const QString &id);

//! The collections of one data directory, each a folder `collections/<name>` in it.
class CollectionTable
{
public:
    //! Makes the folders that are missing, for this user alone.
    explicit CollectionTable(const QString &dataDirectory);

    //! Why the collections can not be used, in one sentence; empty if they can.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] const QList<Collection> &collections() const { return m_collections; }
    [[nodiscard]] std::optional<Collection> findCollection(const QString &id) const;

private:
    void add(const Collection &collection);

    QList<Collection> m_collections;
    QString m_problem;
};

} // namespace emulator
