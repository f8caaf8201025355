#include "emulator/providers/fileproviders.h"

#include "emulator/providers/fields.h"
#include "emulator/providers/filedocuments.h"
#include "emulator/providers/filework.h"
#include "emulator/providers/taskpool.h"

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

QString resourceOf(const QString &endpoint, const QString &operation)
{
    return u"/operation/endpoint/"_s + endpoint + u'/' + operation;
}

ActionOutcome failed(const FileFailure &failure, const QString &operation, const QString &endpoint,
                     const QString &requestId)
{
    return {
        ActionOutcome::Kind::Failed,
        errorDocument(operationCode(failure, operation), failure.message, resourceOf(endpoint, operation), requestId),
        {},
        {}};
}

ActionOutcome succeeded(core::Json details)
{
    return {ActionOutcome::Kind::Succeeded, std::move(details), {}, {}};
}

core::Json listingDocument(const QList<FileEntry> &all, const LsQuery &query, const QString &endpoint,
                           const QString &path)
{
    core::Json data = core::Json::array();
    for (qsizetype i = query.offset; i < all.size() && i - query.offset < query.limit; ++i)
        data.push_back(entryDocument(all[i]));
    const auto length = data.size();
    return {{"DATA_TYPE", "file_list"},
            {"DATA", std::move(data)},
            {"length", length},
            {"total", all.size()},
            {"limit", query.limit},
            {"offset", query.offset},
            {"path", core::toStd(path)},
            {"absolute_path", core::toStd(path)},
            {"endpoint", core::toStd(endpoint)}};
}

} // namespace

std::optional<ActionOutcome> refuseCollection(const FileWork *files, const QString &id)
{
    if (files != nullptr && files->collection(id))
        return std::nullopt;
    return refusal(u"EndpointNotFound"_s,
                   u"There is no collection with the id '%1' here. The emulator knows only its own local "
                   "collections."_s.arg(id));
}

FileProvider::FileProvider(FileWork *files, TaskPool *pool)
    : m_files(files)
    , m_pool(pool)
{
}

ActionOutcome FileProvider::poll(const ActionRequest &request, ActionHost &host)
{
    return start(request, host); // never active, so never asked
}

void FileProvider::cancel(const QString &actionId)
{
    m_running.remove(actionId);
}

ActionOutcome FileProvider::inPool(const QString &actionId, std::function<ActionOutcome()> work,
                                   std::function<void(const ActionOutcome &)> then)
{
    const quint64 number = m_next++;
    m_running[actionId] = number;
    m_pool->run([this, actionId, number, work = std::move(work), then = std::move(then)]() -> TaskPool::Continuation {
        return [this, actionId, number, then, outcome = work()] {
            if (m_running.value(actionId) != number)
                return;
            m_running.remove(actionId);
            then(outcome);
        };
    });
    return {};
}

ActionOutcome LsProvider::start(const ActionRequest &request, ActionHost &host)
{
    const QString wrong = checkFields(request.body, {{"endpoint_id", Field::Kind::Text, Field::Need::Required},
                                                     {"path", Field::Kind::Text},
                                                     {"limit", Field::Kind::Integer},
                                                     {"offset", Field::Kind::Integer},
                                                     {"filter", Field::Kind::Text},
                                                     {"orderby", Field::Kind::Text},
                                                     {"show_hidden", Field::Kind::Boolean}});
    if (!wrong.isEmpty())
        return refusal(u"BadActionRequest"_s, wrong);
    const core::Json &body = request.body;
    const QString endpoint = core::stringMember(body, "endpoint_id");
    if (auto refused = refuseCollection(filesOrNull(), endpoint))
        return *refused;
    LsQuery query;
    query.limit = integerMember(body, "limit", query.limit);
    query.offset = integerMember(body, "offset", 0);
    query.showHidden = booleanMember(body, "show_hidden", true);
    query.filter = core::stringMember(body, "filter");
    query.orderby = core::stringMember(body, "orderby");
    if (const QString problem = query.problem(); !problem.isEmpty())
        return refusal(u"BadActionRequest"_s, problem);
    QString path = core::stringMember(body, "path");
    if (path.isEmpty())
        path = u"/~/"_s;
    return inPool(
        request.actionId,
        [&files = files(), endpoint, path, query, id = request.requestId] {
            const auto listed = files.list(endpoint, path);
            if (const auto *failure = std::get_if<FileFailure>(&listed))
                return failed(*failure, u"ls"_s, endpoint, id);
            return succeeded(listingDocument(query.apply(std::get<QList<FileEntry>>(listed)), query, endpoint, path));
        },
        [&host, id = request.actionId](const ActionOutcome &outcome) { host.finished(id, outcome); });
}

