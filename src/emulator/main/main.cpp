#include "core/logging.h"
#include "datadirectory.h"
#include "emulator.h"
#include "endings.h"

#include <QCoreApplication>

#include <cstdio>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace emulator::program;

namespace {

constexpr int failed = 1;
constexpr int misused = 2;

void print(FILE *stream, const QByteArray &text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stream);
    std::fflush(stream);
}

int complain(const QString &problem, int status)
{
    print(stderr, u"flows-emulator: %1\n"_s.arg(problem).toLocal8Bit());
    return status;
}

int printEnvironment(const Options &options)
{
    // One that was killed leaves its endpoint behind, with a port that anybody may have by now.
    const std::optional<Endpoint> endpoint =
        DataDirectory::isTaken(options.data) ? readEndpoint(options.data + u"/endpoint.json"_s) : std::nullopt;
    if (!endpoint) {
        print(stdout, "false\n"); // so that `eval "$(flows-emulator --env)"` fails as well
        return complain(u"No emulator runs on the data directory %1."_s.arg(options.data), failed);
    }
    print(stdout, shellEnvironment(*endpoint));
    return 0;
}

int serve(const QCoreApplication &application, const Options &options)
{
    Endings endings;
    if (!endings.watchSignals())
        return complain(u"The system's signals can not be watched."_s, failed);
    Emulator emulator(options);
    if (const QString problem = emulator.start(); !problem.isEmpty())
        return complain(problem, failed);
    QObject::connect(&endings, &Endings::ended, &application, [](const QString &cause) {
        qCInfo(lcEmulator) << "ending:" << cause;
        QCoreApplication::quit();
    });
    if (options.parentPipe)
        endings.watchStandardInput();
    print(stdout, startLine(emulator.endpoint()));
    qCInfo(lcEmulator).noquote() << "listening at" << emulator.endpoint().flowsUrl << "with data in" << options.data;
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    ::umask(0077); // what is kept is nobody else's
    qputenv("QT_FORCE_STDERR_LOGGING", "1");
    // The same names as the application's, so that both have one place for their data.
    QCoreApplication::setApplicationName(u"flows-desktop"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(FLOWS_VERSION));
    const QCoreApplication application(argc, argv);
    const std::variant<Options, QString> parsed = parseOptions(QCoreApplication::arguments());
    if (const QString *problem = std::get_if<QString>(&parsed))
        return complain(*problem + u" Try --help."_s, misused);
    const Options &options = std::get<Options>(parsed);
    if (options.help)
        print(stdout, helpText().toLocal8Bit());
    else if (options.version)
        print(stdout, "flows-emulator " FLOWS_VERSION "\n");
    else if (options.env)
        return printEnvironment(options);
    else
        return serve(application, options);
    return 0;
}
