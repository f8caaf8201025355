#include "widgets/form/objectfield.h"

#include "widgets/common/messagelabel.h"
#include "widgets/form/fieldslot.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace widgets {

ObjectField::ObjectField(const SchemaNode &node, const QString &pointer, bool required, const FormContext &context,
                         QWidget *parent)
    : FormField(parent)
    , m_required(required)
    , m_strangers(mutedLabel({}, this))
{
    auto *layout = new QVBoxLayout(this);
    const bool nested = !pointer.isEmpty();
    layout->setContentsMargins(nested ? space::Group : 0, nested ? space::Chip : 0, 0, 0);
    layout->setSpacing(space::Group);
    for (const SchemaNode::Property &property : node.properties) {
        const QString label = property.node.title.isEmpty() ? property.key : property.node.title;
        auto *slot = new FieldSlot(property.node, pointer + u'/' + core::pointerToken(property.key), label,
                                   property.required, context, this);
        connect(slot, &FormField::edited, this, &FormField::edited);
        layout->addWidget(slot);
        m_members.append({core::toStd(property.key), slot});
    }
    m_strangers->hide();
    layout->addWidget(m_strangers);
}

bool ObjectField::knows(const std::string &key) const
{
    return std::any_of(m_members.begin(), m_members.end(), [&](const Member &member) { return member.key == key; });
}

void ObjectField::setValue(const std::optional<core::Json> &value)
{
    m_shown = value && value->is_object() ? value : std::nullopt;
    for (const Member &member : std::as_const(m_members)) {
        const core::Json *inner = m_shown ? core::member(*m_shown, member.key) : nullptr;
        member.slot->setValue(inner != nullptr ? std::optional(*inner) : std::nullopt);
    }
    showStrangers();
}

void ObjectField::showStrangers()
{
    QStringList names;
    if (m_shown) {
        for (const auto &[key, inner] : m_shown->items()) {
            if (!knows(key))
                names.append(core::toQString(key));
        }
    }
    m_strangers->setText(tr("Also in the document, to be seen under JSON: %1").arg(names.join(u", "_s)));
    m_strangers->setVisible(!names.isEmpty());
}

std::optional<core::Json> ObjectField::value() const
{
    core::Json object = core::Json::object();
    const core::Json before = m_shown.value_or(core::Json::object());
    for (const auto &[key, inner] : before.items()) { // what was there keeps its place
        if (!knows(key))
            object[key] = inner;
        for (const Member &member : m_members) {
            if (member.key != key)
                continue;
            if (std::optional<core::Json> value = member.slot->value())
                object[key] = *std::move(value);
        }
    }
    for (const Member &member : m_members) {
        if (before.contains(member.key))
            continue;
        if (std::optional<core::Json> value = member.slot->value())
            object[member.key] = *std::move(value);
    }
    if (object.empty() && !m_shown && !m_required)
        return std::nullopt;
    return object;
}

QString ObjectField::problem() const
{
    for (const Member &member : m_members) {
        if (const QString problem = member.slot->problem(); !problem.isEmpty())
            return problem;
    }
    return {};
}

void ObjectField::setFindings(const FormFindings &findings, bool all)
{
    for (const Member &member : std::as_const(m_members))
        member.slot->setFindings(findings, all);
}

QWidget *ObjectField::focusTarget()
{
    return m_members.isEmpty() ? this : m_members.first().slot->focusTarget();
}

QWidget *ObjectField::firstWithMessage()
{
    for (const Member &member : std::as_const(m_members)) {
        if (QWidget *widget = member.slot->firstWithMessage())
            return widget;
    }
    return nullptr;
}

} // namespace widgets
