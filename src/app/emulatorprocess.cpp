#include "app/emulatorprocess.h"

#include "core/json.h"
#include "core/logging.h"
#include "core/settle.h"
#include "net/httpclient.h"
#include "net/origin.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace app {

namespace {

constexpr auto startLimit = 10s;
constexpr auto lookInterval = 5s;
constexpr int maxRestarts = 3;
constexpr qsizetype keptErrors = 8 * 1024;

} // namespace

std::optional<Endpoint> Endpoint::fromStartLine(const QByteArray &line)
{
    const core::JsonParse parsed = core::parseJson(line);
    if (!parsed)
        return std::nullopt;
    const core::Json &json = *parsed.value;
    Endpoint endpoint;
    endpoint.flowsUrl = QUrl(core::stringMember(json, "flows_url"));
    endpoint.authUrl = QUrl(core::stringMember(json, "auth_url"));
    endpoint.clientId = core::stringMember(json, "client_id");
    endpoint.clientSecret = core::stringMember(json, "client_secret");
    endpoint.controlToken = core::stringMember(json, "control_token");
    endpoint.dataDirectory = core::stringMember(json, "data");
    if (!net::isLoopback(endpoint.flowsUrl.host()) || !net::isLoopback(endpoint.authUrl.host()) ||
        endpoint.clientId.isEmpty())
        return std::nullopt;
    return endpoint;
}

EmulatorProcess::EmulatorProcess(const QString &dataDirectory, QObject *parent)
    : QObject(parent)
    , m_dataDirectory(dataDirectory)
    , m_probe(new net::HttpClient(nullptr, nullptr, this))
{
    net::Limits limits;
    limits.idle = 2s;
    limits.total = 2s;
    limits.maxRetries = 0;
    m_probe->setLimits(limits);
    m_lookAgain.setSingleShot(true);
    m_lookAgain.setInterval(lookInterval);
    connect(&m_lookAgain, &QTimer::timeout, this, &EmulatorProcess::lookAtAttached);
    m_startLimit.setSingleShot(true);
    m_startLimit.setInterval(startLimit);
    connect(&m_startLimit, &QTimer::timeout, this,
            [this] { fail(tr("The emulator did not answer within %1 seconds.").arg(startLimit.count())); });
}

EmulatorProcess::~EmulatorProcess()
{
    if (m_process == nullptr)
        return;
    m_process->disconnect(this);
    m_process->closeWriteChannel();
    if (!m_process->waitForFinished(3000)) {
        m_process->terminate();
        if (!m_process->waitForFinished(2000)) {
            m_process->kill();
            m_process->waitForFinished(1000);
        }
    }
}

void EmulatorProcess::setExtraArguments(const QStringList &arguments)
{
    m_extraArguments = arguments;
}

QString EmulatorProcess::findProgram()
{
    const QDir here(QCoreApplication::applicationDirPath());
    for (const QString &candidate :
         {here.filePath(u"flows-emulator"_s), here.filePath(u"../libexec/flows-desktop/flows-emulator"_s),
          qEnvironmentVariable("FLOWS_EMULATOR")}) {
        const QFileInfo info(candidate);
        if (!candidate.isEmpty() && info.isFile() && info.isExecutable())
            return info.absoluteFilePath();
    }
    return {};
}

qint64 EmulatorProcess::processId() const
{
    return m_process != nullptr ? m_process->processId() : 0;
}

void EmulatorProcess::start()
{
    m_restarts = 0;
    attachOrLaunch();
}

void EmulatorProcess::attachOrLaunch()
{
    QFile file(QDir(m_dataDirectory).filePath(u"endpoint.json"_s));
    const std::optional<Endpoint> endpoint =
        file.open(QIODevice::ReadOnly) ? Endpoint::fromStartLine(file.read(64 * 1024)) : std::nullopt;
    if (!endpoint) {
        launch();
        return;
    }
    core::settle(
        probe(*endpoint), this,
        [this, endpoint = *endpoint] {
            qCInfo(lcApp, "attached to the emulator that runs already");
            m_attachedTo = endpoint;
            m_isReady = true;
            m_lookAgain.start();
            Q_EMIT ready(endpoint);
        },
        [this](const core::ApiError &) { launch(); }); // left behind by one that was killed
}

