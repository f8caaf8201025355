#pragma once

#include "widgets/pages/tracetext.h"

#include <QList>
#include <QString>
#include <QWidget>

class QComboBox;
class QTabWidget;

namespace models {
class RunTrace;
}

namespace widgets {

class ElidedLabel;
class JsonView;
class StatusChip;

//! What went into a state of a run and what came out, visit by visit. Without a state: the run's own input and output.
class RunInspector final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunInspector)

public:
    explicit RunInspector(QWidget *parent = nullptr);

    //! What the service says of the run as a whole; the log may tell less. \param word  the service's own
    void setRunStatus(RunStatusKind status, const QString &word);
    //! Shows a state, or with an empty name the whole run. The same state again keeps the chosen visit and tab.
    void showState(const QString &name, const models::RunTrace &trace);
    //! Chooses a visit of the state that is shown, from 0; the last one if there are fewer.
    void chooseVisit(int visit);
    [[nodiscard]] const QString &stateName() const { return m_state; }

private:
    void setUp();
    void showVisit();

    QString m_state;
    RunStatusKind m_runStatus = RunStatusKind::Running;
    QString m_runWord;
    QList<VisitText> m_visits;
    ElidedLabel *m_title;
    StatusChip *m_chip;
    QComboBox *m_visitBox;
    QTabWidget *m_tabs;
    JsonView *m_input;
    JsonView *m_output;
};

} // namespace widgets
