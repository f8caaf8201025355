#include "auth/signinwords.h"

#include <QCoreApplication>

namespace auth {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("auth::SignIn", text);
}

} // namespace

PageWords wordsOf(const SignInOutcome &outcome)
{
    const QString back = tr("You can close this page and go back to Flows Desktop.");
    switch (outcome.kind) {
    case SignInOutcome::Kind::SignedIn:
        return {tr("You are signed in"), back};
    case SignInOutcome::Kind::Declined:
        return {tr("You declined"), tr("Nothing was granted. %1").arg(back)};
    case SignInOutcome::Kind::OtherIdentity:
        return {tr("Somebody else signed in"),
                tr("Flows Desktop expected another identity and does not use what was granted. %1").arg(back)};
    case SignInOutcome::Kind::Cancelled:
    case SignInOutcome::Kind::TimedOut:
        return {tr("The sign-in has ended"), tr("Flows Desktop no longer waits for it. Begin again there.")};
    case SignInOutcome::Kind::Refused:
    case SignInOutcome::Kind::Failed:
        break;
    }
    return {tr("You are not signed in"), tr("Globus Auth did not complete the sign-in. Flows Desktop says why.")};
}

} // namespace auth
