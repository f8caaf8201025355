#include "widgets/pages/flowpage.h"

#include "core/settle.h"
#include "flows/flowsclient.h"
#include "models/roles.h"
#include "widgets/common/errortext.h"
#include "widgets/common/jsonview.h"
#include "widgets/diagram/diagramexport.h"
#include "widgets/diagram/diagramview.h"
#include "widgets/pages/flowdiagram.h"
#include "widgets/pages/flowoverview.h"
#include "widgets/pages/pagelayout.h"
#include "widgets/pages/runstable.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/emptystate.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/plaintip.h"
#include "widgets/theme/primarybutton.h"
#include "widgets/theme/statusstyle.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QMenu>
#include <QSaveFile>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

constexpr std::array tabNames{"overview"_L1, "definition"_L1, "schema"_L1, "runs"_L1};

} // namespace

FlowPage::FlowPage(const Services &services, const QString &flowId, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_flowId(flowId)
    , m_stack(new QStackedWidget(this))
    , m_face(new EmptyState(this))
    , m_content(new QWidget(this))
{
    setObjectName(u"flowPage"_s);
    m_face->setObjectName(u"flowFace"_s);
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
    setUpMenu();
    connect(m_face, &EmptyState::actionTriggered, this, &FlowPage::load);
}

void FlowPage::setUpHeader()
{
    m_title = new ElidedLabel(m_content);
    m_title->setObjectName(u"flowTitle"_s);
    m_title->setFont(pageTitleFont(font()));
    m_subtitle = new ElidedLabel(m_content);
    m_subtitle->setMuted(true);
    m_start = new PrimaryButton(tr("Start…"), m_content);
    m_start->setObjectName(u"startButton"_s);
    m_start->setShortcut(QKeySequence(u"Ctrl+Return"_s));
    m_start->setAccessibleName(tr("Start a run of this flow"));
    m_more = moreButton(m_content);
    static_cast<QVBoxLayout *>(m_content->layout())->addLayout(headerLayout(m_title, m_subtitle, {m_start, m_more}));
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT startRequested(m_flow); });
}

void FlowPage::setUpBody()
{
    m_splitter = new QSplitter(Qt::Horizontal, m_content);
    m_splitter->setChildrenCollapsible(false);
    m_diagram = new FlowDiagram(u"flowDiagram"_s);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"flowTabs"_s);
    m_tabs->setDocumentMode(true);
    m_overview = new FlowOverview;
    m_definition = new JsonView;
    m_definition->setAccessibleName(tr("Definition of the flow, JSON"));
    m_schema = new JsonView;
    m_schema->setAccessibleName(tr("Input schema of the flow, JSON"));
    m_runs = new RunsTable(m_services);
    m_tabs->addTab(m_overview, tr("Overview"));
    m_tabs->addTab(m_definition, tr("Definition"));
    m_tabs->addTab(m_schema, tr("Input schema"));
    m_tabs->addTab(m_runs, tr("Runs"));
    m_splitter->addWidget(inCard(m_diagram));
    m_splitter->addWidget(inCard(m_tabs));
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({600, 400});
    m_content->layout()->addWidget(m_splitter);
    static_cast<QVBoxLayout *>(m_content->layout())->setStretchFactor(m_splitter, 1);
    rememberSplitter(m_splitter, "flow/splitter", m_services.profile);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int index) {
        const QString name = index > 0 ? QString(tabNames.at(static_cast<std::size_t>(index))) : QString();
        Q_EMIT linkAmended(PageLink::flow(m_flowId).with(u"tab"_s, name));
    });
    connect(m_runs, &RunsTable::runActivated, this,
            [this](const QString &id) { Q_EMIT linkRequested(PageLink::run(id)); });
    connect(m_runs, &RunsTable::troubleChanged, this, &FlowPage::updateTrouble);
    connect(m_runs, &RunsTable::polled, this, &Page::polled);
    connect(m_runs, &RunsTable::emptyActionTriggered, m_start, &QPushButton::click);
}

void FlowPage::setUpMenu()
{
    auto *menu = new QMenu(m_more);
    menu->addAction(themeIcon(u"edit-copy"_s), tr("Copy the flow's scope"), this,
                    [this] { QApplication::clipboard()->setText(m_flow.globusAuthScope); });
    menu->addAction(themeIcon(u"edit-copy"_s), tr("Copy the flow's id"), this,
                    [this] { QApplication::clipboard()->setText(m_flowId); });
    menu->addSeparator();
    menu->addAction(themeIcon(u"document-save-as"_s), tr("Save the diagram as SVG…"), this,
                    [this] { exportDiagram(true); });
    menu->addAction(themeIcon(u"document-save-as"_s), tr("Save the diagram as PNG…"), this,
                    [this] { exportDiagram(false); });
    m_more->setMenu(menu);
}

