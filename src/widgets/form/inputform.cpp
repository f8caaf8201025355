#include "widgets/form/inputform.h"

#include "widgets/common/messagelabel.h"
#include "widgets/form/jsonfield.h"
#include "widgets/form/taborder.h"
#include "widgets/theme/theme.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

//! Adds a message for each required member that is not there, below objects that are.
void placeMissing(const SchemaNode &node, const core::Json &document, const QString &pointer, FormFindings &placed)
{
    if (node.kind == SchemaNode::Kind::Array && document.is_array()) {
        for (std::size_t i = 0; i < document.size(); ++i)
            placeMissing(*node.items, document[i], pointer + u'/' + QString::number(i), placed);
    }
    if (!document.is_object())
        return;
    for (const SchemaNode::Property &property : node.properties) {
        const QString inner = pointer + u'/' + core::pointerToken(property.key);
        const core::Json *value = core::member(document, core::toStd(property.key));
        if (value != nullptr) {
            placeMissing(property.node, *value, inner, placed);
        } else if (property.required) {
            const qsizetype before = placed.size();
            placeMissing(property.node, core::Json::object(), inner, placed);
            if (placed.size() == before) // else the parts of it say so
                placed[inner].append(InputForm::tr("Fill this in."));
        }
    }
}

QString parentOf(const QString &pointer)
{
    return pointer.left(pointer.lastIndexOf(u'/'));
}

} // namespace

FormFindings placeFindings(const SchemaNode &node, const core::Json &document,
                           const QList<flowlang::SchemaFinding> &findings)
{
    FormFindings missing;
    placeMissing(node, document, {}, missing);
    FormFindings placed;
    for (const flowlang::SchemaFinding &finding : findings) {
        if (finding.keyword != "required"_L1) {
            placed[finding.pointer].append(finding.message);
            continue;
        }
        bool shown = false;
        for (auto it = missing.constBegin(); it != missing.constEnd(); ++it) {
            if (parentOf(it.key()) == finding.pointer || it.key().startsWith(finding.pointer + u'/')) {
                placed[it.key()] = it.value();
                shown = true;
            }
        }
        if (!shown)
            placed[finding.pointer].append(finding.message);
    }
    return placed;
}

InputForm::InputForm(QWidget *parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
}

void InputForm::setSchema(const core::Json &schema, const FormContext &context)
{
    m_node = SchemaNode::read(schema);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, space::Related, 0);
    m_root = makeField(m_node, {}, tr("Input"), true, context, content);
    if (auto *box = qobject_cast<JsonField *>(m_root)) {
        layout->addWidget(
            mutedLabel(tr("This flow does not say what its input is made of. Write it as JSON."), content));
        box->setExpanding();
        layout->addWidget(box, 1);
    } else {
        layout->addWidget(m_root);
        layout->addStretch(1);
    }
    connect(m_root, &FormField::edited, this, &InputForm::edited);
    setWidget(content);
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    orderTabs();
}

void InputForm::setTabAnchor(QWidget *anchor)
{
    m_tabAnchor = anchor;
    orderTabs();
}

void InputForm::orderTabs() // what is made later stands at the end of the window's order
{
    QList<QWidget *> stops = m_root->tabStops();
    QWidget *first = m_tabAnchor != nullptr ? m_tabAnchor.data() : stops.takeFirst();
    chainTabs(first, stops);
}

core::Json InputForm::initialDocument() const
{
    const std::optional<core::Json> value = m_node.initialValue();
    return value && value->is_object() ? *value : core::Json::object();
}

void InputForm::setDocument(const core::Json &document)
{
    m_root->setValue(document);
    orderTabs();
}

core::Json InputForm::document() const
{
    return m_root->value().value_or(core::Json::object());
}

QString InputForm::problem() const
{
    return m_root->problem();
}

QHash<QString, QByteArray> InputForm::brokenTexts() const
{
    QHash<QString, QByteArray> texts;
    for (const JsonField *box : findChildren<JsonField *>()) {
        if (!box->isHidden() && !box->problem().isEmpty())
            texts.insert(box->objectName(), box->text());
    }
    return texts;
}

void InputForm::setBrokenTexts(const QHash<QString, QByteArray> &texts)
{
    for (JsonField *box : findChildren<JsonField *>()) {
        if (const auto text = texts.constFind(box->objectName()); text != texts.constEnd() && !box->isHidden())
            box->setText(*text);
    }
}

QStringList InputForm::showFindings(const QList<flowlang::SchemaFinding> &findings, const core::Json &document,
                                    bool all)
{
    const FormFindings placed = placeFindings(m_node, document, findings);
    m_root->setFindings(placed, all);
    QStringList general = placed.value(QString());
    for (auto it = placed.constBegin(); it != placed.constEnd(); ++it) {
        const bool hasPlace = findChild<QWidget *>(u"message:"_s + it.key()) != nullptr;
        if (!it.key().isEmpty() && !hasPlace)
            general.append(it.key() + u": "_s + it.value().join(u' '));
    }
    return general;
}

bool InputForm::focusFirstMessage()
{
    QWidget *field = m_root->firstWithMessage();
    if (field == nullptr)
        return false;
    ensureWidgetVisible(field);
    field->setFocus(Qt::OtherFocusReason);
    return true;
}

void InputForm::focusFirstField()
{
    m_root->focusTarget()->setFocus(Qt::OtherFocusReason);
}

} // namespace widgets
