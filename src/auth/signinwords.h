#pragma once

#include "auth/signinoutcome.h"

#include <QString>

namespace auth {

//! What the browser shows at the end of a sign-in; plain text.
struct PageWords
{
    QString title;
    QString text;
};

[[nodiscard]] PageWords wordsOf(const SignInOutcome &outcome);

} // namespace auth
