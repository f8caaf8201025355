#pragma once

#include "core/apierror.h"
#include "flows/flow.h"
#include "widgets/pages/page.h"
#include "widgets/pages/services.h"

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace widgets {

class ElidedLabel;
class EmptyState;
class FlowDiagram;
class FlowOverview;
class JsonView;
class RunsTable;

//! One flow: its diagram beside what there is to know of it, and the way to start it.
class FlowPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowPage)

public:
    FlowPage(const Services &services, const QString &flowId, QWidget *parent = nullptr);

    void open(const PageLink &link) override;
    void refresh() override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QWidget *focusTarget() override;

private:
    void setUpHeader();
    void setUpBody();
    void setUpMenu();
    void load();
    void show(const flows::Flow &flow);
    void showFailure(const core::ApiError &error);
    void updateTrouble();
    void exportDiagram(bool vector);

    const Services &m_services;
    QString m_flowId;
    flows::Flow m_flow;
    Trouble m_loadTrouble; //!< the flow itself could not be refreshed
    bool m_loaded = false;
    bool m_loading = false;

    QStackedWidget *m_stack;
    EmptyState *m_face;
    QWidget *m_content;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_subtitle = nullptr;
    QPushButton *m_start = nullptr;
    QToolButton *m_more = nullptr;
    QSplitter *m_splitter = nullptr;
    FlowDiagram *m_diagram = nullptr;
    QTabWidget *m_tabs = nullptr;
    FlowOverview *m_overview = nullptr;
    JsonView *m_definition = nullptr;
    JsonView *m_schema = nullptr;
    RunsTable *m_runs = nullptr;
};

} // namespace widgets
