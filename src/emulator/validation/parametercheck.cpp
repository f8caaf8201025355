#include "emulator/validation/parametercheck.h"

#include "flowlang/jsonpath.h"

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::validation {

namespace {

void checkEvaluated(const std::string &key, const Json &value, const Json &loc, ProblemList &problems)
{
    if (!value.is_string()) {
        problems.add(below(loc, key), u"str type expected"_s, u"type_error.str"_s);
        return;
    }
    if (key.ends_with(".="))
        return;
    const auto path = flowlang::JsonPath::parse(core::toQString(value.get_ref<const std::string &>()));
    if (const auto *error = std::get_if<flowlang::PathError>(&path))
        problems.add(below(loc, key), error->message);
}

} // namespace

// The depth of a definition is limited where it is parsed.
void checkParameters(const Json &parameters, const Json &loc, ProblemList &problems)
{
    if (problems.isFull())
        return;
    if (parameters.is_array()) {
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            if (parameters[i].is_structured())
                checkParameters(parameters[i], below(loc, i), problems);
        }
    } else if (parameters.is_object()) {
        for (const auto &[key, value] : parameters.items()) {
            if (key.ends_with(".$") || key.ends_with(".="))
                checkEvaluated(key, value, loc, problems);
            else if (value.is_structured())
                checkParameters(value, below(loc, key), problems);
        }
    }
}

} // namespace emulator::validation
