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

//! What a provider's answer says in words, wherever it says it; empty if it says nothing. Source:
//! flow-language.md 11.2, the action documents of the Transfer and hello world providers.
QString wordsOf(const core::Json &answer)
{
    const core::Json none = core::Json::object();
    const core::Json *details = core::member(answer, "details");
    if (details != nullptr && details->is_string())
        return textOf(details);
    const core::Json &inner = details != nullptr && details->is_object() ? *details : none;
    const core::Json *fatal = core::member(inner, "fatal_error");
    const core::Json &error = fatal != nullptr && fatal->is_object() ? *fatal : none;
    for (const QString &words : {core::stringMember(answer, "description"), core::stringMember(error, "description"),
                                 core::stringMember(inner, "nice_status_details"),
                                 core::stringMember(inner, "description"), core::stringMember(inner, "message"),
                                 core::stringMember(inner, "cause"), core::stringMember(inner, "nice_status")}) {
        if (!words.isEmpty())
            return words;
    }
    return {};
}

//! A provider's answer as a cause: what it says in words, and its code. Any other text stays as it is.
QString inWords(const QString &cause)
{
    const core::JsonParse structured = core::parseJson(cause.toUtf8());
    if (!structured || !structured.value->is_object())
        return cause;
    const QString words = wordsOf(*structured.value);
    if (words.isEmpty())
        return cause;
    QString code = core::stringMember(*structured.value, "code");
    if (const core::Json *details = core::member(*structured.value, "details"); code.isEmpty() && details != nullptr)
        code = core::stringMember(*details, "nice_status");
    return code.isEmpty() || code == words ? words : QString(words + u" ("_s + code + u')');
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
