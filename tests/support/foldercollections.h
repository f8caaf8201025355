#pragma once

#include "emulator/providers/filework.h"

#include <QHash>

namespace testsupport {

//! File work on plain folders, slowed down on purpose so that tests can look at work that goes on.
class FolderCollections final : public emulator::FileWork
{
public:
    //! \param pauseMs  rest before each file that is copied or removed
    explicit FolderCollections(int pauseMs = 0)
        : m_pauseMs(pauseMs)
    {
    }

    //! Makes the folder if it is not there.
    void add(const QString &id, const QString &folder);
    //! Where a path of a collection lies on the disk.
    [[nodiscard]] QString local(const QString &collection, const QString &path) const;

    [[nodiscard]] std::optional<emulator::CollectionInfo> collection(const QString &id) const override;
    [[nodiscard]] std::variant<emulator::FileEntry, emulator::FileFailure> stat(const QString &collection,
                                                                                const QString &path) const override;
    [[nodiscard]] std::variant<QList<emulator::FileEntry>, emulator::FileFailure>
    list(const QString &collection, const QString &path) const override;
    [[nodiscard]] std::optional<emulator::FileFailure> makeDirectory(const QString &collection,
                                                                     const QString &path) override;
    [[nodiscard]] std::optional<emulator::FileFailure> copy(const QString &sourceCollection, const QString &sourcePath,
                                                            const QString &targetCollection, const QString &targetPath,
                                                            Recursive recursive, const QString &token,
                                                            emulator::FileProgress &progress) override;
    [[nodiscard]] std::optional<emulator::FileFailure>
    remove(const QString &collection, const QString &path, bool recursive, emulator::FileProgress &progress) override;

private:
    [[nodiscard]] std::optional<emulator::FileFailure>
    copyFile(const QString &from, const QString &to, const QString &token, emulator::FileProgress &progress) const;

    int m_pauseMs;
    QHash<QString, QString> m_folders;
};

} // namespace testsupport
