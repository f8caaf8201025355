#include "widgets/form/fieldfactory.h"

#include "widgets/form/arrayfield.h"
#include "widgets/form/collectionfield.h"
#include "widgets/form/jsonfield.h"
#include "widgets/form/objectfield.h"
#include "widgets/form/scalarfields.h"

namespace widgets {

FormField *makeField(const SchemaNode &node, const QString &pointer, const QString &name, bool required,
                     const FormContext &context, QWidget *parent)
{
    FormField *field = nullptr;
    switch (node.kind) {
    case SchemaNode::Kind::Object:
        field = new ObjectField(node, pointer, required, context, parent);
        break;
    case SchemaNode::Kind::Collection:
        field = new CollectionField(node, pointer, context, parent);
        break;
    case SchemaNode::Kind::Text:
        field = new TextField(node, parent);
        break;
    case SchemaNode::Kind::Number:
        field = new NumberField(node, parent);
        break;
    case SchemaNode::Kind::Boolean:
        field = new BooleanField(node, name, required, parent);
        break;
    case SchemaNode::Kind::Choice:
        field = new ChoiceField(node, required, parent);
        break;
    case SchemaNode::Kind::Constant:
        field = new ConstantField(node, required, parent);
        break;
    case SchemaNode::Kind::Array:
        field = new ArrayField(node, pointer, context, parent);
        break;
    case SchemaNode::Kind::Json:
        field = new JsonField(parent);
        break;
    }
    field->setObjectName(QStringLiteral("field:") + pointer);
    field->focusTarget()->setAccessibleName(name);
    if (!node.description.isEmpty())
        field->focusTarget()->setAccessibleDescription(node.description);
    return field;
}

} // namespace widgets
