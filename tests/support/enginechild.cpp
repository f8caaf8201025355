// The process that tests kill: an engine on a store and two folders, until it is ended.
// Arguments: folder of the store and the collections, time scale, pause in milliseconds before each file.
#include "emulator/engine/enginethread.h"
#include "emulator/store/database.h"
#include "support/foldercollections.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        return 2;
    const QString folder = arguments[1];
    auto files = std::make_shared<testsupport::FolderCollections>(arguments[3].toInt());
    files->add(u"source"_s, folder + u"/source"_s);
    files->add(u"target"_s, folder + u"/target"_s);
    emulator::EngineOptions options;
    options.databasePath = folder + u"/store.sqlite"_s;
    options.timeScale = arguments[2].toDouble();
    options.files = files;
    try {
        emulator::Database::prepare(options.databasePath);
    } catch (const emulator::StoreError &error) {
        std::fprintf(stderr, "%s\n", qPrintable(error.message()));
        return 1;
    }
    emulator::EngineThread engine(options);
    const QString problem = engine.start();
    if (!problem.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(problem));
        return 1;
    }
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
