#pragma once

#include "emulator/collections/collection.h"
#include "emulator/engine/enginethread.h"
#include "emulator/store/database.h"
#include "emulator/store/records.h"
#include "support/foldercollections.h"

#include <QTemporaryDir>

#include <memory>

namespace testsupport {

//! JSON from a text that is known to be good.
core::Json json(const char *text);
//! A file of tests/data as JSON.
core::Json jsonFile(const QString &relativePath);
void writeFile(const QString &path, const QByteArray &bytes);
QByteArray readFile(const QString &path);
//! Every file below a folder with its bytes, by relative path.
QHash<QString, QByteArray> tree(const QString &folder);

//! A run of a definition as the route would insert it.
emulator::RunRecord newRun(const core::Json &definition, const core::Json &body);

//! An engine on a store and two collections ("source", "target") in a temporary folder.
class EngineBench
{
public:
    explicit EngineBench(double timeScale = 1000, int pauseMs = 0);

    emulator::EngineOptions options;
    std::shared_ptr<FolderCollections> files;

    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] emulator::Database &database() { return *m_database; }
    [[nodiscard]] emulator::EngineThread &engine() { return *m_engine; }

    //! Takes the emulator's own local collections instead of plain folders.
    void useLocalCollections();
    //! Where the source ("source") or target ("target") collection lies, and what its id is.
    [[nodiscard]] QString folder(const QString &name) const;
    [[nodiscard]] QString collectionId(const QString &name) const;

    //! The consent that a transfer wants for the source, if that is one of the emulator's own.
    [[nodiscard]] QString dataAccess() const;

    void start();
    void stop();
    //! Inserts a run and tells the engine, if it runs. A run of a definition has that consent. \returns the run's id
    QString add(const core::Json &definition, const core::Json &body = core::Json::object());
    QString add(const emulator::RunRecord &run);

    [[nodiscard]] emulator::RunRecord run(const QString &id);
    [[nodiscard]] bool done(const QString &id);
    [[nodiscard]] QString status(const QString &id);
    [[nodiscard]] QList<emulator::LogEntry> log(const QString &id);
    //! `FlowStarted, ActionStarted A, …`
    [[nodiscard]] QString codes(const QString &id, bool withPolls = true);
    //! exception and cause of the last entry
    [[nodiscard]] QString exception(const QString &id);
    [[nodiscard]] QString cause(const QString &id);

private:
    QTemporaryDir m_dir;
    QHash<QString, emulator::Collection> m_collections; //!< by source and target, if they are the emulator's own
    std::unique_ptr<emulator::Database> m_database;
    std::unique_ptr<emulator::EngineThread> m_engine;
};

} // namespace testsupport
