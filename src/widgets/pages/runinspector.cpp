#include "widgets/pages/runinspector.h"

#include "models/runtrace.h"
#include "widgets/common/jsonview.h"
#include "widgets/pages/tracetext.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/statuschip.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

bool goesOn(RunStatusKind status)
{
    return status == RunStatusKind::Running || status == RunStatusKind::NeedsYou;
}

} // namespace

RunInspector::RunInspector(QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(this))
    , m_chip(new StatusChip(this))
    , m_visitBox(new QComboBox(this))
    , m_tabs(new QTabWidget(this))
    , m_input(new JsonView(this))
    , m_output(new JsonView(this))
{
    setObjectName(u"runInspector"_s);
    setUp();
}

void RunInspector::setUp()
{
    m_title->setFont(sectionFont(font()));
    m_title->setObjectName(u"inspectorTitle"_s);
    m_visitBox->setObjectName(u"inspectorVisit"_s);
    m_visitBox->setAccessibleName(tr("Visit of this state"));
    m_tabs->setObjectName(u"inspectorTabs"_s);
    m_tabs->setDocumentMode(true);
    m_output->setObjectName(u"inspectorOutput"_s);
    m_output->setAccessibleName(tr("Output, JSON"));
    m_input->setObjectName(u"inspectorInput"_s);
    m_input->setAccessibleName(tr("Input, JSON"));
    m_tabs->addTab(m_output, tr("Output"));
    m_tabs->addTab(m_input, tr("Input"));
    auto *header = new QHBoxLayout;
    header->setContentsMargins(space::Group, space::Related, space::Group, 0);
    header->setSpacing(space::Related);
    header->addWidget(m_title, 1);
    header->addWidget(m_visitBox);
    header->addWidget(m_chip);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::Chip);
    layout->addLayout(header);
    layout->addWidget(m_tabs, 1);
    connect(m_visitBox, &QComboBox::activated, this, &RunInspector::showVisit);
}

void RunInspector::setRunStatus(RunStatusKind status, const QString &word)
{
    if (status == m_runStatus && word == m_runWord)
        return;
    m_runStatus = status;
    m_runWord = word;
    if (m_state.isEmpty())
        showVisit();
}

void RunInspector::showState(const QString &name, const models::RunTrace &trace)
{
    const bool same = name == m_state;
    const int before = m_visitBox->currentIndex();
    const bool followsLast = !same || before == m_visitBox->count() - 1;
    m_state = name;
    m_visits = visitsOf(name, trace);
    m_title->setText(name.isEmpty() ? tr("Whole run") : name);
    QStringList entries;
    for (qsizetype i = 0; i < m_visits.size(); ++i)
        entries.append(tr("Visit %1 of %2").arg(QString::number(i + 1), QString::number(m_visits.size())));
    m_visitBox->clear();
    m_visitBox->addItems(entries);
    m_visitBox->setVisible(m_visits.size() > 1);
    m_visitBox->setCurrentIndex(static_cast<int>(followsLast ? m_visits.size() - 1 : before));
    showVisit();
}

void RunInspector::chooseVisit(int visit)
{
    m_visitBox->setCurrentIndex(std::min(visit, m_visitBox->count() - 1));
    showVisit();
}

void RunInspector::showVisit()
{
    if (m_visits.isEmpty()) {
        m_chip->hide();
        m_output->setNote(tr("This state was not reached."));
        m_input->setNote(tr("This state was not reached."));
        return;
    }
    const VisitText &visit = m_visits.at(std::max(0, m_visitBox->currentIndex()));
    const RunStatusKind status = m_state.isEmpty() ? m_runStatus : visit.status;
    m_chip->setStatus(status, m_state.isEmpty() ? m_runWord : QString());
    m_chip->show();
    if (!visit.output.isEmpty())
        m_output->setJson(visit.output.bytes());
    else if (!visit.cause.isEmpty())
        m_output->setNote(visit.cause);
    else
        m_output->setNote(goesOn(status) ? tr("There is no output yet.") : tr("There is no output."));
    if (!visit.input.isEmpty())
        m_input->setJson(visit.input.bytes());
    else
        m_input->setNote(tr("The log names no input."));
}

} // namespace widgets