void FlowPage::open(const PageLink &link)
{
    int index = 0;
    for (std::size_t i = 0; i < tabNames.size(); ++i) {
        if (link.value(u"tab"_s) == tabNames.at(i))
            index = static_cast<int>(i);
    }
    const QSignalBlocker blocker(m_tabs);
    m_tabs->setCurrentIndex(index);
    load();
}

void FlowPage::refresh()
{
    load();
    if (m_loaded)
        m_runs->refresh();
}

QString FlowPage::title() const
{
    return m_loaded ? m_flow.title : tr("Flow");
}

QWidget *FlowPage::focusTarget()
{
    return m_diagram->view();
}

void FlowPage::load()
{
    if (m_loading)
        return;
    m_loading = true;
    if (!m_loaded) {
        m_face->showLoading(tr("Looking up the flow…"));
        m_stack->setCurrentWidget(m_face);
    }
    core::settle(
        m_services.flows.getFlow(m_flowId, this), this, [this](const flows::Flow &flow) { show(flow); },
        [this](const core::ApiError &error) { showFailure(error); });
}

void FlowPage::show(const flows::Flow &flow)
{
    m_loading = false;
    const bool first = !m_loaded;
    m_loaded = true;
    m_flow = flow;
    m_title->setText(flow.title.isEmpty() ? tr("(without a title)") : flow.title);
    m_subtitle->setText(flow.subtitle);
    m_subtitle->setVisible(!flow.subtitle.isEmpty());
    m_start->setEnabled(models::mayStart(flow.userRoles));
    m_start->setToolTip(m_start->isEnabled() ? QString()
                                             : plainTip(tr("You may look at this flow, but not start it.")));
    m_runs->setEmptyText(tr("Never run"), tr("Runs of this flow that you may see appear here."),
                         m_start->isEnabled() ? tr("Start…") : QString());
    m_overview->show(flow, m_services.identityUrn);
    if (flow.definition.isNullOrEmpty())
        m_definition->setNote(tr("The service does not show the definition of this flow."));
    else
        m_definition->setJson(flow.definition.bytes());
    if (flow.inputSchema.isNullOrEmpty())
        m_schema->setNote(tr("This flow has no input schema: it takes any JSON object."));
    else
        m_schema->setJson(flow.inputSchema.bytes());
    m_diagram->setDefinition(flow.definition);
    if (first) {
        flows::ListRunsQuery query;
        query.flowIds = {m_flowId};
        query.orderBy = {u"start_time DESC"_s};
        query.perPage = 50;
        m_runs->setQuery(query);
    }
    m_stack->setCurrentWidget(m_content);
    m_loadTrouble = {};
    updateTrouble();
    Q_EMIT titleChanged();
    Q_EMIT polled(QDateTime::currentDateTimeUtc());
}

void FlowPage::showFailure(const core::ApiError &error)
{
    m_loading = false;
    const ErrorText text = errorText(error);
    if (text.problem.isEmpty())
        return;
    if (m_loaded) {
        m_loadTrouble = {tr("The flow could not be refreshed. %1 %2").arg(text.problem, text.advice), text.details};
        updateTrouble();
        return;
    }
    m_face->showFailed(tr("The flow could not be shown"), text.problem + u' ' + text.advice);
    m_face->setAction(tr("Retry"));
}

void FlowPage::updateTrouble()
{
    setTrouble(m_loadTrouble.text.isEmpty() ? m_runs->trouble() : m_loadTrouble);
}

void FlowPage::exportDiagram(bool vector)
{
    const QString suffix = vector ? u"svg"_s : u"png"_s;
    auto *chooser = new QFileDialog(this, tr("Save the diagram"), QString(),
                                    vector ? tr("Vector pictures (*.svg)") : tr("Pictures (*.png)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(suffix);
    chooser->selectFile(m_flow.title.simplified().replace(u'/', u'-') + u'.' + suffix);
    connect(chooser, &QFileDialog::fileSelected, this, [this, vector](const QString &path) {
        QSaveFile file(path);
        const DiagramExport picture{m_diagram->view()->geometry(), nullptr, Theme::light()};
        const bool good = file.open(QIODevice::WriteOnly) &&
                          (vector ? picture.writeSvg(file, m_flow.title) : picture.writePng(file)) && file.commit();
        if (!good)
            Q_EMIT problem(tr("The diagram could not be saved. Choose another place."), file.errorString());
    });
    chooser->open();
}

} // namespace widgets
