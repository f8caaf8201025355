#pragma once

#include "support/emulatorfixture.h"

#include <QUrlQuery>

#include <optional>

namespace testsupport {

//! An emulator's Auth as a browser and a native client use it: pages, forms, codes and tokens.
class AuthEmulator final : public EmulatorFixture
{
public:
    using Parameters = QList<std::pair<QString, QString>>;

    using EmulatorFixture::EmulatorFixture;

    //! Verifier and challenge of RFC 7636, appendix B.
    static QByteArray verifier();
    static QString challenge();
    static QString redirect() { return QStringLiteral("http://127.0.0.1:45678"); }

    //! The target of a good authorize request for the native client; the given parameters replace its own, and a null
    //! text takes one away.
    [[nodiscard]] QByteArray target(const QString &scope, const Parameters &changes = {}) const;
    //! The page of that request. \param headers  besides those that every request has
    [[nodiscard]] RawAnswer page(const QString &scope, const Parameters &changes = {},
                                 const QList<QByteArray> &headers = {});
    //! The value of the form's hidden field.
    [[nodiscard]] static QByteArray hiddenField(const RawAnswer &page);
    //! Posts the form of a page. \param headers  besides those that a form has
    [[nodiscard]] RawAnswer post(const QByteArray &hidden, const QString &identity,
                                 const QByteArray &decision = "allow", const QList<QByteArray> &headers = {});
    //! Posts the form of the page that asks for proof, every box of it ticked but for one.
    [[nodiscard]] RawAnswer confirm(const RawAnswer &page, const QString &without = {},
                                    const QList<QByteArray> &headers = {});
    //! A browser's header for the cookie that an answer sets; empty if it sets none.
    [[nodiscard]] static QByteArray cookie(const RawAnswer &answer);
    //! A parameter of where an answer leads.
    [[nodiscard]] static QString led(const RawAnswer &answer, const QString &parameter);
    //! Page, consent and, if it is asked for, proof: the code.
    [[nodiscard]] QString code(const QString &scope, const QString &identity, const Parameters &changes = {});
    //! Changes a code into tokens. \param changes  as for target()
    [[nodiscard]] RawAnswer exchange(const QString &code, const Parameters &changes = {});
    //! All of it: the token answer.
    [[nodiscard]] core::Json tokensFor(const QString &scope, const QString &identity, const Parameters &changes = {});
    //! The answer of the token endpoint to a form.
    [[nodiscard]] RawAnswer grant(const Parameters &fields);
    //! The answer to a refresh token of the native client.
    [[nodiscard]] RawAnswer refresh(const QString &token);
    //! The native client ends a token.
    RawAnswer revoke(const QString &token);
    //! Whether an access token opens anything.
    [[nodiscard]] bool isAlive(const QString &token) const;
    //! Makes the client of a resource server one that can ask for tokens, with the secret `secret`. \returns its id
    QByteArray addServer(const QString &resourceServer);
    //! The dependent tokens that a resource server gets for a token of its own.
    [[nodiscard]] RawAnswer dependents(const QByteArray &client, const QString &token, const Parameters &more = {});

private:
    RawAnswer postForm(const Parameters &fields, const QList<QByteArray> &headers);
};

//! Fields as a form or query.
[[nodiscard]] QByteArray formBytes(const AuthEmulator::Parameters &fields);
//! A member as text; empty if it is absent or none.
[[nodiscard]] QString text(const core::Json &document, const char *key);
//! A token of an answer by its resource server; an empty object if there is none.
[[nodiscard]] core::Json tokenFor(const core::Json &answer, const QString &resourceServer);
//! The claims of a token in compact form, unchecked.
[[nodiscard]] core::Json claimsOf(const core::Json &answer);
//! False for a page that holds what none may ever show for a text of somebody else.
[[nodiscard]] bool isHarmless(const RawAnswer &page);

} // namespace testsupport
