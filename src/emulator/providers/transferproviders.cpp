#include "emulator/providers/transferproviders.h"

#include "emulator/providers/fields.h"
#include "emulator/providers/fileproviders.h"

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

using Kind = Field::Kind;
using Need = Field::Need;

ActionOutcome badRequest(const QString &description)
{
    return refusal(u"BadActionRequest"_s, description);
}

//! Options that would change which files are touched, and that this emulator does not perform.
QString unsupported(const core::Json &body, const QList<const char *> &names)
{
    for (const char *name : names) {
        const core::Json *value = core::member(body, name);
        if (value != nullptr && !value->is_null() && *value != core::Json(false) && *value != core::Json::array())
            return u"The emulator does not perform the option '%1'."_s.arg(QString::fromLatin1(name));
    }
    return {};
}

QString checkItems(const core::Json &body, const QList<Field> &fields)
{
    const core::Json &data = body["DATA"];
    if (data.empty())
        return u"The field 'DATA' needs at least one item."_s;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const QString wrong = checkFields(data[i], fields, u"DATA[%1]"_s.arg(i));
        if (!wrong.isEmpty())
            return wrong;
    }
    return {};
}

QList<Field> transferFields()
{
    return {{"source_endpoint", Kind::Text, Need::Required},
            {"destination_endpoint", Kind::Text, Need::Required},
            {"DATA", Kind::Array, Need::Required},
            {"DATA_TYPE", Kind::Text},
            {"label", Kind::Text},
            {"submission_id", Kind::Text},
            {"deadline", Kind::Text},
            {"sync_level", Kind::Any},
            {"filter_rules", Kind::Array},
            {"delete_destination_extra", Kind::Boolean},
            {"encrypt_data", Kind::Boolean},
            {"verify_checksum", Kind::Boolean},
            {"preserve_timestamp", Kind::Boolean},
            {"skip_source_errors", Kind::Boolean},
            {"fail_on_quota_errors", Kind::Boolean},
            {"store_base_path_info", Kind::Boolean},
            {"notify_on_succeeded", Kind::Boolean},
            {"notify_on_failed", Kind::Boolean},
            {"notify_on_inactive", Kind::Boolean},
            {"recursive_symlinks", Kind::Text},
            {"source_local_user", Kind::Text},
            {"destination_local_user", Kind::Text}};
}

QList<Field> deleteFields()
{
    return {{"endpoint", Kind::Text, Need::Required},
            {"DATA", Kind::Array, Need::Required},
            {"DATA_TYPE", Kind::Text},
            {"label", Kind::Text},
            {"submission_id", Kind::Text},
            {"deadline", Kind::Text},
            {"recursive", Kind::Boolean},
            {"ignore_missing", Kind::Boolean},
            {"interpret_globs", Kind::Boolean},
            {"local_user", Kind::Text},
            {"notify_on_succeeded", Kind::Boolean},
            {"notify_on_failed", Kind::Boolean},
            {"notify_on_inactive", Kind::Boolean}};
}

FileWork::Recursive recursion(const core::Json &item)
{
    const core::Json *value = core::member(item, "recursive");
    if (value == nullptr || value->is_null())
        return FileWork::Recursive::BySource;
    return value->get<bool>() ? FileWork::Recursive::Yes : FileWork::Recursive::No;
}

} // namespace

std::optional<ActionOutcome> TransferProvider::refuse(const core::Json &body) const
{
    QString wrong = checkFields(body, transferFields());
    if (wrong.isEmpty())
        wrong = checkItems(body, {{"source_path", Kind::Text, Need::Required},
                                  {"destination_path", Kind::Text, Need::Required},
                                  {"recursive", Kind::Boolean},
                                  {"DATA_TYPE", Kind::Text}});
    if (wrong.isEmpty())
        wrong = unsupported(body, {"sync_level", "filter_rules", "delete_destination_extra", "preserve_timestamp",
                                   "skip_source_errors"});
    if (!wrong.isEmpty())
        return badRequest(wrong);
    for (const char *name : {"source_endpoint", "destination_endpoint"}) {
        if (auto refused = refuseCollection(filesOrNull(), core::stringMember(body, name)))
            return refused;
    }
    return std::nullopt;
}

