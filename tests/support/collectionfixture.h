#pragma once

#include "emulator/collections/collectionfs.h"

#include <QTemporaryDir>

namespace testsupport {

//! The two collections in a temporary folder, and what tests do to their files behind the emulator's back.
class CollectionFixture
{
public:
    CollectionFixture();

    [[nodiscard]] emulator::CollectionFs &fs() { return *m_fs; }
    //! A path on this machine below the mapped (or the guest) collection.
    [[nodiscard]] QString source(const QString &path = {}) const;
    [[nodiscard]] QString target(const QString &path = {}) const;
    //! The folder that holds both, and what is outside of them.
    [[nodiscard]] QString outside(const QString &path = {}) const;

    //! Copies from the mapped to the guest collection.
    std::optional<emulator::FileFailure>
    copy(const QString &from, const QString &to,
         emulator::FileWork::Recursive recursive = emulator::FileWork::Recursive::BySource,
         const QString &token = QStringLiteral("task-0"));
    //! Of the last copy.
    [[nodiscard]] emulator::FileProgress &progress() { return *m_progress; }
    //! Starts counting anew.
    void resetProgress() { m_progress = std::make_unique<emulator::FileProgress>(); }

    //! Writes a file, making its folders.
    static void write(const QString &path, const QByteArray &content);
    //! What a file holds, or a null array.
    [[nodiscard]] static QByteArray read(const QString &path);
    //! All that is below a folder, sorted; folders end with a slash.
    [[nodiscard]] static QStringList tree(const QString &folder);

private:
    QTemporaryDir m_folder;
    std::unique_ptr<emulator::CollectionFs> m_fs;
    std::unique_ptr<emulator::FileProgress> m_progress;
};

//! The problem of a result, or nothing if it succeeded.
std::optional<emulator::FileProblem> problemOf(const std::optional<emulator::FileFailure> &failure);
template<typename T>
std::optional<emulator::FileProblem> problemOf(const std::variant<T, emulator::FileFailure> &result)
{
    const auto *failure = std::get_if<emulator::FileFailure>(&result);
    return failure == nullptr ? std::nullopt : std::optional(failure->problem);
}

} // namespace testsupport
