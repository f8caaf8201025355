#include "widgets/common/errortext.h"

#include "core/json.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace widgets {

namespace {

constexpr qsizetype shownBody = 2000;

QString tr(const char *text)
{
    return QCoreApplication::translate("widgets::ErrorText", text);
}

QString detailsOf(const core::ApiError &error)
{
    QStringList lines;
    QString first = core::ApiError::kindName(error.kind);
    if (error.httpStatus != 0)
        first += u", HTTP "_s + QString::number(error.httpStatus);
    if (!error.code.isEmpty())
        first += u", "_s + error.code;
    lines.append(first);
    if (!error.detail.isEmpty())
        lines.append(error.detail);
    if (!error.debugId.isEmpty())
        lines.append(u"debug_id: "_s + error.debugId);
    if (!error.requestId.isEmpty())
        lines.append(u"request id: "_s + error.requestId);
    if (error.detail.isEmpty() && !error.body.isEmpty())
        lines.append(QString::fromUtf8(error.body.first(std::min(error.body.size(), shownBody))));
    return lines.join(u'\n');
}

QString pointerOfPath(QString path)
{
    if (path.startsWith(u'$'))
        path.remove(0, 1);
    path.replace(QRegularExpression(u"\\[['\"]?([^\\]'\"]*)['\"]?\\]"_s), u".\\1"_s);
    QString pointer;
    const QStringList parts = path.split(u'.', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        pointer += u'/' + core::pointerToken(part);
    return pointer;
}

} // namespace

ErrorText errorText(const core::ApiError &error)
{
    using Kind = core::ApiError::Kind;
    ErrorText text;
    text.details = detailsOf(error);
    switch (error.kind) {
    case Kind::Cancelled:
        return {};
    case Kind::Network:
        text.problem = tr("The service can not be reached.");
        text.advice = tr("Check the connection, then try again.");
        break;
    case Kind::Timeout:
        text.problem = tr("The service did not answer in time.");
        text.advice = tr("Try again in a moment.");
        break;
    case Kind::Unauthorized:
        text.problem = tr("The service does not accept the sign-in.");
        text.advice = tr("Try again; if it stays so, restart the program to sign in anew.");
        break;
    case Kind::Forbidden:
        text.problem = tr("You are not allowed to do this.");
        text.advice = tr("Ask the owner of the flow for the role that it takes.");
        break;
    case Kind::NotFound:
        text.problem = tr("It does not exist, or you may not see it.");
        text.advice = tr("Ask its owner, or choose another one.");
        break;
    case Kind::Conflict:
        text.problem = tr("Its state does not allow this now.");
        text.advice = tr("Refresh to see how it stands.");
        break;
    case Kind::Validation:
        text.problem = tr("The service did not accept what was sent.");
        text.advice = error.detail.isEmpty() ? tr("Details say what it found.") : error.detail;
        break;
    case Kind::RateLimited:
        text.problem = tr("The service asks for a pause: too many requests.");
        text.advice = tr("Try again in a minute.");
        break;
    case Kind::Server:
        text.problem = tr("The service has a problem of its own.");
        text.advice = tr("Try again later.");
        break;
    case Kind::BadResponse:
        text.problem = tr("The answer could not be understood.");
        text.advice = tr("Something between here and the service may answer in its place. Try again.");
        break;
    case Kind::Ambiguous:
        text.problem = tr("The connection was lost before the answer came, so it may or may not have happened.");
        text.advice = tr("Look how it stands before you try again.");
        break;
    case Kind::Internal:
        text.problem = tr("The program made a mistake.");
        text.advice = tr("Try again, and report it if it stays so.");
        break;
    }
    return text;
}

QList<flowlang::SchemaFinding> locatedFindings(const core::ApiError &error)
{
    QList<flowlang::SchemaFinding> findings;
    const core::JsonParse parsed = core::parseJson(error.body);
    const core::Json *outer = parsed ? core::member(*parsed.value, "error") : nullptr;
    const core::Json *details = outer != nullptr ? core::member(*outer, "detail") : nullptr;
    if (details == nullptr || !details->is_array())
        return findings;
    for (const core::Json &detail : *details) {
        const core::Json *location = core::member(detail, "loc");
        if (location == nullptr || !location->is_array())
            continue;
        QString pointer;
        for (const core::Json &part : *location) {
            if (part.is_number_integer())
                pointer += u'/' + QString::number(part.get<qint64>());
            else if (part.is_string())
                pointer += pointerOfPath(core::toQString(part.get_ref<const std::string &>()));
        }
        findings.append({pointer, {}, core::stringMember(detail, "msg")});
    }
    return findings;
}

} // namespace widgets