QStringList TransferProvider::collections(const core::Json &body) const
{
    return {core::stringMember(body, "source_endpoint"), core::stringMember(body, "destination_endpoint")};
}

TaskProvider::Work TransferProvider::inspection(const ActionRequest &) const
{
    return {}; // copying again is harmless
}

TaskProvider::Work TransferProvider::work(const ActionRequest &request) const
{
    return [&files = files(), body = request.body, id = request.requestId](FileProgress &progress) {
        const QString source = core::stringMember(body, "source_endpoint");
        const QString target = core::stringMember(body, "destination_endpoint");
        int number = 0;
        for (const core::Json &item : body["DATA"]) {
            auto failure = files.copy(source, core::stringMember(item, "source_path"), target,
                                      core::stringMember(item, "destination_path"), recursion(item),
                                      id + u'-' + QString::number(number++), progress);
            if (failure)
                return failure;
        }
        return std::optional<FileFailure>();
    };
}

void TransferProvider::describe(const core::Json &body, core::Json &document) const
{
    const QString source = core::stringMember(body, "source_endpoint");
    const QString target = core::stringMember(body, "destination_endpoint");
    document["type"] = "TRANSFER";
    document["source_endpoint_id"] = core::toStd(source);
    document["source_endpoint_display_name"] = core::toStd(displayName(source));
    document["destination_endpoint_id"] = core::toStd(target);
    document["destination_endpoint_display_name"] = core::toStd(displayName(target));
    document["verify_checksum"] = booleanMember(body, "verify_checksum", true);
    document["encrypt_data"] = booleanMember(body, "encrypt_data", false);
}

std::optional<ActionOutcome> DeleteProvider::refuse(const core::Json &body) const
{
    QString wrong = checkFields(body, deleteFields());
    if (wrong.isEmpty())
        wrong = checkItems(body, {{"path", Kind::Text, Need::Required}, {"DATA_TYPE", Kind::Text}});
    if (wrong.isEmpty())
        wrong = unsupported(body, {"interpret_globs"});
    if (!wrong.isEmpty())
        return badRequest(wrong);
    return refuseCollection(filesOrNull(), core::stringMember(body, "endpoint"));
}

QStringList DeleteProvider::collections(const core::Json &body) const
{
    return {core::stringMember(body, "endpoint")};
}

TaskProvider::Work DeleteProvider::inspection(const ActionRequest &request) const
{
    // Everything must be there before anything goes. After a restart what is gone was deleted by this action.
    return [&files = files(), body = request.body](FileProgress &) {
        if (booleanMember(body, "ignore_missing", false))
            return std::optional<FileFailure>();
        const QString endpoint = core::stringMember(body, "endpoint");
        for (const core::Json &item : body["DATA"]) {
            const auto found = files.stat(endpoint, core::stringMember(item, "path"));
            if (const auto *failure = std::get_if<FileFailure>(&found))
                return std::optional(*failure);
        }
        return std::optional<FileFailure>();
    };
}

TaskProvider::Work DeleteProvider::work(const ActionRequest &request) const
{
    return [&files = files(), body = request.body](FileProgress &progress) {
        const QString endpoint = core::stringMember(body, "endpoint");
        const bool recursive = booleanMember(body, "recursive", false);
        for (const core::Json &item : body["DATA"]) {
            auto failure = files.remove(endpoint, core::stringMember(item, "path"), recursive, progress);
            if (failure && failure->problem != FileProblem::NotFound)
                return failure;
        }
        return std::optional<FileFailure>();
    };
}

void DeleteProvider::describe(const core::Json &body, core::Json &document) const
{
    const QString endpoint = core::stringMember(body, "endpoint");
    document["type"] = "DELETE";
    document["source_endpoint_id"] = core::toStd(endpoint);
    document["source_endpoint_display_name"] = core::toStd(displayName(endpoint));
    document["destination_endpoint_id"] = nullptr;
    document["destination_endpoint_display_name"] = nullptr;
}

} // namespace emulator