ActionOutcome StatProvider::start(const ActionRequest &request, ActionHost &host)
{
    const QString wrong = checkFields(request.body, {{"endpoint_id", Field::Kind::Text, Field::Need::Required},
                                                     {"path", Field::Kind::Text, Field::Need::Required}});
    if (!wrong.isEmpty())
        return refusal(u"BadActionRequest"_s, wrong);
    const QString endpoint = core::stringMember(request.body, "endpoint_id");
    if (auto refused = refuseCollection(filesOrNull(), endpoint))
        return *refused;
    const QString path = core::stringMember(request.body, "path");
    return inPool(
        request.actionId,
        [&files = files(), endpoint, path, id = request.requestId] {
            const auto found = files.stat(endpoint, path);
            if (const auto *entry = std::get_if<FileEntry>(&found))
                return succeeded(entryDocument(*entry));
            const auto &failure = std::get<FileFailure>(found);
            if (failure.problem != FileProblem::NotFound)
                return failed(failure, u"stat"_s, endpoint, id);
            return succeeded(errorDocument(u"NotFound"_s, failure.message, resourceOf(endpoint, u"stat"_s), id));
        },
        [&host, id = request.actionId](const ActionOutcome &outcome) { host.finished(id, outcome); });
}

ActionOutcome MkdirProvider::start(const ActionRequest &request, ActionHost &host)
{
    const QString wrong = checkFields(request.body, {{"endpoint_id", Field::Kind::Text, Field::Need::Required},
                                                     {"path", Field::Kind::Text, Field::Need::Required}});
    if (!wrong.isEmpty())
        return refusal(u"BadActionRequest"_s, wrong);
    const QString endpoint = core::stringMember(request.body, "endpoint_id");
    if (auto refused = refuseCollection(filesOrNull(), endpoint))
        return *refused;
    if (request.effectStarted)
        return make(request, host);
    // First a look, then the note that something may change, then the change: after a restart a directory that is
    // there is known to be our own.
    const QString path = core::stringMember(request.body, "path");
    return inPool(
        request.actionId,
        [&files = files(), endpoint, path, id = request.requestId] {
            if (std::holds_alternative<FileEntry>(files.stat(endpoint, path)))
                return failed({FileProblem::Exists, u"There is something at '%1' already."_s.arg(path), path},
                              u"mkdir"_s, endpoint, id);
            return ActionOutcome{};
        },
        [this, &host, request](const ActionOutcome &outcome) {
            if (outcome.kind != ActionOutcome::Kind::Working)
                host.finished(request.actionId, outcome);
            else if (host.beforeEffect(request.actionId))
                make(request, host);
        });
}

ActionOutcome MkdirProvider::make(const ActionRequest &request, ActionHost &host)
{
    const QString endpoint = core::stringMember(request.body, "endpoint_id");
    const QString path = core::stringMember(request.body, "path");
    return inPool(
        request.actionId,
        [&files = files(), endpoint, path, id = request.requestId, again = request.effectStarted] {
            const auto failure = files.makeDirectory(endpoint, path);
            if (failure && !(again && failure->problem == FileProblem::Exists))
                return failed(*failure, u"mkdir"_s, endpoint, id);
            core::Json details = errorDocument(u"DirectoryCreated"_s, u"The directory was created successfully"_s,
                                               resourceOf(endpoint, u"mkdir"_s), id);
            details["DATA_TYPE"] = "mkdir_result";
            return succeeded(std::move(details));
        },
        [&host, id = request.actionId](const ActionOutcome &outcome) { host.finished(id, outcome); });
}

CollectionInfoProvider::CollectionInfoProvider(FileWork *files)
    : FileProvider(files, nullptr)
{
}

ActionOutcome CollectionInfoProvider::start(const ActionRequest &request, ActionHost &)
{
    const QString wrong = checkFields(request.body, {{"endpoint_id", Field::Kind::Text, Field::Need::Required}});
    if (!wrong.isEmpty())
        return refusal(u"BadActionRequest"_s, wrong);
    const QString id = core::stringMember(request.body, "endpoint_id");
    if (auto refused = refuseCollection(filesOrNull(), id))
        return *refused;
    return succeeded(files().collection(id)->document);
}

} // namespace emulator
