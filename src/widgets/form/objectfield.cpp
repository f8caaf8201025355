#include "widgets/form/objectfield.h"

#include "widgets/common/breakable.h"
#include "widgets/common/messagelabel.h"
#include "widgets/form/fieldslot.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <unordered_set>

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
        m_slots.emplace(m_members.last().key, slot);
    }
    m_strangers->hide();
    layout->addWidget(m_strangers);
}

void ObjectField::setValue(const std::optional<core::Json> &value)
{
    m_shown = value && value->is_object() ? value : std::nullopt;
    for (const Member &member : std::as_const(m_members)) {
        const core::Json *inner = m_shown ? core::member(*m_shown, member.key) : nullptr;
        member.slot->setValue(inner != nullptr ? std::optional(*inner) : std::nullopt);
    }
    showStrangers();
    m_saysBlank = m_shown && isBlank();
}

void ObjectField::showStrangers()
{
    constexpr int namedStrangers = 10;
    QStringList names;
    qsizetype more = 0;
    if (m_shown) {
        for (const auto &[key, inner] : m_shown->items()) {
            if (m_slots.contains(key))
                continue;
            if (names.size() < namedStrangers)
                names.append(core::toQString(key));
            else
                ++more;
        }
    }
    const QString listed = names.join(u", "_s);
    m_strangers->setText(breakable(
        more == 0
            ? tr("Also in the document, to be seen under JSON: %1").arg(listed)
            : tr("Also in the document, to be seen under JSON: %1, and %2 more").arg(listed, QString::number(more))));
    m_strangers->setVisible(!names.isEmpty());
    m_hasStrangers = !names.isEmpty();
}

std::optional<core::Json> ObjectField::value() const
{
    if (!m_required && !m_saysBlank && isBlank())
        return std::nullopt;
    core::Json result = core::Json::object();
    auto &object =
        result.get_ref<core::Json::object_t &>(); // a vector: members that are known to be new need no look-up
    std::unordered_set<std::string> placed;
    const auto put = [&object](const std::string &key, const FieldSlot *slot) {
        if (std::optional<core::Json> value = slot->value())
            object.emplace_back(key, *std::move(value));
    };
    if (m_shown) { // what was there keeps its place
        for (const auto &[key, inner] : m_shown->items()) {
            if (const auto known = m_slots.find(key); known != m_slots.end()) {
                put(key, known->second);
                placed.insert(key);
            } else {
                object.emplace_back(key, inner);
            }
        }
    }
    for (const Member &member : m_members) {
        if (!placed.contains(member.key))
            put(member.key, member.slot);
    }
    return result;
}

bool ObjectField::isBlank() const
{
    return !m_hasStrangers &&
           std::all_of(m_members.begin(), m_members.end(), [](const Member &member) { return member.slot->isBlank(); });
}

void ObjectField::setPointer(const QString &pointer)
{
    FormField::setPointer(pointer);
    for (const Member &member : std::as_const(m_members))
        member.slot->setPointer(pointer + u'/' + core::pointerToken(core::toQString(member.key)));
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

QList<QWidget *> ObjectField::tabStops()
{
    QList<QWidget *> stops;
    for (const Member &member : std::as_const(m_members))
        stops += member.slot->tabStops();
    return stops;
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
