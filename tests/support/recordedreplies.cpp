#include "support/recordedreplies.h"

#include "support/paths.h"

#include <QDir>
#include <QFile>

namespace testsupport {

using core::Json;

namespace {

Json parsed(const QString &path)
{
    QFile file(dataDir() + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return core::parseJson(file.readAll()).value.value_or(Json());
}

//! What the cases say was sent: beside the reply, or in the metadata of the case.
std::optional<Json> sentBody(const Json &reply, const Json &metadata)
{
    if (const Json *body = core::member(reply, "request_body"); body != nullptr && !body->is_null())
        return *body;
    for (const char *key : {"params", "request_params"}) {
        if (const Json *params = core::member(metadata, key))
            return *params;
    }
    if (const Json *body = core::member(metadata, "request_body")) {
        Json whole = Json::object();
        whole["body"] = *body;
        return whole;
    }
    return {};
}

//! The expectation for one case, else that for all.
std::optional<Json> expected(const Json &expectations, const std::string &caseName, const char *key)
{
    if (const Json *cases = core::member(expectations, "cases")) {
        const Json *one = core::member(*cases, caseName.c_str());
        if (const Json *value = one != nullptr ? core::member(*one, key) : nullptr)
            return *value;
    }
    const Json *value = core::member(expectations, key);
    return value != nullptr ? std::optional(*value) : std::nullopt;
}

} // namespace

QString RecordedReply::parameter(const QString &key) const
{
    for (const auto &[known, value] : query) {
        if (known == key)
            return value;
    }
    return {};
}

QStringList recordedOperations()
{
    QStringList names = QDir(dataDir() + QLatin1String("/recorded-replies")).entryList(QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(static_cast<int>(qstrlen(".json")));
    return names;
}

QList<RecordedReply> recordedReplies(const QString &operation)
{
    const Json cases = parsed(QStringLiteral("/recorded-replies/%1.json").arg(operation));
    const Json expectations = parsed(QStringLiteral("/replay-expectations/%1.json").arg(operation));
    QList<RecordedReply> replies;
    for (const Json &one : cases) {
        int index = 0;
        for (const Json &sent : one["replies"]) {
            RecordedReply reply;
            const std::string caseName = one["case"].get<std::string>();
            reply.operation = operation;
            reply.name = core::toQString(caseName) + u'/' + QString::number(index++);
            reply.metadata = one["metadata"];
            reply.method = core::stringMember(sent, "method");
            reply.path = core::stringMember(sent, "path");
            for (const auto &[key, value] : sent["query"].items())
                reply.query.append({core::toQString(key), core::toQString(value.get<std::string>())});
            reply.status = sent["status"].get<int>();
            reply.body = sent["body"];
            const auto body = sentBody(sent, reply.metadata);
            reply.requestBody = body ? body : expected(expectations, caseName, "request_body");
            reply.arguments = body ? *body : expected(expectations, caseName, "arguments").value_or(Json::object());
            replies.append(reply);
        }
    }
    return replies;
}

} // namespace testsupport
