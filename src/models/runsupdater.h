#pragma once

#include "models/pollpause.h"

#include <QObject>

namespace flows {
class FlowsClient;
}

namespace models {

class RunsModel;

//! Brings rows of a RunsModel up to date that the refresh of its beginning does not reach: unfinished runs, one by one.
class RunsUpdater final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunsUpdater)

public:
    //! How many runs are asked for at a time.
    static constexpr int atOnce = 4;

    //! \param client, model  must outlive this
    RunsUpdater(flows::FlowsClient &client, RunsModel &model, QObject *parent = nullptr);

    //! Asks for some of the rows `first` to `last` (those that one sees), for others of them at the next call. Does
    //! nothing while answers are due, or while the service wants to be left alone. A run that can not be read stays as
    //! it is. Nobody is asked for a consent because of it.
    void update(int first, int last);

private:
    void ask(const QString &runId);

    flows::FlowsClient &m_client;
    RunsModel &m_model;
    PollPause m_pause;
    qsizetype m_next = 0; //!< whose turn it is
    int m_pending = 0;
};

} // namespace models
