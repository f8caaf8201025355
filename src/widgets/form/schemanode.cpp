#include "widgets/form/schemanode.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

using core::Json;

constexpr int maxDepth = 24;      //!< of nested controls; deeper is a JSON box
constexpr int maxReferences = 16; //!< `$ref` to `$ref`, one after the other

class Reader
{
public:
    explicit Reader(const Json &root)
        : m_root(root)
    {
    }

    SchemaNode node(const Json &schema, int depth)
    {
        SchemaNode result;
        const Json *target = resolve(schema);
        if (target == nullptr || depth > maxDepth)
            return result;
        readCommon(*target, result);
        if (&schema != target) { // draft-07 ignores what stands beside a $ref, but a title there helps people
            if (const QString title = core::stringMember(schema, "title"); !title.isEmpty())
                result.title = title;
        }
        readKind(*target, result, depth);
        return result;
    }

private:
    const Json *resolve(const Json &schema) const
    {
        const Json *at = &schema;
        for (int i = 0; i < maxReferences; ++i) {
            const QString reference = core::stringMember(*at, "$ref");
            if (reference.isEmpty())
                return at;
            if (!reference.startsWith(u'#'))
                return nullptr;
            at = core::valueAt(m_root, QStringView(reference).sliced(1));
            if (at == nullptr)
                return nullptr;
        }
        return nullptr;
    }

    static std::optional<double> number(const Json &schema, const char *key)
    {
        const Json *value = core::member(schema, key);
        return value != nullptr && value->is_number() ? std::optional(value->get<double>()) : std::nullopt;
    }

    static int length(const Json &schema, const char *key, int fallback)
    {
        const std::optional<double> value = number(schema, key);
        return value && *value >= 0 && *value < std::numeric_limits<int>::max() ? static_cast<int>(*value) : fallback;
    }

    static bool flag(const Json &schema, const char *key)
    {
        const Json *value = core::member(schema, key);
        return value != nullptr && value->is_boolean() && value->get<bool>();
    }

    static void readCommon(const Json &schema, SchemaNode &node)
    {
        node.title = core::stringMember(schema, "title");
        node.description = core::stringMember(schema, "description");
        node.format = core::stringMember(schema, "format");
        node.pattern = core::stringMember(schema, "pattern");
        node.minimum = number(schema, "minimum");
        node.maximum = number(schema, "maximum");
        node.maxLength = length(schema, "maxLength", -1);
        node.minItems = length(schema, "minItems", 0);
        node.readOnly = flag(schema, "readOnly");
        node.secret = flag(schema, "writeOnly");
        if (const Json *value = core::member(schema, "default"))
            node.defaultValue = *value;
        const Json *examples = core::member(schema, "examples");
        if (examples != nullptr && examples->is_array() && !examples->empty()) {
            const Json &first = examples->front();
            node.example = first.is_string() ? core::toQString(first.get_ref<const std::string &>())
                                             : QString::fromUtf8(core::toBytes(first));
        }
    }

    void readKind(const Json &schema, SchemaNode &node, int depth)
    {
        if (const Json *constant = core::member(schema, "const")) {
            node.kind = SchemaNode::Kind::Constant;
            node.options.append(SchemaNode::Option{*constant, QString()});
            return;
        }
        if (readOptions(schema, node) || hasVariants(schema))
            return;
        const QString type = core::stringMember(schema, "type");
        if (type == "object"_L1 || (type.isEmpty() && core::member(schema, "properties") != nullptr))
            readObject(schema, node, depth);
        else if (type == "string"_L1)
            node.kind = SchemaNode::Kind::Text;
        else if (type == "integer"_L1 || type == "number"_L1) {
            node.kind = SchemaNode::Kind::Number;
            node.integer = type == "integer"_L1;
        } else if (type == "boolean"_L1)
            node.kind = SchemaNode::Kind::Boolean;
        else if (type == "array"_L1)
            readArray(schema, node, depth);
    }

