#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace auth {

//! `bytes` bytes of the operating system's generator as base64url without padding.
[[nodiscard]] QByteArray randomText(qsizetype bytes);

//! Compares in a time that depends on the lengths alone.
[[nodiscard]] bool sameSecret(QByteArrayView a, QByteArrayView b);

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
