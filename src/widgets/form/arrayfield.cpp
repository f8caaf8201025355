#include "widgets/form/arrayfield.h"

#include "widgets/form/fieldslot.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace widgets {

ArrayField::ArrayField(const SchemaNode &node, const QString &pointer, const FormContext &context, QWidget *parent)
    : FormField(parent)
    , m_item(*node.items)
    , m_pointer(pointer)
    , m_context(context)
    , m_layout(new QVBoxLayout(this))
    , m_add(new QPushButton(themeIcon(u"list-add"_s), tr("Add"), this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(space::Related);
    m_add->setObjectName(u"add:"_s + pointer);
    m_add->setAccessibleName(tr("Add to %1").arg(node.title.isEmpty() ? pointer.section(u'/', -1) : node.title));
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, &ArrayField::add);
}

void ArrayField::build(const core::Json &items)
{
    for (QWidget *row : std::as_const(m_rows)) {
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    m_slots.clear();
    for (const core::Json &item : items)
        addRow(item);
}

FieldSlot *ArrayField::addRow(const std::optional<core::Json> &value)
{
    const qsizetype index = m_slots.size();
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *slot = new FieldSlot(m_item, m_pointer + u'/' + QString::number(index), {}, true, m_context, row);
    slot->focusTarget()->setAccessibleName(tr("Item %1").arg(index + 1));
    slot->setValue(value);
    auto *removeButton = new QToolButton(row);
    removeButton->setIcon(themeIcon(u"list-remove"_s));
    removeButton->setAutoRaise(true);
    removeButton->setToolTip(tr("Remove this item"));
    removeButton->setAccessibleName(tr("Remove item %1").arg(index + 1));
    removeButton->setObjectName(u"remove:"_s + m_pointer + u'/' + QString::number(index));
    layout->addWidget(slot, 1);
    layout->addWidget(removeButton, 0, Qt::AlignTop);
    m_layout->insertWidget(m_layout->indexOf(m_add), row);
    m_rows.append(row);
    m_slots.append(slot);
    connect(slot, &FormField::edited, this, &FormField::edited);
    connect(removeButton, &QToolButton::clicked, this, [this, slot] { remove(m_slots.indexOf(slot)); });
    return slot;
}

void ArrayField::add()
{
    FieldSlot *slot = addRow(m_item.initialValue());
    slot->focusTarget()->setFocus(Qt::TabFocusReason);
    Q_EMIT edited();
}

void ArrayField::remove(qsizetype index)
{
    core::Json items = core::Json::array();
    for (qsizetype i = 0; i < m_slots.size(); ++i) {
        if (i != index)
            items.push_back(m_slots[i]->value().value_or(core::Json()));
    }
    build(items); // every item behind has another pointer now
    m_add->setFocus(Qt::OtherFocusReason);
    Q_EMIT edited();
}

void ArrayField::setValue(const std::optional<core::Json> &value)
{
    const bool isList = value && value->is_array();
    m_present = isList;
    build(isList ? *value : core::Json::array());
}

std::optional<core::Json> ArrayField::value() const
{
    if (m_slots.isEmpty() && !m_present)
        return std::nullopt;
    core::Json items = core::Json::array();
    for (const FieldSlot *slot : m_slots) {
        std::optional<core::Json> item = slot->value();
        items.push_back(item                                    ? *std::move(item)
                        : m_item.kind == SchemaNode::Kind::Text ? core::Json("")
                                                                : core::Json());
    }
    return items;
}

QString ArrayField::problem() const
{
    for (const FieldSlot *slot : m_slots) {
        if (const QString problem = slot->problem(); !problem.isEmpty())
            return problem;
    }
    return {};
}

void ArrayField::setFindings(const FormFindings &findings, bool all)
{
    for (FieldSlot *slot : std::as_const(m_slots))
        slot->setFindings(findings, all);
}

QWidget *ArrayField::focusTarget()
{
    return m_slots.isEmpty() ? static_cast<QWidget *>(m_add) : m_slots.first()->focusTarget();
}

QWidget *ArrayField::firstWithMessage()
{
    for (FieldSlot *slot : std::as_const(m_slots)) {
        if (QWidget *widget = slot->firstWithMessage())
            return widget;
    }
    return nullptr;
}

} // namespace widgets
