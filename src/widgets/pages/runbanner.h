#pragma once

#include "flows/run.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace widgets {

struct RunReason;

//! The answer first: why a run failed, was cancelled or waits, in one sentence, the state where it happened, and the
//! service's own words under Details. Hidden while there is nothing to explain.
class RunBanner final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunBanner)

public:
    explicit RunBanner(QWidget *parent = nullptr);

    //! What there is to explain appears a moment later: its document is read in another thread.
    void show(const flows::Run &run);

Q_SIGNALS:
    //! The user wants to see the state where it happened.
    void stateRequested(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void explainBy(const RunReason &reason);

    flows::Run m_run;
    quint64 m_generation = 0;
    QString m_state;
    QLabel *m_title;
    QLabel *m_cause;
    QPushButton *m_showState;
    QToolButton *m_detailsButton;
    QPlainTextEdit *m_details;
};

} // namespace widgets
