#pragma once

#include "core/json.h"
#include "widgets/form/numberstep.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace widgets {

//! What a form needs to know of one place in an input schema. Local `$ref`s are resolved; what no control can show
//! faithfully has the kind Json, so that nothing is ever left out.
struct SchemaNode
{
    enum class Kind { Object, Collection, Text, Number, Boolean, Choice, Constant, Array, Json };

    struct Option
    {
        core::Json value;
        QString title;
    };
    struct Property;

    Kind kind = Kind::Json;
    QString title;       //!< as written; empty: the key is shown
    QString description; //!< plain text
    QString format;      //!< `uuid`, `date-time`, … or empty
    QString pattern;
    std::optional<core::Json> defaultValue;
    QString example;   //!< shown as a placeholder
    NumberRange range; //!< Number only
    bool readOnly = false;
    bool secret = false;               //!< writeOnly: masked
    int maxLength = -1;                //!< Text, in characters; -1: no limit
    int minItems = 0;                  //!< Array
    QList<Option> options;             //!< Choice; Constant has exactly one
    QList<Property> properties;        //!< Object and Collection, in the order in which they are shown
    std::shared_ptr<SchemaNode> items; //!< Array

    //! Reads a schema. \param root  the whole document, for `$ref`. A part that contains itself becomes Json where it
    //! comes again, and so does what is beyond 2,000 nodes, 1 MiB of values, or 24 levels.
    [[nodiscard]] static SchemaNode read(const core::Json &schema, const core::Json &root);
    [[nodiscard]] static SchemaNode read(const core::Json &root) { return read(root, root); }

    //! The value that an empty form begins with: defaults where the schema gives them, required objects as objects.
    //! \returns nothing if there is nothing to begin with.
    [[nodiscard]] std::optional<core::Json> initialValue() const;
};

struct SchemaNode::Property
{
    QString key;
    bool required = false;
    SchemaNode node;
};

} // namespace widgets
