#pragma once

#include "core/json.h"

#include <QList>
#include <QString>

#include <memory>

namespace flowlang {

//! One violation of an input schema.
struct SchemaFinding
{
    QString pointer; //!< RFC 6901 into the checked document; empty is the document itself
    QString keyword; //!< the schema keyword that failed: `required`, `type`, `pattern`, …; empty if unknown
    QString message; //!< one English sentence in the words of the service ("'x' is not of type 'boolean'")

    bool operator==(const SchemaFinding &) const = default;
};

//! A flow's input schema (JSON Schema draft-07 with Globus' formats), safe against hostile schemas and values: remote
//! `$ref`s, `$ref`s that lead to themselves, depth over 64, and bad or runaway patterns give a message and never a
//! crash. A schema that contains itself below its properties or items is good: the value ends it. Copies are cheap, and
//! const functions may be called from several threads.
class InputSchema
{
public:
    InputSchema(); //!< accepts every object
    InputSchema(const InputSchema &);
    InputSchema &operator=(const InputSchema &);
    ~InputSchema();

    //! \returns a schema whose problem() is empty when it can be used. `{}` and null accept every object.
    [[nodiscard]] static InputSchema compile(const core::Json &schema);

    //! Why this schema can not be used, in one sentence; empty if it can.
    [[nodiscard]] const QString &problem() const;
    //! Where in the schema, RFC 6901.
    [[nodiscard]] const QString &problemPointer() const;
    [[nodiscard]] const core::Json &document() const;
    //! What a part of document() means: the schema at the end of its `$ref`s, or the part itself. A schema may contain
    //! itself below its properties or items: whoever walks down must follow the value, or stop somewhere.
    [[nodiscard]] const core::Json *resolved(const core::Json &subschema) const;

    //! All violations, in document order. A schema with a problem() gives that one finding. Run input that is no object
    //! is always a finding. At most 100 are reported.
    [[nodiscard]] QList<SchemaFinding> validate(const core::Json &input) const;

private:
    class Private;
    std::shared_ptr<const Private> d;
};

} // namespace flowlang
