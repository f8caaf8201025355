#include "emulator/engine/webinputparameters.h"

#include "core/ids.h"

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator {

namespace {

constexpr std::size_t mostOptions = 100; // ours

//! Reads the parts of Parameters; the first problem ends it.
class Reader
{
public:
    explicit Reader(const Json &parameters)
        : m_parameters(parameters)
    {
    }

    std::variant<WebInputRecord, QString> read()
    {
        if (!m_parameters.is_object())
            return u"The input of a CreateWebInput must be an object."_s;
        if (core::stringMember(m_parameters, "InputType") != "Selection"_L1)
            return u"InputType must be \"Selection\"."_s;
        WebInputRecord input;
        input.context = context();
        input.options = options();
        input.respondents = principals("RespondentUrns");
        input.viewers = principals("ViewerUrns");
        if (input.respondents.isEmpty())
            fail(u"RespondentUrns needs at least one principal."_s);
        if (!m_problem.isEmpty())
            return m_problem;
        return input;
    }

private:
    void fail(const QString &problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
    }

    //! The member as text; `where` names it when it is none.
    std::string text(const Json &object, const char *key, const QString &where)
    {
        const Json *value = core::member(object, key);
        if (value && value->is_string())
            return value->get<std::string>();
        fail(u"%1 must be text."_s.arg(where));
        return {};
    }

    Json context()
    {
        const Json *source = core::member(m_parameters, "Context");
        if (!source || !source->is_object()) {
            fail(u"Context must be an object."_s);
            return {};
        }
        Json context = {{"title", text(*source, "Title", u"Context.Title"_s)}};
        const QString style = core::stringMember(*source, "PresentationStyle");
        if (style == "Text"_L1) {
            context["presentation_style"] = "text";
            context["text"] = text(*source, "Text", u"Context.Text"_s);
        } else if (style == "Table"_L1) {
            context["presentation_style"] = "table";
            context["rows"] = rows(*source);
        } else {
            fail(u"Context.PresentationStyle must be \"Text\" or \"Table\"."_s);
        }
        return context;
    }

    Json rows(const Json &context)
    {
        Json result = Json::array();
        const Json *rows = core::member(context, "Rows");
        if (!rows || !rows->is_array()) {
            fail(u"Context.Rows must be a list."_s);
            return result;
        }
        for (const Json &row : *rows) {
            const Json *value = core::member(row, "Value");
            const Json none;
            const Json &shown = value ? *value : none;
            result.push_back({{"field", text(row, "Field", u"Each Field in Context.Rows"_s)},
                              {"value", shown.is_string() ? shown : Json(core::toBytes(shown).toStdString())}});
        }
        return result;
    }

    Json options()
    {
        Json result = Json::array();
        const Json *options = core::member(m_parameters, "Options");
        if (!options || !options->is_array() || options->empty() || options->size() > mostOptions) {
            fail(u"Options must be a list of 1 to %1 options."_s.arg(mostOptions));
            return result;
        }
        for (const Json &option : *options) {
            const Json *value = core::member(option, "Value");
            if (!value)
                fail(u"Each of the Options needs a Value."_s);
            const Json *description = core::member(option, "Description");
            const bool described = description && !description->is_null();
            result.push_back(
                {{"option_id", core::toStd(core::newId())},
                 {"label", text(option, "Label", u"Each Label in Options"_s)},
                 {"description", described ? text(option, "Description", u"Each Description in Options"_s) : ""},
                 {"value", value ? *value : Json()}});
        }
        return result;
    }

    QStringList principals(const char *key)
    {
        QStringList result;
        const Json *list = core::member(m_parameters, key);
        if (!list || list->is_null())
            return result;
        const Json entries = list->is_array() ? *list : Json::array({*list});
        for (const Json &entry : entries) {
            const QString urn = entry.is_string() ? core::toQString(entry.get_ref<const std::string &>()) : QString();
            if (!core::isPrincipalUrn(urn))
                fail(u"%1 holds something that is no principal: %2"_s.arg(
                    QLatin1StringView(key), QString::fromUtf8(core::toBytes(entry)).left(200)));
            if (!result.contains(urn))
                result.append(urn);
        }
        return result;
    }

    const Json &m_parameters;
    QString m_problem;
};

} // namespace

std::variant<WebInputRecord, QString> webInputFrom(const Json &parameters)
{
    return Reader(parameters).read();
}

} // namespace emulator
