// The process that tests kill: an engine on a store and two folders, until it is ended.
// Arguments: folder of the store and the collections, time scale.
#include "emulator/collections/collectionfs.h"
#include "emulator/engine/enginethread.h"
#include "emulator/store/database.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 2;
    const QString folder = arguments[1];
    emulator::EngineOptions options;
    options.databasePath = folder + u"/store.sqlite"_s;
    options.timeScale = arguments[2].toDouble();
    options.files = std::make_shared<emulator::CollectionFs>(emulator::CollectionTable(folder));
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
