#include "emulator/providers/filedocuments.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

QString typeName(const FileEntry &entry)
{
    return entry.type == FileEntry::Type::Directory ? u"dir"_s : u"file"_s;
}

struct Criterion
{
    QString key; //!< name or type
    bool negated = false;
    QStringList values; //!< `~` in front: a pattern
};

QList<Criterion> criteria(const QString &filter)
{
    QList<Criterion> result;
    const QStringList parts = filter.split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const qsizetype colon = part.indexOf(u':');
        QString values = colon < 0 ? QString() : part.mid(colon + 1);
        const bool negated = values.startsWith(u'!');
        result.append({part.left(colon), negated, values.mid(negated ? 1 : 0).split(u',')});
    }
    return result;
}

bool fits(const QString &text, const QString &value)
{
    if (!value.startsWith(u'~'))
        return text == value.mid(value.startsWith(u'=') ? 1 : 0);
    const QString pattern = QRegularExpression::wildcardToRegularExpression(value.mid(1));
    return QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption).match(text).hasMatch();
}

bool fits(const FileEntry &entry, const Criterion &criterion)
{
    const QString text = criterion.key == "name"_L1 ? entry.name : typeName(entry);
    const auto one = [&text](const QString &value) { return fits(text, value); };
    return std::any_of(criterion.values.begin(), criterion.values.end(), one) != criterion.negated;
}

//! \returns less than, equal to or greater than zero.
int compare(const FileEntry &a, const FileEntry &b, const QString &field)
{
    if (field == "size"_L1)
        return a.size < b.size ? -1 : (a.size > b.size ? 1 : 0);
    if (field == "last_modified"_L1)
        return a.lastModified < b.lastModified ? -1 : (a.lastModified > b.lastModified ? 1 : 0);
    if (field == "type"_L1)
        return typeName(a).compare(typeName(b));
    return a.name.compare(b.name);
}

struct SortField
{
    QString field;
    bool descending = false;
};

QList<SortField> sortFields(const QString &orderby)
{
    QList<SortField> result;
    const QStringList parts = orderby.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QStringList words = part.simplified().split(u' ');
        result.append({words.first(), words.size() > 1 && words[1].compare("DESC"_L1, Qt::CaseInsensitive) == 0});
    }
    return result;
}

} // namespace

QString transferTime(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss"_s) + u"+00:00"_s;
}

core::Json entryDocument(const FileEntry &entry)
{
    return {{"DATA_TYPE", "file"},
            {"name", core::toStd(entry.name)},
            {"type", core::toStd(typeName(entry))},
            {"size", entry.size},
            {"last_modified", core::toStd(transferTime(entry.lastModified))},
            {"permissions", core::toStd(entry.permissions)},
            {"user", core::toStd(entry.user)},
            {"group", core::toStd(entry.group)},
            {"link_target", nullptr},
            {"link_type", nullptr},
            {"link_size", nullptr},
            {"link_last_modified", nullptr},
            {"link_user", nullptr},
            {"link_group", nullptr}};
}

core::Json errorDocument(const QString &code, const QString &message, const QString &resource, const QString &requestId)
{
    return {{"code", core::toStd(code)},
            {"message", core::toStd(message)},
            {"request_id", core::toStd(requestId)},
            {"resource", core::toStd(resource)}};
}

QString operationCode(const FileFailure &failure, const QString &operation)
{
    const QString failed = operation == "mkdir"_L1 ? u"MkdirFailed"_s : u"DirListingFailed"_s;
    switch (failure.problem) {
    case FileProblem::NotFound:
        return u"ClientError.NotFound"_s;
    case FileProblem::Exists:
        return u"ExternalError."_s + failed + u".Exists"_s;
    case FileProblem::NotADirectory:
        return u"ExternalError."_s + failed + u".NotDirectory"_s;
    case FileProblem::Refused:
        return u"ExternalError."_s + failed + u".PermissionDenied"_s;
    case FileProblem::IsADirectory:
    case FileProblem::NoSpace:
    case FileProblem::Cancelled:
    case FileProblem::Other:
        break;
    }
    return u"ExternalError."_s + failed;
}

QString niceStatus(FileProblem problem)
{
    switch (problem) {
    case FileProblem::NotFound:
        return u"FILE_NOT_FOUND"_s;
    case FileProblem::Exists:
    case FileProblem::NotADirectory:
        return u"NOT_A_DIRECTORY"_s;
    case FileProblem::IsADirectory:
        return u"IS_A_DIRECTORY"_s;
    case FileProblem::Refused:
        return u"PERMISSION_DENIED"_s;
    case FileProblem::NoSpace:
        return u"NO_SPACE_LEFT"_s;
    case FileProblem::Cancelled:
        return u"CANCELED"_s;
    case FileProblem::Other:
        break;
    }
    return u"ENDPOINT_ERROR"_s;
}

QString LsQuery::problem() const
{
    if (limit < 0 || offset < 0)
        return u"The fields 'limit' and 'offset' must not be negative."_s;
    const QList<Criterion> wanted = criteria(filter);
    for (const Criterion &criterion : wanted) {
        if (criterion.key != "name"_L1 && criterion.key != "type"_L1)
            return u"The filter '%1' is not understood: only name and type can be filtered."_s.arg(filter);
    }
    const QList<SortField> fields = sortFields(orderby);
    for (const SortField &field : fields) {
        if (!QStringList{u"name"_s, u"type"_s, u"size"_s, u"last_modified"_s}.contains(field.field))
            return u"The order '%1' is not understood: there are name, type, size and last_modified."_s.arg(orderby);
    }
    return {};
}

QList<FileEntry> LsQuery::apply(QList<FileEntry> entries) const
{
    const QList<Criterion> wanted = criteria(filter);
    const auto unwanted = [&](const FileEntry &entry) {
        if (!showHidden && entry.name.startsWith(u'.'))
            return true;
        return !std::all_of(wanted.begin(), wanted.end(), [&](const Criterion &one) { return fits(entry, one); });
    };
    entries.removeIf(unwanted);
    QList<SortField> fields = sortFields(orderby);
    fields.append({u"name"_s, false});
    std::sort(entries.begin(), entries.end(), [&fields](const FileEntry &a, const FileEntry &b) {
        for (const SortField &field : fields) {
            const int order = compare(a, b, field.field);
            if (order != 0)
                return field.descending ? order > 0 : order < 0;
        }
        return false;
    });
    return entries;
}

} // namespace emulator
