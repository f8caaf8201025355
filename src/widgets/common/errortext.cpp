#include "widgets/common/errortext.h"

#include "auth/personauthorizer.h"
#include "flows/flowsapierror.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace widgets {

using flows::FlowsApiError;

namespace {

constexpr qsizetype shownBody = 2000; // characters; a dialog is no file viewer
constexpr qsizetype shownFindings = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("widgets::ErrorText", text);
}

//! How a sign-in ended that a request waited for; else that there is none.
void sayUnauthorized(const core::ApiError &error, ErrorText &text)
{
    using auth::PersonAuthorizer;
    if (error.code == PersonAuthorizer::declined) {
        text.problem = tr("It was not allowed on the sign-in page.");
        text.advice = tr("Try again if that was a mistake.");
    } else if (error.code == PersonAuthorizer::cancelled) {
        text.problem = tr("The sign-in was cancelled.");
        text.advice = tr("Try again when you want to go on.");
    } else if (error.code == PersonAuthorizer::timedOut) {
        text.problem = tr("Nobody came back from the sign-in page in time.");
        text.advice = tr("Try again, and finish it in the browser.");
    } else if (error.code == PersonAuthorizer::otherIdentity) {
        text.problem = tr("Somebody else signed in than the one whose account this is.");
        text.advice = tr("Try again with the account's own identity.");
    } else if (error.code == PersonAuthorizer::refused) {
        text.problem = tr("Globus Auth refused the sign-in.");
        text.advice = tr("Details say why.");
    } else {
        text.problem = tr("The service does not accept the sign-in.");
        text.advice = tr("Try again; if it stays so, restart the program to sign in anew.");
    }
}

//! A finding as a line: where, and what.
QString lineOf(const net::ErrorFinding &finding)
{
    const QString where = finding.location.join(u'/');
    return where.isEmpty() ? finding.message : QString(where + u": "_s + finding.message);
}

QString detailsOf(const FlowsApiError &error)
{
    QStringList lines;
    QString first = core::ApiError::kindName(error.kind);
    if (error.httpStatus != 0)
        first += u", HTTP "_s + QString::number(error.httpStatus);
    if (!error.code.isEmpty())
        first += u", "_s + error.code;
    lines.append(first);
    if (!error.summary.isEmpty())
        lines.append(error.summary);
    for (const net::ErrorFinding &finding : error.findings.first(std::min(error.findings.size(), shownFindings)))
        lines.append(lineOf(finding));
    if (error.findings.isEmpty() && !error.messages.isEmpty())
        lines.append(error.message().left(shownBody));
    if (error.requirements && !error.requirements->sessionMessage.isEmpty())
        lines.append(error.requirements->sessionMessage.left(shownBody));
    if (!error.debugId.isEmpty())
        lines.append(u"debug_id: "_s + error.debugId);
    if (!error.requestId.isEmpty())
        lines.append(u"request id: "_s + error.requestId);
    if (error.messages.isEmpty() && !error.requirements && !error.body.isEmpty())
        lines.append(QString::fromUtf8(error.body.first(std::min(error.body.size(), shownBody))));
    return lines.join(u'\n');
}

} // namespace

ErrorText errorText(const core::ApiError &error)
{
    using Kind = core::ApiError::Kind;
    ErrorText text;
    text.details = detailsOf(FlowsApiError::from(error));
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
        sayUnauthorized(error, text);
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
    const FlowsApiError view = FlowsApiError::from(error);
    for (const net::ErrorFinding &finding : view.findings) {
        if (finding.inInput)
            findings.append({finding.pointer, {}, finding.message});
        else if (finding.location.value(0) == u"body"_s)
            findings.append({finding.pointer.sliced(u"/body"_s.size()), {}, finding.message});
        else // of the request around the input: its label, its tags
            findings.append({QString(), {}, lineOf(finding)});
    }
    return findings;
}

} // namespace widgets
