#include "widgets/pages/runreason.h"

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

QString textOf(const core::Json *value)
{
    if (value == nullptr || value->is_null())
        return {};
    return value->is_string() ? core::toQString(value->get_ref<const std::string &>())
                              : QString::fromUtf8(core::toBytes(*value));
}

//! A provider's answer as a cause: what it says in words, and its code. Any other text stays as it is.
QString inWords(const QString &cause)
{
    const core::JsonParse structured = core::parseJson(cause.toUtf8());
    if (!structured || !structured.value->is_object())
        return cause;
    const QString words = core::stringMember(*structured.value, "description");
    const QString code = core::stringMember(*structured.value, "code");
    if (words.isEmpty())
        return cause;
    return code.isEmpty() ? words : QString(words + u" ("_s + code + u')');
}

} // namespace

RunReason readRunReason(const flows::RawJson &details)
{
    const core::Json document = details.json().value_or(core::Json());
    const core::Json *inner = core::member(document, "details");
    const core::Json &source = inner != nullptr ? *inner : document;
    RunReason reason;
    reason.state = core::stringMember(source, "state_name");
    if (reason.state.isEmpty())
        reason.state = core::stringMember(document, "state_name");
    reason.exception = core::stringMember(source, "exception");
    reason.cause = inWords(textOf(core::member(source, "cause")));
    if (reason.cause.isEmpty())
        reason.cause = core::stringMember(document, "description");
    reason.document = QString::fromUtf8(core::toPrettyBytes(document));
    return reason;
}

} // namespace widgets
