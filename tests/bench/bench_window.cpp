// How fast the window is, as ratios in one run:
//   start     process start to first painted window, against an empty QMainWindow
//   diagrams  a definition put in, to everything drawn, at 10, 100 and 500 states, against 10 states
//   lag       how late the event loop is while a run on the real emulator is followed, as percentiles
#include "support/paths.h"

#include "app/account.h"
#include "core/settle.h"
#include "flows/specificflowclient.h"
#include "net/httpclient.h"
#include "widgets/diagram/diagramview.h"
#include "widgets/diagram/thumbnails.h"
#include "widgets/pages/page.h"
#include "widgets/theme/statuschip.h"
#include "widgets/theme/thememanager.h"
#include "widgets/window/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QMainWindow>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int starts = 11;
constexpr double tickMs = 4;

//! Ends the program after the first paint of a window.
class FirstPaint final : public QObject
{
public:
    explicit FirstPaint(QWidget &window)
        : QObject(&window)
    {
        window.installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, qApp, [] { QApplication::exit(0); });
        return false;
    }
};

double percentile(std::vector<double> values, double part)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(part * static_cast<double>(values.size())))];
}

double startTime(const QString &mode)
{
    std::vector<double> times;
    for (int i = 0; i < starts; ++i) {
        QElapsedTimer timer;
        timer.start();
        QProcess::execute(QApplication::applicationFilePath(), {mode});
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return percentile(times, 0.5);
}

QByteArray definitionOf(int states)
{
    core::Json document = {{"StartAt", "State 0"}, {"States", core::Json::object()}};
    for (int i = 0; i < states; ++i) {
        core::Json state = {{"Type", "Pass"}};
        const std::string next = "State " + std::to_string(i + 1);
        if (i + 1 == states) {
            state["End"] = true;
        } else if (i % 7 == 3 && i > 7) { // a decision that leads on, or back
            core::Json rule = {{"Variable", "$.n"}, {"NumericLessThan", i}, {"Next", "State " + std::to_string(i - 5)}};
            state = {{"Type", "Choice"}, {"Choices", core::Json::array({rule})}, {"Default", next}};
        } else {
            state["Next"] = next;
        }
        document["States"]["State " + std::to_string(i)] = state;
    }
    return core::toBytes(document);
}

double drawTime(const QByteArray &definition)
{
    std::vector<double> times;
    for (int i = 0; i < 5; ++i) {
        widgets::DiagramView view;
        view.resize(1000, 700);
        QElapsedTimer timer;
        timer.start();
        view.setGraph(flowlang::buildGraph(flowlang::Definition::fromJson(*core::parseJson(definition).value)));
        const QPixmap drawn = view.grab();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return percentile(times, 0.5);
}

//! Follows one run of the example on its page, while a timer notes how late it is.
class LagBench final : public QObject
{
public:
    LagBench()
        : m_emulator(m_folder.filePath(u"emulator"_s))
        , m_thumbnails(QApplication::font())
        , m_window(m_theme)
    {
        connect(&m_emulator, &app::EmulatorProcess::ready, this, &LagBench::onReady);
        connect(&m_emulator, &app::EmulatorProcess::failed, this, [](const QString &problem, const QString &) {
            std::printf("lag: %s\n", qPrintable(problem));
            QApplication::exit(1);
        });
        connect(&m_tick, &QTimer::timeout, this, &LagBench::tick);
        m_tick.setTimerType(Qt::PreciseTimer);
        m_window.show();
        m_emulator.start();
    }

private:
    void onReady(const app::Endpoint &endpoint)
    {
        m_account = std::make_unique<app::Account>(endpoint, QUuid::createUuid(), u"Emulator"_s, m_thumbnails);
        m_window.connectAccount(m_account->services());
        QFile input(QString(testsupport::sourceDir() + u"/resources/examples/simple/input.json"_s));
        flows::RunRequest request;
        if (input.open(QIODevice::ReadOnly))
            request.body = core::parseJson(input.readAll()).value.value_or(core::Json::object());
        m_flow = std::make_unique<flows::SpecificFlowClient>(m_account->http(), endpoint.flowsUrl,
                                                             u"a7f1c0de-5a3e-4c1b-9d55-0f6f3a2b7c01"_s);
        core::settle(
            m_flow->runFlow(request, this), this,
            [this](const flows::Run &run) {
                m_window.open(widgets::PageLink::run(run.runId));
                m_since.start();
                m_tick.start(std::chrono::milliseconds(static_cast<int>(tickMs)));
            },
            [](const core::ApiError &error) {
                std::printf("lag: the run was not started: %s\n", qPrintable(error.detail));
                QApplication::exit(1);
            });
    }

    void tick()
    {
        m_late.push_back(std::max(0.0, static_cast<double>(m_since.nsecsElapsed()) / 1e6 - tickMs));
        m_since.start();
        const auto *chip = m_window.currentPage()->findChild<widgets::StatusChip *>(u"runStatus"_s);
        if (chip == nullptr || chip->kind() != widgets::RunStatusKind::Succeeded)
            return;
        m_tick.stop();
        std::printf("lag: of %zu ticks of %.0f ms while a run was followed: median %.2f ms late, 95%% %.2f, 99%% %.2f, "
                    "most %.2f (a frame is 16)\n",
                    m_late.size(), tickMs, percentile(m_late, 0.5), percentile(m_late, 0.95), percentile(m_late, 0.99),
                    percentile(m_late, 1));
        m_window.disconnectAccount();
        QApplication::exit(0);
    }

    QTemporaryDir m_folder;
    app::EmulatorProcess m_emulator;
    widgets::ThemeManager m_theme;
    widgets::Thumbnails m_thumbnails;
    std::unique_ptr<app::Account> m_account;
    std::unique_ptr<flows::SpecificFlowClient> m_flow;
    widgets::MainWindow m_window;
    QTimer m_tick;
    QElapsedTimer m_since;
    std::vector<double> m_late;
};

int paintOnce(bool empty)
{
    if (empty) {
        QMainWindow window;
        window.resize(1280, 800);
        new FirstPaint(window);
        window.show();
        return QApplication::exec();
    }
    widgets::ThemeManager theme;
    widgets::MainWindow window(theme);
    new FirstPaint(window);
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"flows-desktop-bench"_s);
    QApplication::setOrganizationName(u"flows-desktop"_s);
    if (argc > 1)
        return paintOnce(qstrcmp(argv[1], "empty") == 0);

    const double empty = startTime(u"empty"_s);
    const double full = startTime(u"full"_s);
    std::printf("start: first painted window in %.2f times an empty one's time (%.0f and %.0f ms)\n", full / empty,
                full, empty);
    const double ten = drawTime(definitionOf(10));
    for (const int states : {10, 100, 500}) {
        const double time = states == 10 ? ten : drawTime(definitionOf(states));
        std::printf("diagrams: %d states drawn in %.1f times the time of 10 (%.1f ms)\n", states, time / ten, time);
    }
    qputenv("FLOWS_EMULATOR", QFile::encodeName(QString(testsupport::binaryDir() + u"/bin/flows-emulator"_s)));
    const LagBench bench;
    return QApplication::exec();
}
