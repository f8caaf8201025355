#pragma once

#include "core/secret.h"

#include <QByteArray>

namespace auth {

using core::randomText;
using core::sameSecret;

//! The proof key of one attempt to sign in: whoever gets hold of the code can not use it without the verifier. Source:
//! RFC 7636, globus-auth.md 5.
struct Pkce
{
    QByteArray verifier; //!< 43 characters; never written anywhere

    [[nodiscard]] static Pkce fresh();
    //! Of the method `S256`.
    [[nodiscard]] QByteArray challenge() const;
};

} // namespace auth