//! Fails unless an emulator on our data answers: after a crash the port may be anybody's.
QFuture<void> EmulatorProcess::probe(const Endpoint &endpoint)
{
    net::Request request;
    request.baseUrl = endpoint.flowsUrl;
    request.path = u"_emulator/status"_s;
    request.authorization = "Bearer " + endpoint.controlToken.toLatin1();
    return m_probe->send(request, this).then([endpoint](const net::Response &response) {
        const core::JsonParse status = core::parseJson(response.body);
        if (!status || core::stringMember(*status.value, "data") != endpoint.dataDirectory)
            throw core::ApiError(core::ApiError::Kind::BadResponse, u"this is another service"_s);
    });
}

void EmulatorProcess::lookAtAttached()
{
    core::settle(
        probe(*m_attachedTo), this, [this] { m_lookAgain.start(); },
        [this](const core::ApiError &error) {
            if (error.kind == core::ApiError::Kind::Timeout) { // busy
                m_lookAgain.start();
                return;
            }
            qCWarning(lcApp, "the emulator that was attached to has ended: %s", qPrintable(error.detail));
            attachOrLaunch();
        });
}

void EmulatorProcess::launch()
{
    m_attachedTo.reset();
    m_isReady = false;
    const QString program = findProgram();
    if (program.isEmpty()) {
        fail(tr("The emulator's program, flows-emulator, was not found beside this one. Install it again, or set "
                "FLOWS_EMULATOR to its path."));
        return;
    }
    m_errors.clear();
    m_process = new QProcess(this);
    m_process->setProgram(program);
    m_process->setArguments(QStringList{u"--data"_s, m_dataDirectory, u"--examples"_s, u"--parent-pipe"_s} +
                            m_extraArguments);
    connect(m_process, &QProcess::readyReadStandardOutput, this, &EmulatorProcess::readStartLine);
    connect(m_process, &QProcess::readyReadStandardError, this, &EmulatorProcess::readErrors);
    connect(m_process, &QProcess::finished, this, &EmulatorProcess::onExit);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(tr("The emulator could not be started: %1.").arg(m_process->errorString()));
    });
    m_startLimit.start();
    m_process->start();
}

void EmulatorProcess::readStartLine()
{
    if (m_isReady) {
        m_process->readAllStandardOutput();
        return;
    }
    if (!m_process->canReadLine())
        return;
    const std::optional<Endpoint> endpoint = Endpoint::fromStartLine(m_process->readLine());
    if (!endpoint) {
        fail(tr("The emulator's first line could not be read. Its version may not fit this program."));
        return;
    }
    m_startLimit.stop();
    m_isReady = true;
    qCInfo(lcApp, "the emulator listens on port %d", endpoint->flowsUrl.port());
    Q_EMIT ready(*endpoint);
}

void EmulatorProcess::readErrors()
{
    m_errors += m_process->readAllStandardError();
    if (m_errors.size() > keptErrors)
        m_errors = m_errors.last(keptErrors);
}

void EmulatorProcess::onExit()
{
    readErrors();
    m_startLimit.stop();
    const bool wasReady = m_isReady;
    m_isReady = false;
    m_process->deleteLater();
    m_process = nullptr;
    if (wasReady && m_restarts < maxRestarts) {
        ++m_restarts;
        qCWarning(lcApp, "the emulator ended unasked; starting it again (%d of %d)", m_restarts, maxRestarts);
        launch();
        return;
    }
    Q_EMIT failed(wasReady ? tr("The emulator ended again and again.") : tr("The emulator ended before it was ready."),
                  QString::fromUtf8(m_errors));
}

void EmulatorProcess::fail(const QString &problem)
{
    m_startLimit.stop();
    if (m_process != nullptr) {
        readErrors();
        m_process->disconnect(this);
        m_process->kill();
        m_process->deleteLater();
        m_process = nullptr;
    }
    Q_EMIT failed(problem, QString::fromUtf8(m_errors));
}

} // namespace app
