#pragma once

#include "widgets/form/schemanode.h"

#include <QStringList>

class QWidget;

namespace widgets {

class FormField;

//! What fields may offer beyond the schema.
struct FormContext
{
    QStringList knownCollections; //!< ids to choose from in collection fields; more can be typed
};

//! Makes the control that fits a node. \param pointer  of the value in the document, RFC 6901
//! \param name  the accessible name
[[nodiscard]] FormField *makeField(const SchemaNode &node, const QString &pointer, const QString &name, bool required,
                                   const FormContext &context, QWidget *parent);

} // namespace widgets