    //! `enum`, and `oneOf` of constants with titles.
    static bool readOptions(const Json &schema, SchemaNode &node)
    {
        const Json *values = core::member(schema, "enum");
        if (values != nullptr && values->is_array() && !values->empty()) {
            for (const Json &value : *values)
                node.options.append(SchemaNode::Option{value, QString()});
            node.kind = SchemaNode::Kind::Choice;
            return true;
        }
        const Json *variants = core::member(schema, "oneOf");
        if (variants == nullptr || !variants->is_array() || variants->empty())
            return false;
        for (const Json &variant : *variants) {
            const Json *constant = core::member(variant, "const");
            if (constant == nullptr) {
                node.options.clear();
                return false;
            }
            node.options.append(SchemaNode::Option{*constant, core::stringMember(variant, "title")});
        }
        node.kind = SchemaNode::Kind::Choice;
        return true;
    }

    static bool hasVariants(const Json &schema)
    {
        for (const char *key : {"oneOf", "anyOf", "allOf", "not", "if"}) {
            if (core::member(schema, key) != nullptr)
                return true;
        }
        return false;
    }

    void readObject(const Json &schema, SchemaNode &node, int depth)
    {
        const Json *properties = core::member(schema, "properties");
        if (properties == nullptr || !properties->is_object() || properties->empty())
            return; // any members at all: a JSON box
        QStringList order;
        if (const Json *wanted = core::member(schema, "propertyOrder"); wanted != nullptr && wanted->is_array()) {
            for (const Json &key : *wanted) {
                if (key.is_string() && properties->contains(key.get<std::string>()))
                    order.append(core::toQString(key.get<std::string>()));
            }
        }
        order.removeDuplicates();
        for (const auto &[key, value] : properties->items()) {
            if (const QString name = core::toQString(key); !order.contains(name))
                order.append(name);
        }
        QStringList required;
        if (const Json *names = core::member(schema, "required"); names != nullptr && names->is_array()) {
            for (const Json &name : *names) {
                if (name.is_string())
                    required.append(core::toQString(name.get<std::string>()));
            }
        }
        for (const QString &key : std::as_const(order)) {
            node.properties.append(
                {key, required.contains(key), this->node(*core::member(*properties, qUtf8Printable(key)), depth + 1)});
        }
        const bool collection = node.format == "globus-collection"_L1 && order.contains("id"_L1) &&
                                order.contains("path"_L1) && order.size() == 2;
        node.kind = collection ? SchemaNode::Kind::Collection : SchemaNode::Kind::Object;
    }

    void readArray(const Json &schema, SchemaNode &node, int depth)
    {
        const Json *items = core::member(schema, "items");
        if (items == nullptr || !items->is_object())
            return;
        auto item = std::make_shared<SchemaNode>(this->node(*items, depth + 1));
        node.items = std::move(item);
        node.kind = SchemaNode::Kind::Array;
    }

    const Json &m_root;
};

} // namespace

SchemaNode SchemaNode::read(const core::Json &schema, const core::Json &root)
{
    return Reader(root).node(schema, 0);
}

std::optional<core::Json> SchemaNode::initialValue() const
{
    if (defaultValue)
        return defaultValue;
    switch (kind) {
    case Kind::Constant:
        return options.first().value;
    case Kind::Object:
    case Kind::Collection: {
        core::Json object = core::Json::object();
        for (const Property &property : properties) {
            if (!property.required && !property.node.defaultValue)
                continue;
            if (const std::optional<core::Json> value = property.node.initialValue())
                object[core::toStd(property.key)] = *value;
        }
        return object;
    }
    case Kind::Boolean:
        return false; // what an empty check box says
    case Kind::Array:
        return minItems == 0 ? std::optional(core::Json::array()) : std::nullopt;
    case Kind::Text:
    case Kind::Number:
    case Kind::Choice:
    case Kind::Json:
        break;
    }
    return std::nullopt;
}

} // namespace widgets
