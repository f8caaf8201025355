#pragma once

#include "flows/flowsclient.h"
#include "models/runsummary.h"
#include "net/httpclient.h"
#include "support/brokenserver.h"
#include "support/faketokens.h"
#include "widgets/diagram/thumbnails.h"
#include "widgets/pages/services.h"
#include "widgets/theme/thememanager.h"
#include "widgets/window/mainwindow.h"

#include <memory>

namespace testsupport {

inline const QString rigFlowId = QStringLiteral("0aa46b35-1dbe-4f7e-a6b8-1f29bd4c5b07");
inline const QString rigRunId = QStringLiteral("cfdaf0a4-0931-40af-b974-b619ce69f401");

//! A window on a server that answers as it is told: one flow, one run of it, with every text full of markup.
class PagesRig
{
public:
    PagesRig();
    ~PagesRig();

    //! Answers as a healthy service does.
    void heal();
    //! Every request gets this.
    void breakWith(const Answer &answer);

    BrokenServer server;
    //! What the run says: ACTIVE, SUCCEEDED, FAILED, …
    QByteArray runStatus = "SUCCEEDED";
    //! The run's log, entries joined by commas.
    QByteArray logEntries;
    std::unique_ptr<widgets::MainWindow> window;

private:
    [[nodiscard]] std::optional<Answer> answer(const SeenRequest &request) const;

    FakeTokens m_tokens;
    net::HttpClient m_http;
    flows::FlowsClient m_client;
    models::RunSummary m_summary;
    widgets::ThemeManager m_theme;
    widgets::Thumbnails m_thumbnails;
    widgets::Services m_services;
};

} // namespace testsupport
