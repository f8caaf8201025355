#include "widgets/form/fieldslot.h"

#include "widgets/common/breakable.h"
#include "widgets/common/messagelabel.h"
#include "widgets/form/jsonfield.h"
#include "widgets/form/scalarfields.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace widgets {

FieldSlot::FieldSlot(const SchemaNode &node, const QString &pointer, const QString &label, bool required,
                     const FormContext &context, QWidget *parent)
    : FormField(parent)
    , m_node(node)
    , m_pointer(pointer)
    , m_name(label.isEmpty() ? core::pointerKey(pointer.section(u'/', -1)) : label)
    , m_places(context.places)
    , m_required(required)
    , m_control(makeField(node, pointer, m_name, required, context, this))
    , m_layout(new QVBoxLayout(this))
{
    ++*m_places;
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(space::Chip);
    setUpLabels(label);
    m_layout->addWidget(m_control);
    m_note = mutedLabel({}, this);
    m_note->hide();
    m_layout->addWidget(m_note);
    m_message = new MessageLabel(this);
    m_message->setObjectName(u"message:"_s + pointer);
    m_layout->addWidget(m_message);
    connect(m_control, &FormField::edited, this, &FieldSlot::onEdited);
    useField(m_control);
}

FieldSlot::~FieldSlot()
{
    --*m_places;
}

void FieldSlot::setUpLabels(const QString &label)
{
    if (!label.isEmpty()) {
        auto *row = new QHBoxLayout;
        m_layout->addLayout(row);
        m_label = new QLabel(this);
        m_label->setTextFormat(Qt::PlainText);
        m_label->setWordWrap(true);
        QString text = breakable(label).replace(u'&', u"&&"_s); // it has a buddy: & would make a shortcut
        m_label->setText(m_required ? QString(text + u" *"_s) : text);
        m_label->setFont(strongFont(font()));
        row->addWidget(m_label, 1);
        const bool several = m_node.kind == SchemaNode::Kind::Object || m_node.kind == SchemaNode::Kind::Collection ||
                             m_node.kind == SchemaNode::Kind::Array;
        if (several && !m_required) {
            m_clear = new QToolButton(this);
            m_clear->setText(tr("Leave out"));
            m_clear->setAutoRaise(true);
            m_clear->setObjectName(u"clear:"_s + m_pointer);
            m_clear->setAccessibleName(tr("Leave out %1").arg(label));
            m_clear->hide();
            row->addWidget(m_clear);
            connect(m_clear, &QToolButton::clicked, this, &FieldSlot::clear);
        }
    }
    if (!m_node.description.isEmpty())
        m_layout->addWidget(mutedLabel(m_node.description, this));
}

void FieldSlot::useField(FormField *field)
{
    m_field = field;
    if (m_label != nullptr)
        m_label->setBuddy(field->focusTarget());
    if (m_clear != nullptr)
        m_clear->setVisible(!isBlank());
}

void FieldSlot::makeBox()
{
    m_box = new JsonField(this);
    m_box->setObjectName(u"json:"_s + m_pointer);
    m_box->focusTarget()->setAccessibleName(m_name);
    m_layout->insertWidget(m_layout->indexOf(m_control), m_box);
    connect(m_box, &FormField::edited, this, &FieldSlot::onEdited);
}

void FieldSlot::setValue(const std::optional<core::Json> &value)
{
    m_control->setValue(value);
    const bool fits = value ? sameJson(m_control->value(), value) : m_control->isBlank();
    if (!fits && m_box == nullptr)
        makeBox();
    if (!fits) {
        m_box->setValue(value);
        m_note->setText(m_node.kind == SchemaNode::Kind::Array && value->is_array()
                            ? tr("This list is too long for a form, so it is shown as JSON.")
                            : tr("This value does not fit the field, so it is shown as JSON."));
    }
    m_control->setVisible(fits);
    m_note->setVisible(!fits);
    if (m_box != nullptr)
        m_box->setVisible(!fits);
    useField(fits ? m_control : m_box);
}

void FieldSlot::clear()
{
    setValue(std::nullopt);
    focusTarget()->setFocus(Qt::OtherFocusReason);
    onEdited();
}

bool FieldSlot::isBlank() const
{
    return m_field->isBlank();
}

void FieldSlot::setPointer(const QString &pointer)
{
    m_pointer = pointer;
    m_control->setPointer(pointer);
    m_message->setObjectName(u"message:"_s + pointer);
    if (m_box != nullptr)
        m_box->setObjectName(u"json:"_s + pointer);
    if (m_clear != nullptr)
        m_clear->setObjectName(u"clear:"_s + pointer);
}

void FieldSlot::setName(const QString &name)
{
    m_name = name;
    spokenPart(*m_control, m_node)->setAccessibleName(name);
    if (m_box != nullptr)
        m_box->focusTarget()->setAccessibleName(name);
}

std::optional<core::Json> FieldSlot::value() const
{
    return m_field->value();
}

QString FieldSlot::problem() const
{
    return m_field->problem();
}

void FieldSlot::onEdited()
{
    m_touched = true;
    if (m_clear != nullptr)
        m_clear->setVisible(!isBlank());
    Q_EMIT edited();
}

bool FieldSlot::hasInnerMessages() const
{
    return m_field != m_box && (m_node.kind == SchemaNode::Kind::Object || m_node.kind == SchemaNode::Kind::Array);
}

void FieldSlot::setFindings(const FormFindings &findings, bool all)
{
    m_field->setFindings(findings, all);
    QStringList messages;
    if (const QString own = hasInnerMessages() ? QString() : problem(); !own.isEmpty()) {
        messages.append(own);
    } else if (m_touched || all) {
        messages = findings.value(m_pointer);
        const bool boxed = m_field == m_box || m_node.kind == SchemaNode::Kind::Json;
        for (auto it = findings.begin(); boxed && it != findings.end(); ++it) { // a box has no fields inside to say it
            if (it.key().startsWith(m_pointer + u'/'))
                messages += it.value();
        }
    }
    showMessage(messages.join(u'\n'));
}

void FieldSlot::showMessage(const QString &message)
{
    m_message->say(message);
    const QString help = message.isEmpty() ? m_node.description : message;
    QWidget *spoken = m_field == m_box ? m_box->focusTarget() : spokenPart(*m_control, m_node);
    spoken->setAccessibleDescription(help);
}

QWidget *FieldSlot::focusTarget()
{
    return m_field->focusTarget();
}

QList<QWidget *> FieldSlot::tabStops()
{
    QList<QWidget *> stops;
    if (m_clear != nullptr)
        stops.append(m_clear);
    if (m_box != nullptr)
        stops += m_box->tabStops();
    return stops + m_control->tabStops();
}

QWidget *FieldSlot::firstWithMessage()
{
    if (QWidget *inside = m_field->firstWithMessage())
        return inside;
    return m_message->text().isEmpty() ? nullptr : m_field->focusTarget();
}

} // namespace widgets
