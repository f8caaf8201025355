#pragma once

#include "widgets/form/schemanode.h"

#include <QStringList>

#include <memory>

class QWidget;

namespace widgets {

class FormField;

//! What fields may offer beyond the schema.
struct FormContext
{
    QStringList knownCollections; //!< ids to choose from in collection fields; more can be typed
    //! How many places the form has by now, lists' items included. Shared by all its parts.
    std::shared_ptr<qsizetype> places = std::make_shared<qsizetype>(0);
};

//! Lists that are longer, or would bring a form over `maxPlaces`, are JSON boxes: thousands of controls take seconds.
inline constexpr qsizetype maxListItems = 200;
inline constexpr qsizetype maxPlaces = 3'000;

//! Makes the control that fits a node. \param pointer  of the value in the document, RFC 6901
//! \param name  the accessible name
[[nodiscard]] FormField *makeField(const SchemaNode &node, const QString &pointer, const QString &name, bool required,
                                   const FormContext &context, QWidget *parent);
//! The widget that bears the name and the description of a node's field for screen readers: what is typed into, or the
//! whole where that is several controls with names of their own.
[[nodiscard]] QWidget *spokenPart(FormField &field, const SchemaNode &node);

} // namespace widgets
