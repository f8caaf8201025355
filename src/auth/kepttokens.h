#pragma once

#include "auth/idtoken.h"
#include "auth/tokenanswer.h"

#include <optional>

namespace auth {

//! What is kept of an account in the keyring: whose it is, and all its tokens.
struct KeptTokens
{
    LinkedIdentity person;
    QList<AccessToken> tokens;
};

//! As one document of our own, with the version of its form. Secret.
[[nodiscard]] QByteArray keptDocument(const KeptTokens &kept);
//! Reads such a document. \returns nothing if it is damaged, of another version, or holds a token that can not be used:
//! it must not be overwritten then, another version of this program may have written it
[[nodiscard]] std::optional<KeptTokens> readKeptDocument(const QByteArray &document);

} // namespace auth
