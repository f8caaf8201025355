#include "widgets/pages/flowoverview.h"

#include "models/roles.h"
#include "models/words.h"
#include "widgets/common/messagelabel.h"
#include "widgets/common/wrappedtext.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/plaintip.h"
#include "widgets/theme/statusstyle.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace widgets {

FlowOverview::FlowOverview(QWidget *parent)
    : QScrollArea(parent)
    , m_description(new WrappedText(this))
    , m_rows(new QFormLayout)
{
    setObjectName(u"flowOverview"_s);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(space::Group, space::Group, space::Group, space::Group);
    layout->setSpacing(space::Group);
    m_description->setObjectName(u"flowDescription"_s);
    m_description->setAccessibleName(tr("Description"));
    m_rows->setHorizontalSpacing(space::Group);
    m_rows->setVerticalSpacing(space::Related);
    m_rows->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_rows->setRowWrapPolicy(QFormLayout::DontWrapRows);
    m_rows->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    layout->addWidget(m_description);
    layout->addLayout(m_rows);
    layout->addStretch(1);
    setWidget(content);
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
}

void FlowOverview::show(const flows::Flow &flow, const QString &ownUrn)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_description->setText(flow.description);
    m_description->setVisible(!flow.description.isEmpty());
    while (m_rows->rowCount() > 0)
        m_rows->removeRow(0);
    addRow(tr("Your role"), models::roleWord(flow.userRoles));
    addRow(tr("Owner"), models::principalWords(flow.flowOwner, ownUrn), flow.flowOwner);
    addRow(tr("Keywords"), flow.keywords.join(u", "_s));
    addRow(tr("Changed"), models::relativeTime(flow.updatedAt, now), models::exactTime(flow.updatedAt));
    addRow(tr("Created"), models::relativeTime(flow.createdAt, now), models::exactTime(flow.createdAt));
    addRow(tr("Flow id"), flow.id, {}, true);
    addRow(tr("Scope"), flow.globusAuthScope, {}, true);
}

QWidget *FlowOverview::wordsWidget(const QString &text)
{
    auto *value = new WrappedText(this);
    value->setText(text);
    return value;
}

QWidget *FlowOverview::lineWidget(const QString &text)
{
    auto *value = new ElidedLabel(text, this); // both ends tell ids apart
    value->setElideMode(Qt::ElideMiddle);
    value->setFont(monospaceFont(font()));
    return value;
}

void FlowOverview::addRow(const QString &name, const QString &text, const QString &tip, bool monospace)
{
    if (text.isEmpty())
        return;
    QWidget *value = monospace ? lineWidget(text) : wordsWidget(text);
    value->setAccessibleName(name + u": "_s + text);
    value->setToolTip(plainTip(tip));
    QLabel *label = mutedLabel(name, this);
    label->setWordWrap(false);
    m_rows->addRow(label, value);
}

} // namespace widgets
