#include "support/recordedreplies.h"

#include "support/paths.h"

#include <QFile>

namespace testsupport {

namespace {

//! Where the cases say what was sent: beside the reply, or in the metadata of the case.
std::optional<core::Json> requestBodyOf(const core::Json &reply, const core::Json &metadata)
{
    if (const core::Json *body = core::member(reply, "request_body"); body != nullptr && !body->is_null())
        return *body;
    if (const core::Json *params = core::member(metadata, "request_params"))
        return *params;
    if (const core::Json *body = core::member(metadata, "request_body"))
        return core::Json{{"body", *body}};
    return {};
}

} // namespace

QList<RecordedReply> recordedReplies(const QString &operation)
{
    QFile file(dataDir() + QLatin1String("/recorded-replies/") + operation + QLatin1String(".json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto cases = core::parseJson(file.readAll()).value;
    if (!cases)
        return {};
    QList<RecordedReply> replies;
    for (const core::Json &one : *cases) {
        int index = 0;
        for (const core::Json &sent : one["replies"]) {
            RecordedReply reply;
            reply.name = core::stringMember(one, "case") + u'/' + QString::number(index++);
            reply.metadata = one["metadata"];
            reply.method = core::stringMember(sent, "method");
            reply.path = core::stringMember(sent, "path");
            for (const auto &[key, value] : sent["query"].items())
                reply.query.append({core::toQString(key), core::toQString(value.get<std::string>())});
            reply.status = sent["status"].get<int>();
            reply.body = sent["body"];
            reply.requestBody = requestBodyOf(sent, reply.metadata);
            replies.append(reply);
        }
    }
    return replies;
}

} // namespace testsupport
