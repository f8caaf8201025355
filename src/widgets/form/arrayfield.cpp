#include "widgets/form/arrayfield.h"

#include "widgets/form/fieldslot.h"
#include "widgets/form/taborder.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

qsizetype placesFor(const SchemaNode &node, const core::Json *value, qsizetype limit);

qsizetype placesForItems(const SchemaNode &item, const core::Json &list, qsizetype limit)
{
    qsizetype count = 0;
    for (const core::Json &value : list) {
        count += placesFor(item, &value, limit - count);
        if (count > limit)
            break;
    }
    return count;
}

//! How many places the fields of a value need. Counting ends soon after `limit`.
qsizetype placesFor(const SchemaNode &node, const core::Json *value, qsizetype limit)
{
    qsizetype count = 1;
    if (node.kind == SchemaNode::Kind::Object) {
        for (const SchemaNode::Property &property : node.properties) {
            const core::Json *inner = value != nullptr ? core::member(*value, core::toStd(property.key)) : nullptr;
            count += placesFor(property.node, inner, limit - count);
            if (count > limit)
                break;
        }
    } else if (node.kind == SchemaNode::Kind::Array && value != nullptr && value->is_array()) {
        count += placesForItems(*node.items, *value, limit - count);
    }
    return count;
}

} // namespace

ArrayField::ArrayField(const SchemaNode &node, const QString &pointer, bool required, const FormContext &context,
                       QWidget *parent)
    : FormField(parent)
    , m_item(*node.items)
    , m_context(context)
    , m_layout(new QVBoxLayout(this))
    , m_add(new QPushButton(themeIcon(u"list-add"_s), tr("Add"), this))
    , m_name(node.title.isEmpty() ? core::pointerKey(pointer.section(u'/', -1)) : node.title)
    , m_required(required)
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(space::Related);
    m_add->setAutoDefault(false);
    m_add->setAccessibleName(tr("Add to %1").arg(m_name));
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, &ArrayField::add);
    setPointer(pointer);
}

void ArrayField::build(const core::Json &items)
{
    for (const Row &row : std::as_const(m_rows))
        delete row.widget;
    m_rows.clear();
    for (const core::Json &item : items)
        addRow(item);
}

void ArrayField::addRow(const std::optional<core::Json> &value)
{
    const qsizetype index = m_rows.size();
    auto *widget = new QWidget(this);
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    const QString pointer = m_pointer + u'/' + QString::number(index);
    auto *slot = new FieldSlot(m_item, pointer, {}, true, m_context, widget);
    slot->setValue(value);
    auto *removeButton = new QToolButton(widget);
    removeButton->setIcon(themeIcon(u"list-remove"_s));
    removeButton->setAutoRaise(true);
    removeButton->setToolTip(tr("Remove this item"));
    layout->addWidget(slot, 1);
    layout->addWidget(removeButton, 0, Qt::AlignTop);
    m_layout->insertWidget(m_layout->indexOf(m_add), widget);
    widget->show(); // now: the layout would do it later, and what is hidden is left out by Tab
    m_rows.append({widget, slot, removeButton});
    number(index);
    connect(slot, &FormField::edited, this, &FormField::edited);
    connect(removeButton, &QToolButton::clicked, this, [this, slot] { remove(slot); });
}

void ArrayField::number(qsizetype row)
{
    const QString pointer = m_pointer + u'/' + QString::number(row);
    m_rows[row].slot->setPointer(pointer);
    m_rows[row].slot->setName(tr("%1, item %2").arg(m_name, QString::number(row + 1)));
    m_rows[row].removeButton->setObjectName(u"remove:"_s + pointer);
    m_rows[row].removeButton->setAccessibleName(tr("Remove item %1 of %2").arg(QString::number(row + 1), m_name));
}

void ArrayField::setPointer(const QString &pointer)
{
    FormField::setPointer(pointer);
    m_pointer = pointer;
    m_add->setObjectName(u"add:"_s + pointer);
    for (qsizetype row = 0; row < m_rows.size(); ++row)
        number(row);
}

void ArrayField::add()
{
    QWidget *before = m_add->previousInFocusChain();
    addRow(m_item.initialValue());
    chainTabs(before, m_rows.last().slot->tabStops() + QList<QWidget *>{m_rows.last().removeButton, m_add});
    m_rows.last().slot->focusTarget()->setFocus(Qt::TabFocusReason);
    Q_EMIT edited();
}

void ArrayField::remove(const FieldSlot *slot)
{
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].slot != slot)
            continue;
        m_rows[row].widget->hide();
        m_rows[row].widget->deleteLater();          // the button in it is being pressed
        m_rows[row].slot->setPointer(u"removed"_s); // its place belongs to another one now
        m_rows.removeAt(row);
        break;
    }
    for (qsizetype row = 0; row < m_rows.size(); ++row)
        number(row);
    m_add->setFocus(Qt::OtherFocusReason);
    Q_EMIT edited();
}

void ArrayField::setValue(const std::optional<core::Json> &value)
{
    m_present = value && value->is_array();
    m_saysEmpty = m_present && value->empty();
    build(core::Json::array());
    const qsizetype room = maxPlaces - *m_context.places;
    m_tooLong = m_present && (static_cast<qsizetype>(value->size()) > maxListItems ||
                              placesForItems(m_item, *value, room) > std::max<qsizetype>(room, 0));
    if (m_present && !m_tooLong)
        build(*value);
}

std::optional<core::Json> ArrayField::value() const
{
    if (m_rows.isEmpty() && (m_tooLong || !(m_saysEmpty || (m_required && m_present))))
        return std::nullopt;
    core::Json items = core::Json::array();
    for (const Row &row : m_rows) {
        std::optional<core::Json> item = row.slot->value();
        items.push_back(item                                    ? *std::move(item)
                        : m_item.kind == SchemaNode::Kind::Text ? core::Json("")
                                                                : core::Json());
    }
    return items;
}

bool ArrayField::isBlank() const
{
    return m_rows.isEmpty();
}

QString ArrayField::problem() const
{
    for (const Row &row : m_rows) {
        if (const QString problem = row.slot->problem(); !problem.isEmpty())
            return problem;
    }
    return {};
}

void ArrayField::setFindings(const FormFindings &findings, bool all)
{
    for (const Row &row : std::as_const(m_rows))
        row.slot->setFindings(findings, all);
}

QWidget *ArrayField::focusTarget()
{
    return m_rows.isEmpty() ? static_cast<QWidget *>(m_add) : m_rows.first().slot->focusTarget();
}

QList<QWidget *> ArrayField::tabStops()
{
    QList<QWidget *> stops;
    for (const Row &row : std::as_const(m_rows))
        stops += row.slot->tabStops() + QList<QWidget *>{row.removeButton};
    return stops + QList<QWidget *>{m_add};
}

QWidget *ArrayField::firstWithMessage()
{
    for (const Row &row : std::as_const(m_rows)) {
        if (QWidget *widget = row.slot->firstWithMessage())
            return widget;
    }
    return nullptr;
}

} // namespace widgets
