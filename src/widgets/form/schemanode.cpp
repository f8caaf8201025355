#include "widgets/form/schemanode.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

using core::Json;

constexpr int maxDepth = 24;                 //!< of nested controls; deeper is a JSON box
constexpr int maxReferences = 16;            //!< `$ref` to `$ref`, one after the other
constexpr qsizetype maxNodes = 2'000;        //!< of one form; what is beyond is JSON boxes
constexpr qsizetype maxValueBytes = 1 << 20; //!< of defaults, choices and constants, each use counted
constexpr qsizetype maxDescription = 4'000;  //!< characters that are shown
constexpr qsizetype maxTitle = 200;          //!< characters that are shown

QString shortened(const QString &text, qsizetype limit)
{
    return text.size() <= limit ? text : QString(text.left(limit - 1) + QChar(0x2026));
}

//! A small schema can stand for an endless or an immense form, by references to itself or to the same part again and
//! again. So a part that contains itself is a JSON box, and the whole has a budget.
class Reader
{
public:
    explicit Reader(const Json &root)
        : m_root(root)
    {
    }

    SchemaNode node(const Json &schema)
    {
        SchemaNode result;
        if (m_nodesLeft == 0)
            return result;
        --m_nodesLeft;
        const Json *target = resolve(schema);
        if (target == nullptr)
            return result;
        readCommon(*target, result);
        if (&schema != target) { // draft-07 ignores what stands beside a $ref, but a title there helps people
            if (const QString title = core::stringMember(schema, "title"); !title.isEmpty())
                result.title = shortened(title, maxTitle);
        }
        if (m_path.size() > maxDepth || std::find(m_path.begin(), m_path.end(), target) != m_path.end())
            return result;
        m_path.push_back(target);
        readKind(*target, result);
        m_path.pop_back();
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

    //! Pays for a copy of a value. \returns false if it is too much.
    bool pay(const Json &value)
    {
        auto size = m_sizes.find(&value);
        if (size == m_sizes.end())
            size = m_sizes.insert(&value, core::toBytes(value).size());
        if (*size > m_bytesLeft)
            return false;
        m_bytesLeft -= *size;
        return true;
    }

    static std::optional<Json> number(const Json &schema, const char *key)
    {
        const Json *value = core::member(schema, key);
        return value != nullptr && value->is_number() ? std::optional(*value) : std::nullopt;
    }

    static int length(const Json &schema, const char *key, int fallback)
    {
        const std::optional<Json> value = number(schema, key);
        const double length = value ? value->get<double>() : -1;
        return length >= 0 && length < std::numeric_limits<int>::max() ? static_cast<int>(length) : fallback;
    }

    static bool flag(const Json &schema, const char *key)
    {
        const Json *value = core::member(schema, key);
        return value != nullptr && value->is_boolean() && value->get<bool>();
    }

    void readCommon(const Json &schema, SchemaNode &node)
    {
        node.title = shortened(core::stringMember(schema, "title"), maxTitle);
        node.description = shortened(core::stringMember(schema, "description"), maxDescription);
        node.format = core::stringMember(schema, "format");
        node.pattern = core::stringMember(schema, "pattern");
        node.range.minimum = number(schema, "minimum");
        node.range.maximum = number(schema, "maximum");
        node.maxLength = length(schema, "maxLength", -1);
        node.minItems = length(schema, "minItems", 0);
        node.readOnly = flag(schema, "readOnly");
        node.secret = flag(schema, "writeOnly");
        if (const Json *value = core::member(schema, "default"); value != nullptr && pay(*value))
            node.defaultValue = *value;
        const Json *examples = core::member(schema, "examples");
        if (examples != nullptr && examples->is_array() && !examples->empty()) {
            const Json &first = examples->front();
            if (pay(first))
                node.example = first.is_string() ? core::toQString(first.get_ref<const std::string &>())
                                                 : QString::fromUtf8(core::toBytes(first));
        }
    }

    void readKind(const Json &schema, SchemaNode &node)
    {
        if (const Json *constant = core::member(schema, "const")) {
            if (!pay(*constant))
                return;
            node.kind = SchemaNode::Kind::Constant;
            node.options.append(SchemaNode::Option{*constant, QString()});
            return;
        }
        if (readOptions(schema, node) || hasVariants(schema))
            return;
        const QString type = core::stringMember(schema, "type");
        if (type == "object"_L1 || (type.isEmpty() && core::member(schema, "properties") != nullptr))
            readObject(schema, node);
        else if (type == "string"_L1)
            node.kind = SchemaNode::Kind::Text;
        else if (type == "integer"_L1 || type == "number"_L1) {
            node.kind = SchemaNode::Kind::Number;
            node.range.integer = type == "integer"_L1;
        } else if (type == "boolean"_L1)
            node.kind = SchemaNode::Kind::Boolean;
        else if (type == "array"_L1)
            readArray(schema, node);
    }

    //! `enum`, and `oneOf` of constants with titles.
    bool readOptions(const Json &schema, SchemaNode &node)
    {
        const Json *values = core::member(schema, "enum");
        if (values != nullptr && values->is_array() && !values->empty()) {
            if (!pay(*values))
                return true;
            for (const Json &value : *values)
                node.options.append(SchemaNode::Option{value, QString()});
            node.kind = SchemaNode::Kind::Choice;
            return true;
        }
        const Json *variants = core::member(schema, "oneOf");
        if (variants == nullptr || !variants->is_array() || variants->empty() || !pay(*variants))
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

    void readObject(const Json &schema, SchemaNode &node)
    {
        const Json *properties = core::member(schema, "properties");
        if (properties == nullptr || !properties->is_object() || properties->empty())
            return; // any members at all: a JSON box
        if (static_cast<qsizetype>(properties->size()) > m_nodesLeft)
            return;
        const QStringList order = orderOf(schema, *properties);
        QSet<QString> required;
        if (const Json *names = core::member(schema, "required"); names != nullptr && names->is_array()) {
            for (const Json &name : *names) {
                if (name.is_string())
                    required.insert(core::toQString(name.get_ref<const std::string &>()));
            }
        }
        for (const QString &key : order) {
            node.properties.append(
                {key, required.contains(key), this->node(*core::member(*properties, core::toStd(key)))});
        }
        const bool collection = node.format == "globus-collection"_L1 && order.contains("id"_L1) &&
                                order.contains("path"_L1) && order.size() == 2;
        node.kind = collection ? SchemaNode::Kind::Collection : SchemaNode::Kind::Object;
    }

    //! The keys of the properties as they are shown: those of `propertyOrder` first.
    static QStringList orderOf(const Json &schema, const Json &properties)
    {
        QSet<QString> left;
        for (const auto &[key, value] : properties.items())
            left.insert(core::toQString(key));
        QStringList order;
        if (const Json *wanted = core::member(schema, "propertyOrder"); wanted != nullptr && wanted->is_array()) {
            for (const Json &key : *wanted) {
                const QString name = key.is_string() ? core::toQString(key.get_ref<const std::string &>()) : QString();
                if (key.is_string() && left.remove(name))
                    order.append(name);
            }
        }
        for (const auto &[key, value] : properties.items()) {
            if (const QString name = core::toQString(key); left.contains(name))
                order.append(name);
        }
        return order;
    }

    void readArray(const Json &schema, SchemaNode &node)
    {
        const Json *items = core::member(schema, "items");
        if (items == nullptr || !items->is_object())
            return;
        auto item = std::make_shared<SchemaNode>(this->node(*items));
        node.items = std::move(item);
        node.kind = SchemaNode::Kind::Array;
    }

    const Json &m_root;
    std::vector<const Json *> m_path; //!< from the root to the part that is being read, `$ref`s resolved
    QHash<const Json *, qsizetype> m_sizes;
    qsizetype m_nodesLeft = maxNodes;
    qsizetype m_bytesLeft = maxValueBytes;
};

} // namespace

SchemaNode SchemaNode::read(const core::Json &schema, const core::Json &root)
{
    return Reader(root).node(schema);
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
