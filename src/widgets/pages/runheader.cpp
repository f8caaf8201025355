#include "widgets/pages/runheader.h"

#include "models/roles.h"
#include "models/words.h"
#include "widgets/pages/pagelayout.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/plaintip.h"
#include "widgets/theme/primarybutton.h"
#include "widgets/theme/statuschip.h"
#include "widgets/theme/statusstyle.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace widgets {

RunHeader::RunHeader(QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(this))
    , m_times(new ElidedLabel(this))
    , m_chip(new StatusChip(this))
    , m_flow(new QPushButton(tr("Show flow"), this))
    , m_cancel(new QPushButton(tr("Cancel run"), this))
    , m_again(new PrimaryButton(tr("Start again…"), this))
    , m_more(moreButton(this))
{
    m_title->setObjectName(u"runTitle"_s);
    m_title->setFont(pageTitleFont(font()));
    m_times->setObjectName(u"runTimes"_s);
    m_times->setMuted(true);
    m_chip->setObjectName(u"runStatus"_s);
    m_flow->setObjectName(u"showFlow"_s);
    m_flow->setAccessibleName(tr("Show the flow of this run"));
    m_cancel->setObjectName(u"cancelRun"_s);
    m_cancel->setAccessibleName(tr("Cancel this run"));
    m_again->setObjectName(u"startAgain"_s);
    m_again->setAccessibleName(tr("Start another run of this flow"));
    setUpMenu();
    auto *second = new QWidget(this);
    auto *line = new QHBoxLayout(second);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space::Related);
    line->addWidget(m_chip);
    line->addWidget(m_times, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(headerLayout(m_title, second, {m_flow, m_cancel, m_again, m_more}));
    connect(m_flow, &QPushButton::clicked, this, &RunHeader::flowRequested);
    connect(m_cancel, &QPushButton::clicked, this, &RunHeader::cancelRequested);
    connect(m_again, &QPushButton::clicked, this, &RunHeader::startAgainRequested);
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &RunHeader::updateTimes);
}

void RunHeader::setUpMenu()
{
    auto *menu = new QMenu(m_more);
    menu->addAction(themeIcon(u"edit-copy"_s), tr("Copy the run's id"), this, &RunHeader::copyIdRequested);
    m_more->setMenu(menu);
}

void RunHeader::show(const flows::Run &run, const QString &ownUrn)
{
    m_run = run;
    m_ownUrn = ownUrn;
    m_title->setText(title());
    m_chip->setStatus(statusKind(run), run.statusText());
    const bool over = run.isTerminal();
    m_cancel->setVisible(!over);
    m_again->setVisible(over);
    if (over)
        m_cancelling = false;
    setCancelling(m_cancelling);
    updateTimes();
    if (over)
        m_second.stop();
    else
        m_second.start();
}

void RunHeader::setCancelling(bool cancelling)
{
    m_cancelling = cancelling;
    m_cancel->setEnabled(!cancelling);
    m_cancel->setText(cancelling ? tr("Cancelling…") : tr("Cancel run"));
}

QString RunHeader::title() const
{
    if (m_run.label.isEmpty())
        return m_run.flowTitle.isEmpty() ? tr("Run") : m_run.flowTitle;
    return m_run.flowTitle.isEmpty() ? m_run.label : m_run.label + u" · "_s + m_run.flowTitle;
}

void RunHeader::updateTimes()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QString text = models::durationWords(m_run.durationMs(now));
    const QString started = models::relativeTime(m_run.startTime, now);
    const QString who = models::principalWords(m_run.runOwner, m_ownUrn);
    if (!started.isEmpty())
        text += u" · "_s + (who.isEmpty() ? tr("started %1").arg(started) : tr("started %1 by %2").arg(started, who));
    m_times->setText(text);
    m_times->setToolTip(plainTip(models::exactTime(m_run.startTime)));
}

} // namespace widgets
