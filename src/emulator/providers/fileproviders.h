#pragma once

#include "emulator/providers/provider.h"

#include <QHash>

#include <functional>

namespace emulator {

class FileWork;
class TaskPool;

//! The body's collection, or the refusal that names it.
[[nodiscard]] std::optional<ActionOutcome> refuseCollection(const FileWork *files, const QString &id);

//! A provider of the Transfer service that answers one request at once. Its file work is done in the pool.
class FileProvider : public ActionProvider
{
public:
    FileProvider(FileWork *files, TaskPool *pool);

    [[nodiscard]] ActionOutcome poll(const ActionRequest &request, ActionHost &host) override;
    void cancel(const QString &actionId) override;
    [[nodiscard]] bool worksInRealTime() const override { return true; }

protected:
    //! Does the work in the pool, then hands the outcome on, unless the action was cancelled meanwhile.
    ActionOutcome inPool(const QString &actionId, std::function<ActionOutcome()> work,
                         std::function<void(const ActionOutcome &)> then);
    [[nodiscard]] FileWork &files() const { return *m_files; }
    [[nodiscard]] const FileWork *filesOrNull() const { return m_files; }

private:
    FileWork *m_files;
    TaskPool *m_pool;
    QHash<QString, quint64> m_running; //!< action → number of the work that may answer for it
    quint64 m_next = 1;
};

//! `…/ls`: one page of a directory.
class LsProvider final : public FileProvider
{
public:
    using FileProvider::FileProvider;
    [[nodiscard]] ActionOutcome start(const ActionRequest &request, ActionHost &host) override;
};

//! `…/stat`: one entry. A path that is not there is a success with the code NotFound (flow-language.md 10.1).
class StatProvider final : public FileProvider
{
public:
    using FileProvider::FileProvider;
    [[nodiscard]] ActionOutcome start(const ActionRequest &request, ActionHost &host) override;
};

//! `…/mkdir`: makes one directory, which must not be there yet.
class MkdirProvider final : public FileProvider
{
public:
    using FileProvider::FileProvider;
    [[nodiscard]] ActionOutcome start(const ActionRequest &request, ActionHost &host) override;

private:
    ActionOutcome make(const ActionRequest &request, ActionHost &host);
};

//! `…/collection_info`
class CollectionInfoProvider final : public FileProvider
{
public:
    explicit CollectionInfoProvider(FileWork *files);
    [[nodiscard]] ActionOutcome start(const ActionRequest &request, ActionHost &host) override;
};

} // namespace emulator
