#include "widgets/pages/runpage.h"

#include "core/settle.h"
#include "flows/flowsclient.h"
#include "flows/outcome.h"
#include "models/runfollower.h"
#include "models/runlogmodel.h"
#include "models/runsummary.h"
#include "models/runtrace.h"
#include "widgets/common/errortext.h"
#include "widgets/diagram/diagramview.h"
#include "widgets/pages/flowdiagram.h"
#include "widgets/pages/pagelayout.h"
#include "widgets/pages/runbanner.h"
#include "widgets/pages/runheader.h"
#include "widgets/pages/runinspector.h"
#include "widgets/pages/runlogtable.h"
#include "widgets/pages/tracetext.h"
#include "widgets/theme/emptystate.h"

#include <QApplication>
#include <QClipboard>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace widgets {

RunPage::RunPage(const Services &services, const QString &runId, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_runId(runId)
    , m_follower(new models::RunFollower(services.flows, runId, this))
    , m_stack(new QStackedWidget(this))
    , m_face(new EmptyState(this))
    , m_content(new QWidget(this))
{
    setObjectName(u"runPage"_s);
    m_face->setObjectName(u"runFace"_s);
    m_face->showLoading(tr("Looking up the run…"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_stack->addWidget(m_face);
    m_stack->addWidget(m_content);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(space::Page, space::Page, space::Page, space::Page);
    column->setSpacing(space::Group);
    setUpHeader();
    setUpBody();
    setUpFollower();
    setUpSelection();
}

RunPage::~RunPage() = default;

void RunPage::setUpHeader()
{
    m_header = new RunHeader(m_content);
    m_banner = new RunBanner(m_content);
    m_content->layout()->addWidget(m_header);
    m_content->layout()->addWidget(m_banner);
    connect(m_header, &RunHeader::cancelRequested, this, &RunPage::cancel);
    connect(m_header, &RunHeader::startAgainRequested, this, &RunPage::startAgain);
    connect(m_header, &RunHeader::flowRequested, this,
            [this] { Q_EMIT linkRequested(PageLink::flow(m_follower->run().flowId)); });
    connect(m_header, &RunHeader::copyIdRequested, this, [this] { QApplication::clipboard()->setText(m_runId); });
    connect(m_banner, &RunBanner::stateRequested, this, &RunPage::selectState);
}

void RunPage::setUpBody()
{
    m_picture = new FlowDiagram(u"runDiagram"_s);
    m_diagram = m_picture->view();
    m_log = new RunLogTable(m_follower->logModel());
    m_inspector = new RunInspector;

    auto *side = new QSplitter(Qt::Vertical);
    side->setChildrenCollapsible(false);
    side->addWidget(inCard(m_log));
    side->addWidget(inCard(m_inspector));
    side->setSizes({260, 300});
    auto *columns = new QSplitter(Qt::Horizontal, m_content);
    columns->setChildrenCollapsible(false);
    columns->addWidget(inCard(m_picture));
    columns->addWidget(side);
    columns->setStretchFactor(0, 3);
    columns->setStretchFactor(1, 4);
    columns->setSizes({430, 570});
    rememberSplitter(columns, "run/columns", m_services.profile);
    rememberSplitter(side, "run/side", m_services.profile);
    m_content->layout()->addWidget(columns);
    static_cast<QVBoxLayout *>(m_content->layout())->setStretchFactor(columns, 1);
}

void RunPage::setUpFollower()
{
    connect(m_follower, &models::RunFollower::runChanged, this, &RunPage::showRun);
    connect(m_follower, &models::RunFollower::traceChanged, this, &RunPage::showTrace);
    connect(m_follower, &models::RunFollower::definitionChanged, this, &RunPage::showDefinition);
    connect(m_follower, &models::RunFollower::failed, this, &RunPage::showFailure);
    connect(m_follower, &models::RunFollower::polled, this, [this] {
        setTrouble({});
        m_log->setReading(m_follower->run().isTerminal() ? RunLogTable::Reading::Over : RunLogTable::Reading::GoesOn);
        Q_EMIT polled(m_follower->polledAt());
    });
    connect(m_face, &EmptyState::actionTriggered, this, [this] {
        m_face->showLoading(tr("Looking up the run…"));
        m_follower->retry();
    });
    m_clock.setInterval(1s);
    connect(&m_clock, &QTimer::timeout, this, &RunPage::showOverlay);
}

void RunPage::setUpSelection()
{
    connect(m_diagram, &DiagramView::stateSelected, this, [this](const QString &name) {
        if (!m_selecting)
            selectState(name);
    });
    connect(m_log, &RunLogTable::entryChosen, this, &RunPage::selectEntry);
    connect(m_picture, &FlowDiagram::drawn, this, [this] {
        m_selecting = true; // the inspector has it already
        m_diagram->selectState(m_inspector->stateName());
        m_selecting = false;
        showOverlay();
    });
    m_inspector->showState({}, m_follower->trace());
}

void RunPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_follower->start();
    if (m_wasActive)
        m_clock.start();
}

void RunPage::hideEvent(QHideEvent *event)
{
    m_follower->stop();
    m_clock.stop();
    Page::hideEvent(event);
}

void RunPage::open(const PageLink &link)
{
    if (const QString state = link.value(u"state"_s); !state.isEmpty())
        selectState(state);
}

void RunPage::refresh()
{
    if (m_follower->loadState() == models::LoadState::Failed)
        m_follower->retry();
    else
        m_follower->pollNow();
}

QString RunPage::title() const
{
    return m_header->title();
}

QWidget *RunPage::focusTarget()
{
    return m_diagram;
}

void RunPage::showRun()
{
    const flows::Run &run = m_follower->run();
    m_header->show(run, m_services.identityUrn);
    m_banner->show(run);
    m_inspector->setRunStatus(statusKind(run), run.statusText());
    m_stack->setCurrentWidget(m_content);
    const bool over = run.isTerminal();
    if (over)
        m_clock.stop();
    else
        m_clock.start();
    if (over == m_wasActive) // it ended, or began: the counts beside the pages follow
        m_services.summary.refresh();
    m_wasActive = !over;
    Q_EMIT titleChanged();
}

void RunPage::showOverlay()
{
    m_diagram->setOverlay(overlayOf(m_follower->trace(), QDateTime::currentDateTimeUtc()));
}

void RunPage::showTrace()
{
    showOverlay();
    m_inspector->showState(m_inspector->stateName(), m_follower->trace());
}

void RunPage::showDefinition()
{
    if (m_follower->definition()) {
        m_picture->setDefinition(m_follower->definition()->definition);
        return;
    }
    const core::ApiError error = m_follower->definitionError().value_or(core::ApiError(core::ApiError::Kind::Internal));
    if (error.kind == core::ApiError::Kind::Forbidden || error.kind == core::ApiError::Kind::NotFound)
        m_picture->setDefinition({});
    else
        m_picture->setUnreadable(errorText(error).problem);
}

void RunPage::showFailure(const core::ApiError &error)
{
    const ErrorText text = errorText(error);
    if (text.problem.isEmpty())
        return;
    if (m_stack->currentWidget() == m_content) {
        setTrouble(
            {tr("The run could not be looked at again; what you see may be old. %1 %2").arg(text.problem, text.advice),
             text.details});
        return;
    }
    m_face->showFailed(tr("The run could not be shown"), text.problem + u' ' + text.advice);
    m_face->setAction(tr("Retry"));
}

void RunPage::selectState(const QString &name)
{
    m_selecting = true;
    m_diagram->selectState(name);
    m_inspector->showState(name, m_follower->trace());
    m_log->selectLastOf(name);
    m_selecting = false;
    Q_EMIT linkAmended(PageLink::run(m_runId).with(u"state"_s, name));
}

void RunPage::selectEntry(int row)
{
    const models::RunLogModel *log = m_follower->logModel();
    const QString name = log->entry(row).stateName;
    int visit = -1; // each Started of the state up to here begins one
    for (int i = 0; i <= row && !name.isEmpty(); ++i) {
        const flows::RunLogEntry entry = log->entry(i);
        visit += entry.stateName == name && entry.code.endsWith("Started"_L1) ? 1 : 0;
    }
    m_selecting = true;
    m_diagram->selectState(name);
    m_inspector->showState(name, m_follower->trace());
    if (visit >= 0)
        m_inspector->chooseVisit(visit);
    m_selecting = false;
}

void RunPage::cancel()
{
    m_header->setCancelling(true);
    core::settle(
        m_services.flows.cancelRun(m_runId, this), this, [this](const flows::Run &) { m_follower->pollNow(); },
        [this](const core::ApiError &error) {
            m_header->setCancelling(false);
            m_follower->pollNow();
            const ErrorText text = errorText(error);
            if (text.problem.isEmpty())
                return;
            const bool unknown = flows::mayHaveHappened(error); // the next poll shows it
            Q_EMIT problem(unknown ? tr("It is not known whether the run is being cancelled. %1").arg(text.problem)
                                   : tr("The run was not cancelled. %1 %2").arg(text.problem, text.advice),
                           text.details);
        });
}

void RunPage::startAgain()
{
    core::settle(
        m_services.flows.getFlow(m_follower->run().flowId, this), this,
        [this](const flows::Flow &flow) { Q_EMIT startRequested(flow, m_follower->trace().input()); },
        [this](const core::ApiError &error) {
            const ErrorText text = errorText(error);
            if (!text.problem.isEmpty())
                Q_EMIT problem(tr("The flow of this run could not be looked up. %1 %2").arg(text.problem, text.advice),
                               text.details);
        });
}

} // namespace widgets
