#pragma once

#include "support/brokenserver.h"

#include "core/json.h"

#include <QUrl>

#include <optional>

namespace testsupport {

//! The part of Globus Auth that a sign-in meets, on a real socket: it gives a code on a page, checks code, redirect and
//! proof key, and answers with a token for each resource server. Each part can be made to answer wrongly.
class FakeAuth final
{
public:
    FakeAuth();

    //! An unsigned id_token with these claims.
    [[nodiscard]] static QByteArray idToken(const core::Json &claims, const QByteArray &header = R"({"alg":"RS512"})");

    //! What a person does who opens this page and allows it: the address to which the browser is sent.
    [[nodiscard]] QUrl allow(const QUrl &page);
    //! … or declines.
    [[nodiscard]] static QUrl decline(const QUrl &page, const QString &error = QStringLiteral("access_denied"));

    BrokenServer server;
    QString issuer = QStringLiteral("https://auth.example");
    QString subject = QStringLiteral("0a46-person");
    core::Json claims = core::Json::object(); //!< put into the id_token over what belongs there; null: left out
    bool withIdToken = true;
    QString withoutScope;               //!< this one is not granted
    std::optional<Answer> tokenAnswer;  //!< instead of what the token endpoint would say
    std::optional<Answer> issuerAnswer; //!< instead of the discovery document
    QList<QByteArray> revoked;          //!< tokens, in the order in which they ended
    QStringList refusals;               //!< what the token endpoint found wrong

private:
    [[nodiscard]] std::optional<Answer> answer(const SeenRequest &request);
    [[nodiscard]] Answer token(const QUrlQuery &form);
    [[nodiscard]] core::Json tokens() const;

    QUrlQuery m_page; //!< of the last authorize request that was allowed
    QString m_code;
};

} // namespace testsupport
