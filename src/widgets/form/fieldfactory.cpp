#include "widgets/form/fieldfactory.h"

#include "widgets/form/arrayfield.h"
#include "widgets/form/collectionfield.h"
#include "widgets/form/constantfield.h"
#include "widgets/form/jsonfield.h"
#include "widgets/form/numberfield.h"
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
        field = new CollectionField(node, pointer, required, context, parent);
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
        field = new ConstantField(node, name, required, parent);
        break;
    case SchemaNode::Kind::Array:
        field = new ArrayField(node, pointer, required, context, parent);
        break;
    case SchemaNode::Kind::Json:
        field = new JsonField(parent);
        break;
    }
    field->setPointer(pointer);
    QWidget *spoken = spokenPart(*field, node);
    spoken->setAccessibleName(name);
    spoken->setAccessibleDescription(node.description);
    return field;
}

QWidget *spokenPart(FormField &field, const SchemaNode &node)
{
    const bool container = node.kind == SchemaNode::Kind::Object || node.kind == SchemaNode::Kind::Array;
    return container ? &field : field.focusTarget();
}

} // namespace widgets
