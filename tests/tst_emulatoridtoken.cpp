#include "core/ids.h"
#include "emulator/auth/residents.h"
#include "support/authemulator.h"
#include "support/testmain.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTest>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

using namespace Qt::StringLiterals;
using namespace emulator;
using namespace testsupport;
using core::Json;

namespace {

QByteArray decoded(const QString &base64)
{
    return QByteArray::fromBase64(base64.toLatin1(), QByteArray::Base64UrlEncoding);
}

//! Whether a token in compact form was signed with the key of a key set, by RS512.
bool isSignedBy(const QByteArray &token, const Json &key)
{
    const QByteArray modulus = decoded(text(key, "n"));
    const QByteArray exponent = decoded(text(key, "e"));
    const auto number = [](const QByteArray &bytes) {
        return BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.constData()), static_cast<int>(bytes.size()),
                         nullptr);
    };
    BIGNUM *n = number(modulus);
    BIGNUM *e = number(exponent);
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n);
    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, e);
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(build);
    EVP_PKEY *pkey = nullptr;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
    bool good =
        EVP_PKEY_fromdata_init(context) == 1 && EVP_PKEY_fromdata(context, &pkey, EVP_PKEY_PUBLIC_KEY, parameters) == 1;
    const qsizetype dot = token.lastIndexOf('.');
    const QByteArray signature = decoded(QString::fromLatin1(token.mid(dot + 1)));
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    good = good && EVP_DigestVerifyInit(digest, nullptr, EVP_sha512(), nullptr, pkey) == 1 &&
           EVP_DigestVerify(digest, reinterpret_cast<const unsigned char *>(signature.constData()),
                            static_cast<size_t>(signature.size()),
                            reinterpret_cast<const unsigned char *>(token.constData()), static_cast<size_t>(dot)) == 1;
    EVP_MD_CTX_free(digest);
    EVP_PKEY_free(pkey);
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(build);
    BN_free(n);
    BN_free(e);
    return good;
}

} // namespace

class EmulatorIdTokenTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_auth.emplace(); }
    void cleanup() { m_auth.reset(); }

    void idToken()
    {
        const QString linked = m_auth->person(u"other@example.org"_s);
        const QString me = m_auth->person(u"me@example.org"_s, {linked});
        const Json document =
            m_auth->tokensFor(u"openid profile email urn:globus:auth:scope:auth.globus.org:view_identity_set"_s, me,
                              {{u"nonce"_s, u"n-0S6"_s}});
        const Json claims = claimsOf(document);
        const Json discovery = m_auth->ask("GET", "/.well-known/openid-configuration").json();
        QCOMPARE(text(claims, "iss"), text(discovery, "issuer"));
        QCOMPARE(text(claims, "aud"), m_auth->nativeClientId);
        QCOMPARE(text(claims, "sub"), me);
        QCOMPARE(text(claims, "nonce"), u"n-0S6"_s);
        QCOMPARE(text(claims, "preferred_username"), u"me@example.org"_s);
        QCOMPARE(claims["iat"].get<qint64>(), m_auth->clock.now().toSecsSinceEpoch());
        QCOMPARE(claims["exp"].get<qint64>() - claims["iat"].get<qint64>(), 172800);
        QCOMPARE(claims["identity_set"].size(), 2U);
        const QByteArray hash =
            QCryptographicHash::hash(text(document, "access_token").toLatin1(), QCryptographicHash::Sha512);
        QCOMPARE(decoded(text(claims, "at_hash")), hash.first(32));
        const QByteArray token = text(document, "id_token").toLatin1();
        QCOMPARE(QByteArray::fromBase64(token.split('.').first()), QByteArray("{\"typ\":\"JWT\",\"alg\":\"RS512\"}"));
        const Json key = m_auth->ask("GET", "/jwk.json").json()["keys"][0];
        QVERIFY(isSignedBy(token, key));
        QVERIFY(!isSignedBy(QByteArray("x" + token), key));
        // The key stays, and is nobody else's.
        const QString path = m_auth->directory.filePath(u"id-token-key.pem"_s);
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther),
                 QFile::Permissions());
        QVERIFY(auth::SigningKey(path).publicKey() == key);
        QFile broken(path);
        QVERIFY(broken.open(QIODevice::WriteOnly | QIODevice::Truncate));
        broken.write("no key");
        broken.close();
        QVERIFY_THROWS_EXCEPTION(StoreError, auth::SigningKey{path});
        QVERIFY(!m_auth->tokensFor(core::flowsAllScope(), me).contains("id_token"));
    }

    //! A key that can not be made costs nobody the code.
    void codeOutlivesAKeyThatCanNotBeMade()
    {
        const QString code = m_auth->code(u"openid"_s, auth::ownerIdentityId());
        const QDir directory(m_auth->directory.path());
        QVERIFY(directory.mkdir(u"id-token-key.pem"_s)); // no file can take its place
        QCOMPARE(m_auth->exchange(code).status, 500);
        QVERIFY(directory.rmdir(u"id-token-key.pem"_s));
        const RawAnswer answer = m_auth->exchange(code);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.json().contains("id_token"));
    }

    void userinfo()
    {
        const auto ask = [this](const QString &scope) {
            const Json document = m_auth->tokensFor(scope, auth::approverIdentityId());
            return m_auth->ask("GET", "/v2/oauth2/userinfo", text(document, "access_token").toLatin1());
        };
        QVERIFY(ask(u"openid"_s).json() == Json({{"sub", auth::approverIdentityId().toStdString()}}));
        const Json all = ask(u"openid profile email"_s).json();
        QCOMPARE(text(all, "preferred_username"), u"approver@emulator"_s);
        QCOMPARE(text(all, "email"), u"approver@emulator"_s);
        QCOMPARE(ask(u"email"_s).status, 403);
        QCOMPARE(ask(core::flowsAllScope()).status, 401);
        QCOMPARE(m_auth->ask("GET", "/v2/oauth2/userinfo").status, 401);
    }

private:
    std::optional<AuthEmulator> m_auth;
};

FLOWS_TEST(tst_emulatoridtoken, EmulatorIdTokenTest)
#include "tst_emulatoridtoken.moc"
