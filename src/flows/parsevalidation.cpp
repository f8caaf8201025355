#include "flows/ondemand.h"
#include "flows/parse.h"

namespace flows {

FlowValidation parseFlowValidation(QByteArray body)
{
    Reply reply(std::move(body));
    FlowValidation validation;
    reply.eachMember(reply.root(), [&](std::string_view key, sj::value value) {
        if (key == "scopes") {
            validation.scopes.clear();
            reply.eachMemberOf(value, [&](std::string_view runAs, sj::value scopes) {
                const QString name = QString::fromUtf8(runAs.data(), static_cast<qsizetype>(runAs.size()));
                validation.scopes.append({name, reply.texts(scopes)});
            });
        } else if (key == "analysis") {
            reply.eachMemberOf(value, [&](std::string_view name, sj::value number) {
                if (name == "number_of_possibilities")
                    validation.numberOfPossibilities = reply.integer(number);
            });
        }
    });
    validation.raw = reply.whole();
    return validation;
}

RunValidation parseRunValidation(QByteArray body)
{
    Reply reply(std::move(body));
    RunValidation validation;
    reply.eachMember(reply.root(), [&](std::string_view key, sj::value value) {
        if (key == "message")
            validation.message = reply.text(value);
    });
    validation.raw = reply.whole();
    return validation;
}

RawJson parseAnyObject(QByteArray body)
{
    if (body.trimmed().isEmpty())
        return {};
    Reply reply(std::move(body));
    static_cast<void>(reply.root());
    return reply.whole();
}

} // namespace flows
