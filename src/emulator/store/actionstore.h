#pragma once

#include "emulator/store/records.h"

#include <QList>

#include <optional>

namespace emulator {

class Database;

//! The actions of the runs. All calls throw StoreError.
class ActionStore
{
public:
    explicit ActionStore(Database &database);

    //! Keeps a new action, which becomes the latest of its run, whatever the clock says.
    void insert(const ActionRecord &action);
    //! Replaces what changes: status, document, moments, polls, effectStarted. \returns false if it is not there.
    bool update(const ActionRecord &action);
    [[nodiscard]] std::optional<ActionRecord> find(const QString &requestId) const;
    //! The action that a run began last.
    [[nodiscard]] std::optional<ActionRecord> latest(const QString &runId) const;
    //! All actions of a run, oldest first.
    [[nodiscard]] QList<ActionRecord> ofRun(const QString &runId) const;

private:
    Database &m_database;
};

} // namespace emulator
