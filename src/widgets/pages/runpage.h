#pragma once

#include "core/apierror.h"
#include "widgets/pages/page.h"
#include "widgets/pages/services.h"

#include <QTimer>

class QSplitter;
class QStackedWidget;

namespace models {
class RunFollower;
}

namespace widgets {

class DiagramView;
class EmptyState;
class FlowDiagram;
class RunBanner;
class RunHeader;
class RunInspector;
class RunLogTable;

//! One run, live or finished: how it stands, its flow coloured by what happened, its log, and what went in and out.
//! Diagram, log and inspector share one selection. The service is asked only while the page is shown.
class RunPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunPage)

public:
    RunPage(const Services &services, const QString &runId, QWidget *parent = nullptr);
    ~RunPage() override;

    void open(const PageLink &link) override;
    void refresh() override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QWidget *focusTarget() override;
    [[nodiscard]] models::RunFollower &follower() const { return *m_follower; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setUpHeader();
    void setUpBody();
    void setUpFollower();
    void setUpSelection();
    void showRun();
    void showTrace();
    void showOverlay();
    void showDefinition();
    void showFailure(const core::ApiError &error);
    void selectState(const QString &name);
    void selectEntry(int row);
    void cancel();
    void startAgain();

    const Services &m_services;
    QString m_runId;
    models::RunFollower *m_follower;
    bool m_selecting = false;
    bool m_wasActive = false;

    QStackedWidget *m_stack;
    EmptyState *m_face;
    QWidget *m_content;
    RunHeader *m_header = nullptr;
    RunBanner *m_banner = nullptr;
    FlowDiagram *m_picture = nullptr;
    DiagramView *m_diagram = nullptr; //!< inside of m_picture
    RunLogTable *m_log = nullptr;
    RunInspector *m_inspector = nullptr;
    QTimer m_clock; //!< lets the time in the current state go on
};

} // namespace widgets
