#include "support/enginebench.h"

#include "core/ids.h"
#include "emulator/collections/collectionfs.h"
#include "emulator/engine/runlog.h"
#include "emulator/store/logstore.h"
#include "emulator/store/runstore.h"
#include "support/paths.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;
using namespace emulator;

namespace testsupport {

core::Json json(const char *text)
{
    core::JsonParse parsed = core::parseJson(text);
    if (!parsed)
        qFatal("not JSON: %s", qPrintable(parsed.error->message));
    return *parsed.value;
}

core::Json jsonFile(const QString &relativePath)
{
    return json(readFile(dataDir() + u'/' + relativePath).constData());
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s can not be written", qPrintable(path));
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QHash<QString, QByteArray> tree(const QString &folder)
{
    QHash<QString, QByteArray> result;
    QDirIterator walk(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString path = walk.next();
        result.insert(path.mid(folder.size() + 1), readFile(path));
    }
    return result;
}

RunRecord newRun(const core::Json &definition, const core::Json &body)
{
    RunRecord run;
    run.id = core::newId();
    run.flowId = u"24bc4997-b483-4c25-a19c-64b0afc00743"_s;
    run.flowTitle = u"A flow"_s;
    run.owner = core::identityUrn(u"b44bddda-d274-11e5-978a-9f15789a8150"_s);
    run.startTime = core::SystemClock().now();
    run.body = body;
    run.definition = definition;
    run.details = startingDetails(body);
    run.starter = {{"username", "ada@example.org"}, {"email", "ada@example.org"}};
    return run;
}

EngineBench::EngineBench(double timeScale, int pauseMs)
    : files(std::make_shared<FolderCollections>(pauseMs))
{
    files->add(u"source"_s, path(u"source"_s));
    files->add(u"target"_s, path(u"target"_s));
    options.databasePath = path(u"store.sqlite"_s);
    options.timeScale = timeScale;
    options.files = files;
    Database::prepare(options.databasePath);
    m_database = std::make_unique<Database>(options.databasePath);
}

void EngineBench::useLocalCollections()
{
    const CollectionTable table(m_dir.path());
    if (!table.problem().isEmpty() || table.collections().size() < 2)
        qFatal("no collections: %s", qPrintable(table.problem()));
    m_collections = {{u"source"_s, table.collections().at(0)}, {u"target"_s, table.collections().at(1)}};
    options.files = std::make_shared<CollectionFs>(table);
}

QString EngineBench::dataAccess() const
{
    return u"urn:globus:auth:scope:transfer.api.globus.org:all[*https://auth.globus.org/scopes/"_s %
           collectionId(u"source"_s) % u"/data_access]"_s;
}

QString EngineBench::folder(const QString &name) const
{
    return m_collections.contains(name) ? m_collections.value(name).rootPath : path(name);
}

QString EngineBench::collectionId(const QString &name) const
{
    return m_collections.contains(name) ? m_collections.value(name).id : name;
}

void EngineBench::start()
{
    m_engine = std::make_unique<EngineThread>(options);
    const QString problem = m_engine->start();
    if (!problem.isEmpty())
        qFatal("%s", qPrintable(problem));
}

void EngineBench::stop()
{
    m_engine.reset();
}

QString EngineBench::add(const core::Json &definition, const core::Json &body)
{
    RunRecord run = newRun(definition, body);
    if (m_collections.contains(u"source"_s)) // a mapped collection
        run.consents = {core::flowUserScope(run.flowId) % u"[*"_s % dataAccess() % u']'};
    return add(run);
}

QString EngineBench::add(const RunRecord &run)
{
    RunStore(*m_database).insert(run);
    if (m_engine)
        m_engine->runAdded(run.id);
    return run.id;
}

RunRecord EngineBench::run(const QString &id)
{
    return RunStore(*m_database).find(id).value_or(RunRecord());
}

bool EngineBench::done(const QString &id)
{
    return run(id).phase == RunPhase::Done;
}

QString EngineBench::status(const QString &id)
{
    return run(id).status;
}

QList<LogEntry> EngineBench::log(const QString &id)
{
    return LogStore(*m_database).list(id, {100'000}).items;
}

QString EngineBench::codes(const QString &id, bool withPolls)
{
    QStringList parts;
    const QList<LogEntry> entries = log(id);
    for (const LogEntry &entry : entries) {
        if (!withPolls && entry.code == "ActionPolled"_L1)
            continue;
        const QString state = core::stringMember(entry.details, "state_name");
        parts.append(state.isEmpty() ? entry.code : QString(entry.code + u' ' + state));
    }
    return parts.join(u", "_s);
}

QString EngineBench::exception(const QString &id)
{
    const auto entries = log(id);
    return entries.isEmpty() ? QString() : core::stringMember(entries.last().details, "exception");
}

QString EngineBench::cause(const QString &id)
{
    const auto entries = log(id);
    return entries.isEmpty() ? QString() : core::stringMember(entries.last().details, "cause");
}

} // namespace testsupport
