#pragma once

#include "flows/run.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace widgets {

class ElidedLabel;
class StatusChip;

//! The top of a run's page: what ran, how it stands, for how long, and what one can do about it.
class RunHeader final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunHeader)

public:
    explicit RunHeader(QWidget *parent = nullptr);

    //! \param ownUrn  who is looking; empty if that is not known
    void show(const flows::Run &run, const QString &ownUrn);
    //! While a cancellation is asked for.
    void setCancelling(bool cancelling);
    [[nodiscard]] QString title() const;

Q_SIGNALS:
    void cancelRequested();
    void flowRequested();
    void startAgainRequested();
    void copyIdRequested();

private:
    void setUpMenu();
    void updateTimes();

    flows::Run m_run;
    QString m_ownUrn;
    bool m_cancelling = false;
    QTimer m_second;
    ElidedLabel *m_title;
    ElidedLabel *m_times;
    StatusChip *m_chip;
    QPushButton *m_flow;
    QPushButton *m_cancel;
    QPushButton *m_again;
    QToolButton *m_more;
};

} // namespace widgets
