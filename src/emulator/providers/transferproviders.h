#pragma once

#include "emulator/providers/filework.h"
#include "emulator/providers/provider.h"

#include <QHash>
#include <QMutex>

#include <memory>

namespace emulator {

class TaskPool;

//! One task of the Transfer service: the work goes on in the pool while polls read how far it is.
struct TransferTask
{
    FileProgress progress;
    QMutex mutex; //!< guards the rest
    bool done = false;
    std::optional<FileFailure> failure;
    QDateTime completion;
};

//! What transfer and delete have in common: a task in the pool whose document is the action's details. It begins when
//! whom it acts for has consented to the data of every mapped collection that it touches; until then it is INACTIVE.
class TaskProvider : public ActionProvider
{
public:
    TaskProvider(FileWork *files, TaskPool *pool);
    ~TaskProvider() override; //!< cancels all tasks

    [[nodiscard]] ActionOutcome start(const ActionRequest &request, ActionHost &host) final;
    [[nodiscard]] ActionOutcome poll(const ActionRequest &request, ActionHost &host) final;
    void cancel(const QString &actionId) final;
    [[nodiscard]] bool worksInRealTime() const final { return true; }

protected:
    using Work = std::function<std::optional<FileFailure>(FileProgress &progress)>;

    //! \returns why the body can not be accepted, if so.
    [[nodiscard]] virtual std::optional<ActionOutcome> refuse(const core::Json &body) const = 0;
    //! The collections that it touches, of a body that is good.
    [[nodiscard]] virtual QStringList collections(const core::Json &body) const = 0;
    //! Work without any change that must succeed before the first change; null if there is none.
    [[nodiscard]] virtual Work inspection(const ActionRequest &request) const = 0;
    //! The work itself; runs in a thread of the pool.
    [[nodiscard]] virtual Work work(const ActionRequest &request) const = 0;
    //! Adds what is special to this kind of task to its document.
    virtual void describe(const core::Json &body, core::Json &document) const = 0;

    [[nodiscard]] FileWork &files() const { return *m_files; }
    [[nodiscard]] const FileWork *filesOrNull() const { return m_files; }
    [[nodiscard]] QString displayName(const QString &collection) const;

private:
    //! The data_access scopes that the request lacks.
    [[nodiscard]] QStringList missingConsents(const ActionRequest &request) const;
    void launch(const ActionRequest &request, const std::shared_ptr<TransferTask> &task, ActionHost &host);
    void run(const QString &actionId, const std::shared_ptr<TransferTask> &task, ActionHost &host, Work work,
             std::function<void()> then);
    [[nodiscard]] core::Json document(const ActionRequest &request, TransferTask &task) const;

    FileWork *m_files;
    TaskPool *m_pool;
    QHash<QString, std::shared_ptr<TransferTask>> m_tasks;
};

//! `https://transfer.actions.globus.org/transfer`
class TransferProvider final : public TaskProvider
{
public:
    using TaskProvider::TaskProvider;

protected:
    [[nodiscard]] std::optional<ActionOutcome> refuse(const core::Json &body) const override;
    [[nodiscard]] QStringList collections(const core::Json &body) const override;
    [[nodiscard]] Work inspection(const ActionRequest &request) const override;
    [[nodiscard]] Work work(const ActionRequest &request) const override;
    void describe(const core::Json &body, core::Json &document) const override;
};

//! `https://transfer.actions.globus.org/delete`
class DeleteProvider final : public TaskProvider
{
public:
    using TaskProvider::TaskProvider;

protected:
    [[nodiscard]] std::optional<ActionOutcome> refuse(const core::Json &body) const override;
    [[nodiscard]] QStringList collections(const core::Json &body) const override;
    [[nodiscard]] Work inspection(const ActionRequest &request) const override;
    [[nodiscard]] Work work(const ActionRequest &request) const override;
    void describe(const core::Json &body, core::Json &document) const override;
};

} // namespace emulator
