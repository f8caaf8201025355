#pragma once

#include "support/emulatorfixture.h"

#include <QUrlQuery>

namespace testsupport {

//! Signs people in at the emulator as a browser and a native client would.
class SignInRig
{
public:
    using Parameters = QList<std::pair<QString, QString>>;

    explicit SignInRig(EmulatorFixture &emulator)
        : m_emulator(emulator)
    {
    }

    //! Verifier and challenge of RFC 7636, appendix B.
    static QByteArray verifier();
    static QString challenge();

    //! The target of a good authorize request for the native client; the given parameters replace its own, and a null
    //! text takes one away.
    [[nodiscard]] QByteArray target(const QString &scope, const Parameters &changes = {}) const;
    //! The page of that request.
    [[nodiscard]] RawAnswer page(const QString &scope, const Parameters &changes = {});
    //! The value of the form's hidden field.
    [[nodiscard]] static QByteArray hiddenField(const RawAnswer &page);
    //! Posts the form of a page. \param headers  besides those that a form has
    [[nodiscard]] RawAnswer post(const QByteArray &hidden, const QString &identity,
                                 const QByteArray &decision = "allow", const QList<QByteArray> &headers = {});
    //! A parameter of where an answer leads.
    [[nodiscard]] static QString led(const RawAnswer &answer, const QString &parameter);
    //! Page and consent: the code.
    [[nodiscard]] QString code(const QString &scope, const QString &identity, const Parameters &changes = {});
    //! Changes a code into tokens. \param changes  as for target()
    [[nodiscard]] RawAnswer exchange(const QString &code, const Parameters &changes = {});
    //! All of it: the token answer.
    [[nodiscard]] core::Json signIn(const QString &scope, const QString &identity, const Parameters &changes = {});
    //! The answer of the token endpoint to a form.
    [[nodiscard]] RawAnswer token(const Parameters &fields);

    static QString redirect() { return QStringLiteral("http://127.0.0.1:45678"); }

private:
    EmulatorFixture &m_emulator;
};

//! Fields as a form or query.
[[nodiscard]] QByteArray formBytes(const SignInRig::Parameters &fields);
//! A token of an answer by its resource server; an empty object if there is none.
[[nodiscard]] core::Json tokenFor(const core::Json &answer, const QString &resourceServer);
//! The claims of a token in compact form, unchecked.
[[nodiscard]] core::Json claimsOf(const core::Json &answer);

} // namespace testsupport
