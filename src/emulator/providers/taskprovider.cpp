#include "emulator/providers/filedocuments.h"
#include "emulator/providers/fileproviders.h"
#include "emulator/providers/taskpool.h"
#include "emulator/providers/transferproviders.h"

#include "core/clock.h"
#include "core/ids.h"

#include <QMutexLocker>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

//! What a transfer in a flow depends on, and below it each mapped collection. Source: globus-auth.md 7.
QString consentScope(const QStringList &dataAccess)
{
    const QString transfer = u"urn:globus:auth:scope:transfer.api.globus.org:all"_s;
    return transfer % u"[*"_s % dataAccess.join(u" *"_s) % u']';
}

//! Source: flows-service.md 4.3, the inactive action status.
ActionOutcome consentRequired(const QStringList &dataAccess)
{
    core::Json details = {{"code", "ConsentRequired"},
                          {"description", "Missing required data_access consent"},
                          {"required_scope", core::toStd(consentScope(dataAccess))},
                          {"resolution_url", nullptr}};
    return {ActionOutcome::Kind::Inactive, std::move(details), {}, {}};
}

} // namespace

TaskProvider::TaskProvider(FileWork *files, TaskPool *pool)
    : m_files(files)
    , m_pool(pool)
{
}

TaskProvider::~TaskProvider()
{
    for (const auto &task : std::as_const(m_tasks))
        task->progress.cancelled = true;
}

QString TaskProvider::displayName(const QString &collection) const
{
    const auto info = m_files->collection(collection);
    return info ? info->displayName : QString();
}

QStringList TaskProvider::missingConsents(const ActionRequest &request) const
{
    QStringList missing;
    // A flow that acts as itself has nobody who could be asked.
    const QString itself = core::flowUserScope(core::identityIdOf(request.creatorId));
    if (request.consents.name == itself)
        return missing;
    for (const QString &id : collections(request.body)) {
        const auto info = m_files->collection(id);
        const QString scope = u"https://auth.globus.org/scopes/"_s % id % u"/data_access"_s;
        const bool mapped = info && info->entityType == "GCSv5_mapped_collection"_L1;
        if (mapped && !missing.contains(scope) && !request.mayUse(consentScope({scope})))
            missing.append(scope);
    }
    return missing;
}

ActionOutcome TaskProvider::start(const ActionRequest &request, ActionHost &host)
{
    if (auto refused = refuse(request.body))
        return *refused;
    if (const QStringList missing = missingConsents(request); !missing.isEmpty())
        return consentRequired(missing);
    cancel(request.actionId);
    const auto task = std::make_shared<TransferTask>();
    m_tasks.insert(request.actionId, task);
    const Work look = request.effectStarted ? Work() : inspection(request);
    if (look) {
        run(request.actionId, task, host, look, [this, request, task, &host] {
            if (host.beforeEffect(request.actionId))
                launch(request, task, host);
        });
    } else {
        launch(request, task, host);
    }
    return {ActionOutcome::Kind::Active, document(request, *task), {}, {}};
}

void TaskProvider::launch(const ActionRequest &request, const std::shared_ptr<TransferTask> &task, ActionHost &host)
{
    run(request.actionId, task, host, work(request), [task, id = request.actionId, &host] {
        {
            const QMutexLocker lock(&task->mutex);
            task->done = true;
            task->completion = host.now();
        }
        host.changed(id);
    });
}

void TaskProvider::run(const QString &actionId, const std::shared_ptr<TransferTask> &task, ActionHost &host, Work work,
                       std::function<void()> then)
{
    m_pool->run(
        [this, actionId, task, &host, work = std::move(work), then = std::move(then)]() -> TaskPool::Continuation {
            auto failure = work(task->progress);
            return [this, actionId, task, &host, then, failure = std::move(failure)] {
                if (m_tasks.value(actionId) != task)
                    return; // cancelled
                if (!failure) {
                    then();
                    return;
                }
                {
                    const QMutexLocker lock(&task->mutex);
                    task->done = true;
                    task->failure = failure;
                    task->completion = host.now();
                }
                host.changed(actionId);
            };
        });
}

ActionOutcome TaskProvider::poll(const ActionRequest &request, ActionHost &host)
{
    const auto task = m_tasks.value(request.actionId);
    if (!task)
        return start(request, host);
    core::Json details = document(request, *task);
    const QMutexLocker lock(&task->mutex);
    if (!task->done)
        return {ActionOutcome::Kind::Active, std::move(details), {}, {}};
    const auto kind = task->failure ? ActionOutcome::Kind::Failed : ActionOutcome::Kind::Succeeded;
    m_tasks.remove(request.actionId);
    return {kind, std::move(details), {}, {}};
}

void TaskProvider::cancel(const QString &actionId)
{
    if (const auto task = m_tasks.take(actionId))
        task->progress.cancelled = true;
}

core::Json TaskProvider::document(const ActionRequest &request, TransferTask &task) const
{
    const QMutexLocker lock(&task.mutex);
    const FileProgress &progress = task.progress;
    const bool failed = task.failure.has_value();
    const QString nice = failed ? niceStatus(task.failure->problem) : (task.done ? QString() : u"OK"_s);
    QString label = core::stringMember(request.body, "label");
    if (label.isEmpty())
        label = u"Flow action "_s + request.actionId;
    core::Json result = {
        {"DATA_TYPE", "task"},
        {"task_id", core::toStd(request.actionId)},
        {"status", task.done ? (failed ? "FAILED" : "SUCCEEDED") : "ACTIVE"},
        {"nice_status", nice.isEmpty() ? core::Json(nullptr) : core::Json(core::toStd(nice))},
        {"nice_status_details", failed ? core::Json(core::toStd(task.failure->message)) : core::Json(nullptr)},
        {"label", core::toStd(label)},
        {"owner_id", core::toStd(request.creatorId.section(u':', -1))},
        {"files", progress.files.load()},
        {"directories", progress.directories.load()},
        {"files_transferred", progress.filesDone.load()},
        {"files_skipped", 0},
        {"bytes_transferred", progress.bytesDone.load()},
        {"faults", failed ? 1 : 0},
        {"is_ok", task.done ? core::Json(nullptr) : core::Json(true)},
        {"is_paused", false},
        {"fatal_error", nullptr},
        {"request_time", core::toStd(core::toServiceTime(request.startedAt))},
        {"completion_time",
         task.done ? core::Json(core::toStd(core::toServiceTime(task.completion))) : core::Json(nullptr)}};
    if (failed)
        result["fatal_error"] = {{"code", core::toStd(nice)}, {"description", core::toStd(task.failure->message)}};
    describe(request.body, result);
    return result;
}

} // namespace emulator
