#include "widgets/form/collectionfield.h"

#include "widgets/common/messagelabel.h"
#include "widgets/form/wheelguard.h"
#include "widgets/theme/plaintip.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

const SchemaNode::Property *propertyNamed(const SchemaNode &node, QLatin1StringView key)
{
    for (const SchemaNode::Property &candidate : node.properties) {
        if (candidate.key == key)
            return &candidate;
    }
    return nullptr;
}

QString labelOf(const SchemaNode::Property &property, const QString &fallback)
{
    return property.node.title.isEmpty() ? fallback : property.node.title;
}

} // namespace

CollectionField::CollectionField(const SchemaNode &node, const QString &pointer, bool required,
                                 const FormContext &context, QWidget *parent)
    : FormField(parent)
    , m_pointer(pointer)
    , m_collection(new QComboBox(this))
    , m_path(new QLineEdit(this))
    , m_collectionMessage(new MessageLabel(this))
    , m_pathMessage(new MessageLabel(this))
    , m_required(required)
{
    const SchemaNode::Property &id = *propertyNamed(node, "id"_L1);
    const SchemaNode::Property &path = *propertyNamed(node, "path"_L1);
    m_collection->setEditable(true);
    m_collection->setInsertPolicy(QComboBox::NoInsert);
    m_collection->addItems(context.knownCollections);
    m_collection->setCurrentIndex(-1);
    m_collection->lineEdit()->setPlaceholderText(tr("Collection's id"));
    m_collection->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_collection->setMinimumContentsLength(20);
    m_collection->setAccessibleName(labelOf(id, tr("Collection")));
    m_collection->setToolTip(plainTip(id.node.description));
    m_path->setPlaceholderText(path.required ? tr("Path, for example /~/folder/file.txt") : tr("Path (optional)"));
    m_path->setAccessibleName(labelOf(path, tr("Path")));
    m_path->setToolTip(plainTip(path.node.description));
    guardFromWheel(m_collection);
    setPointer(pointer);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(space::Related);
    layout->setVerticalSpacing(space::Chip);
    layout->addWidget(m_collection, 0, 0);
    layout->addWidget(m_path, 0, 1);
    layout->addWidget(m_collectionMessage, 1, 0, Qt::AlignTop);
    layout->addWidget(m_pathMessage, 1, 1, Qt::AlignTop);
    layout->setColumnStretch(0, 6); // an id should be seen whole
    layout->setColumnStretch(1, 5);
    connect(m_collection->lineEdit(), &QLineEdit::editingFinished, this,
            [this] { m_collection->lineEdit()->setCursorPosition(0); });
    connect(m_collection, &QComboBox::editTextChanged, this, [this] {
        m_collectionTouched = true;
        Q_EMIT edited();
    });
    connect(m_path, &QLineEdit::textEdited, this, [this] {
        m_pathTouched = true;
        Q_EMIT edited();
    });
}

void CollectionField::setValue(const std::optional<core::Json> &value)
{
    m_shown = value && value->is_object() ? value : std::nullopt;
    const QSignalBlocker blocker(m_collection);
    m_collection->setEditText(m_shown ? core::stringMember(*m_shown, "id") : QString());
    m_collection->lineEdit()->setCursorPosition(0);
    m_path->setText(m_shown ? core::stringMember(*m_shown, "path") : QString());
}

void CollectionField::put(core::Json &object, const std::string &key, const QString &text) const
{
    const core::Json *before = m_shown ? core::member(*m_shown, key) : nullptr;
    const bool saidEmpty = before != nullptr && before->is_string() && before->get_ref<const std::string &>().empty();
    if (!text.isEmpty() || saidEmpty)
        object[key] = core::toStd(text);
    else
        object.erase(key);
}

core::Json CollectionField::object() const
{
    core::Json object = m_shown.value_or(core::Json::object());
    put(object, "id", m_collection->currentText().trimmed());
    put(object, "path", m_path->text());
    return object;
}

std::optional<core::Json> CollectionField::value() const
{
    core::Json shown = object();
    const bool wanted = m_shown && (m_required || m_shown->empty()); // the document itself said {}
    if (shown.empty() && !wanted)
        return std::nullopt;
    return shown;
}

bool CollectionField::isBlank() const
{
    return object().empty();
}

void CollectionField::setPointer(const QString &pointer)
{
    FormField::setPointer(pointer);
    m_pointer = pointer;
    m_collection->setObjectName(u"collection:"_s + pointer);
    m_path->setObjectName(u"path:"_s + pointer);
    m_collectionMessage->setObjectName(u"message:"_s + pointer + u"/id"_s);
    m_pathMessage->setObjectName(u"message:"_s + pointer + u"/path"_s);
}

void CollectionField::setFindings(const FormFindings &findings, bool all)
{
    const auto show = [&](MessageLabel *label, const QString &key, bool touched) {
        label->say(touched || all ? findings.value(m_pointer + key).join(u'\n') : QString());
    };
    show(m_collectionMessage, u"/id"_s, m_collectionTouched);
    show(m_pathMessage, u"/path"_s, m_pathTouched);
}

QWidget *CollectionField::focusTarget()
{
    return m_collection;
}

QList<QWidget *> CollectionField::tabStops()
{
    return {m_collection, m_path};
}

QWidget *CollectionField::firstWithMessage()
{
    if (!m_collectionMessage->text().isEmpty())
        return m_collection;
    return m_pathMessage->text().isEmpty() ? nullptr : m_path;
}

} // namespace widgets
