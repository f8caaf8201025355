#pragma once

#include "support/replayserver.h"
#include "support/statictokens.h"

#include "models/runfollower.h"

#include <QAbstractItemModelTester>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace testsupport {

//! A service with one run, `r`, and a follower of it that polls every few milliseconds. Base of the tests of
//! RunFollower: they say what the run does by changing the members.
class FollowedRun : public QObject
{
protected:
    void setUp();
    void tearDown();

    [[nodiscard]] static ReplayServer::Reply reply(const QByteArray &body, int status = 200);
    [[nodiscard]] static QByteArray runBody(const QString &status);
    //! How often that path was asked for.
    [[nodiscard]] int count(const char *path) const;
    //! The answer of a service that is well, apart from what the members say.
    ReplayServer::Reply serve(const ReplayServer::Request &request);

    std::unique_ptr<ReplayServer> m_server;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<flows::FlowsClient> m_client;
    std::unique_ptr<models::RunFollower> m_follower;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QStringList m_statuses;               //!< of the next answers; the last one stays
    QStringList m_log;                    //!< lines for logEntryJson(), a hundred on a page
    QString m_broken;                     //!< this path answers with m_brokenStatus
    int m_brokenStatus = 500;             //!< an HTTP status
    std::function<void()> m_onRun;        //!< before the run is told
    std::function<void()> m_onLog;        //!< before a page of the log is told
    std::chrono::milliseconds m_delay{0}; //!< of the run
    int m_runCount = 0;                   //!< how often the run was asked for
    int m_definitionStatus = 200;         //!< an HTTP status

private:
    [[nodiscard]] ReplayServer::Reply logPage(qsizetype from) const;

    StaticTokens m_tokens;
};

} // namespace testsupport
