#include "widgets/form/startcontroller.h"

#include "core/ids.h"
#include "core/settle.h"
#include "flows/flowsclient.h"
#include "flows/runstarter.h"
#include "flows/specificflowclient.h"
#include "flows/transferclient.h"

#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;

//! Resources of a static library are not registered by themselves.
static void registerResources()
{
    Q_INIT_RESOURCE(examples);
}

namespace widgets {

namespace {

constexpr qsizetype keptCollections = 20;

//! Ids of all `globus-collection`-like objects in an input.
void collectIds(const core::Json &value, QStringList &ids, int depth = 0)
{
    if (depth > 16)
        return;
    const QString id = core::stringMember(value, "id");
    if (!id.isEmpty() && core::member(value, "path") != nullptr)
        ids.append(id);
    if (value.is_object() || value.is_array()) {
        for (const core::Json &inner : value)
            collectIds(inner, ids, depth + 1);
    }
}

//! The collections of an input that a transfer might want a consent for.
QStringList collectionsIn(const core::Json &input)
{
    QStringList ids;
    collectIds(input, ids);
    ids.removeIf([](const QString &id) { return !core::isUuid(id); });
    ids.removeDuplicates();
    return ids.first(std::min(ids.size(), keptCollections));
}

QByteArray resourceText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QByteArray exampleInput(const core::Json &definition)
{
    registerResources();
    QDirIterator folders(u":/examples"_s, QDir::Dirs | QDir::NoDotAndDotDot);
    while (folders.hasNext()) {
        const QString folder = folders.next();
        if (core::parseJson(resourceText(folder + u"/definition.json"_s)).value == definition)
            return resourceText(folder + u"/input.json"_s);
    }
    return {};
}

//! Empty if the flow is none of the examples.
static QByteArray exampleInputOf(const flows::Flow &flow)
{
    const std::optional<core::Json> definition = flow.definition.json();
    return definition ? exampleInput(*definition) : QByteArray();
}

StartController::StartController(flows::FlowsClient &client, flows::TransferClient *transfer, const QUuid &profile,
                                 QWidget *window)
    : QObject(window)
    , m_client(client)
    , m_transfer(transfer)
    , m_window(window)
    , m_collections("start/collections", QStringList(), profile)
{
}

StartController::~StartController()
{
    for (const QPointer<StartDialog> &dialog : std::as_const(m_dialogs))
        delete dialog.data(); // with the starter that may be waiting for an answer in it
}

StartDialog *StartController::open(const flows::Flow &flow, const flows::RawJson &input)
{
    StartDialog *dialog = m_dialogs.value(flow.id);
    const bool isNew = dialog == nullptr;
    if (isNew)
        dialog = make(flow);
    if (!input.isNullOrEmpty())
        startAgain(dialog, flow, input, isNew);
    else if (const auto draft = m_drafts.constFind(flow.id); isNew && draft != m_drafts.constEnd())
        dialog->setDraft(*draft);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return dialog;
}

StartDialog *StartController::make(const flows::Flow &flow)
{
    QStringList known = m_collections.value();
    collectIds( // who has started nothing yet can choose one, too
        core::parseJson(exampleInputOf(flow)).value.value_or(core::Json()), known);
    known.removeDuplicates();
    auto *dialog = new StartDialog(flow, FormContext{known}, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialogs.insert(flow.id, dialog);
    offerInputs(dialog, flow);
    connect(dialog, &StartDialog::startRequested, this,
            [this, dialog, flow](const flows::RunRequest &request) { lookUpAndSend(dialog, flow, request); });
    connect(dialog, &QDialog::rejected, this, [this, dialog, id = flow.id] {
        if (dialog->isUntouched())
            m_drafts.remove(id);
        else
            m_drafts.insert(id, dialog->draft());
    });
    return dialog;
}

void StartController::startAgain(StartDialog *dialog, const flows::Flow &flow, const flows::RawJson &input, bool isNew)
{
    const QString name = tr("The run's input");
    dialog->offerInput(name, input.bytes());
    if (const auto draft = m_drafts.constFind(flow.id); isNew && draft != m_drafts.constEnd())
        dialog->offerInput(tr("What was typed last"), core::toBytes(draft->request.body));
    if (isNew || dialog->isUntouched())
        dialog->fillFrom(name, input.bytes());
    else if (!dialog->isBusy())
        dialog->say(tr("What you typed was kept. The run's input is under “Fill from”."));
}

void StartController::offerInputs(StartDialog *dialog, const flows::Flow &flow)
{
    if (const QByteArray input = exampleInputOf(flow); !input.isEmpty())
        dialog->offerInput(tr("The example's input"), input);
    // The newest run's input is offered when it is known; the dialog does not wait for it.
    flows::ListRunsQuery query;
    query.flowIds = {flow.id};
    query.orderBy = {u"start_time DESC"_s};
    query.perPage = 1;
    core::settle(
        m_client.background().listRuns(query, {}, dialog), dialog,
        [this, dialog](const flows::Page<flows::Run> &page) {
            if (page.items.isEmpty())
                return;
            core::settle(
                m_client.background().getRunLogs(page.items.first().runId, flows::RunLogQuery{1, false}, {}, dialog),
                dialog,
                [dialog](const flows::Page<flows::RunLogEntry> &log) {
                    const flows::RawJson input = log.items.isEmpty() ? flows::RawJson() : log.items.first().payload;
                    if (input.view().startsWith("{"))
                        dialog->offerInput(tr("The last run's input"), input.bytes());
                },
                [](const core::ApiError &) {}); // an offer less
        },
        [](const core::ApiError &) {});
}

//! Only some collections have a scope, an input does not say which, and a scope that does not exist ends a sign-in on
//! an error page that leads nowhere.
void StartController::lookUpAndSend(StartDialog *dialog, const flows::Flow &flow, const flows::RunRequest &request)
{
    const QStringList ids = collectionsIn(request.body);
    if (ids.isEmpty() || m_transfer == nullptr) {
        send(dialog, flow, request, {});
        return;
    }
    dialog->setBusy(tr("Looking up the collections…"));
    const auto go = [this, dialog, flow, request](const QStringList &consents) {
        send(dialog, flow, request, consents);
    };
    core::settle(m_transfer->wantingDataAccess(ids, dialog), dialog, go,
                 [go](const core::ApiError &) { go(QStringList()); });
}

void StartController::send(StartDialog *dialog, const flows::Flow &flow, const flows::RunRequest &request,
                           const QStringList &consents)
{
    // Lives as long as the dialog: closing it while it waits gives the waiting up.
    auto *client = new flows::SpecificFlowClient(m_client.http(), m_client.baseUrl(), flow.id, dialog);
    (void)client->addAppTransferDataAccessScope(consents); // they are UUIDs
    auto *starter = new flows::RunStarter(m_client, *client, dialog);
    if (m_lookDelays)
        starter->setDelays(*m_lookDelays);
    const auto done = [client, starter] {
        starter->deleteLater();
        client->deleteLater();
    };
    dialog->setBusy(tr("Starting…"));
    connect(starter, &flows::RunStarter::reconciling, dialog,
            [dialog] { dialog->setBusy(tr("The answer does not say whether the run was started. Looking for it…")); });
    connect(starter, &flows::RunStarter::started, this, [=, this](const flows::Run &run, bool reconciled) {
        done();
        remember(request.body);
        m_drafts.remove(flow.id);
        m_startedIds.insert(run.runId);
        if (reconciled)
            Q_EMIT notice(tr("The answer was lost or could not be understood, but the run was started."), {});
        dialog->accept();
        Q_EMIT started(run);
    });
    connect(starter, &flows::RunStarter::notFound, dialog, [=] {
        done();
        dialog->showFailure({tr("The answer was lost or could not be understood, and there is no such run."),
                             tr("You can start it again."),
                             {}},
                            {});
    });
    connect(starter, &flows::RunStarter::failed, dialog, [=, this](const core::ApiError &error) {
        done();
        if (error.kind == core::ApiError::Kind::Ambiguous)
            dialog->showUndecided(errorText(error));
        else
            dialog->showFailure(errorText(error), locatedFindings(error));
    });
    connect(dialog, &StartDialog::waitingAbandoned, starter, [=, this] {
        Q_EMIT notice(
            tr("The request to start “%1” was on its way. Look under Runs whether it was started.").arg(flow.title),
            {});
    });
    starter->start(request, m_startedIds);
}

void StartController::remember(const core::Json &input)
{
    QStringList ids;
    collectIds(input, ids);
    ids += m_collections.value();
    ids.removeDuplicates();
    m_collections.setValue(ids.first(std::min(ids.size(), keptCollections)));
}

} // namespace widgets
