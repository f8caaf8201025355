#include "emulator/auth/signingkey.h"

#include "emulator/store/ownerfile.h"
#include "emulator/store/storeerror.h"

#include <QFile>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

using namespace Qt::StringLiterals;

namespace emulator::auth {

namespace {

constexpr unsigned keyBits = 2048;

template<auto Free>
struct Freed
{
    template<typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;

QByteArray base64(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray pemOf(EVP_PKEY *key)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    if (!memory || PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        throw StoreError(u"The key for id tokens can not be written down."_s);
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

QByteArray number(EVP_PKEY *key, const char *name)
{
    BIGNUM *raw = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &raw) != 1)
        throw StoreError(u"The key for id tokens can not be read."_s);
    const Number value(raw);
    QByteArray bytes(BN_num_bytes(raw), '\0');
    BN_bn2bin(raw, reinterpret_cast<unsigned char *>(bytes.data()));
    return bytes;
}

} // namespace

struct SigningKey::Private
{
    Key key;
};

SigningKey::SigningKey(QString path)
    : m_path(std::move(path))
    , m_private(std::make_unique<Private>())
{
    QFile file(m_path);
    if (!file.exists())
        return;
    if (!file.open(QIODevice::ReadOnly))
        throw StoreError(u"The file %1 can not be read: %2."_s.arg(m_path, file.errorString()));
    const QByteArray pem = file.read(64 * 1024);
    const Memory memory(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    char noPassword[] = "";
    m_private->key.reset(memory ? PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, noPassword) : nullptr);
    if (!m_private->key || EVP_PKEY_is_a(m_private->key.get(), "RSA") != 1 ||
        EVP_PKEY_get_bits(m_private->key.get()) < static_cast<int>(keyBits))
        throw StoreError(
            u"The file %1 does not hold a key for id tokens. Move it away to get a new one."_s.arg(m_path));
}

SigningKey::~SigningKey() = default;

void SigningKey::make()
{
    if (m_private->key)
        return;
    Key key(EVP_RSA_gen(keyBits));
    if (!key)
        throw StoreError(u"A key for id tokens can not be made."_s);
    writeOwnerFile(m_path, pemOf(key.get()));
    m_private->key = std::move(key);
}

QByteArray SigningKey::sign(const core::Json &claims)
{
    make();
    const QByteArray text = base64(R"({"typ":"JWT","alg":"RS512"})") + '.' + base64(core::toBytes(claims));
    const auto *bytes = reinterpret_cast<const unsigned char *>(text.constData());
    const auto length = static_cast<size_t>(text.size());
    const Digest digest(EVP_MD_CTX_new());
    size_t size = 0;
    QByteArray signature;
    bool good = digest && EVP_DigestSignInit(digest.get(), nullptr, EVP_sha512(), nullptr, m_private->key.get()) == 1 &&
                EVP_DigestSign(digest.get(), nullptr, &size, bytes, length) == 1;
    if (good) {
        signature.resize(static_cast<qsizetype>(size));
        good = EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, bytes,
                              length) == 1;
    }
    if (!good)
        throw StoreError(u"An id token can not be signed."_s);
    return text + '.' + base64(signature.first(static_cast<qsizetype>(size)));
}

core::Json SigningKey::publicKey()
{
    make();
    EVP_PKEY *key = m_private->key.get();
    return {{"kty", "RSA"},
            {"alg", "RS512"},
            {"use", "sig"},
            {"n", base64(number(key, OSSL_PKEY_PARAM_RSA_N)).toStdString()},
            {"e", base64(number(key, OSSL_PKEY_PARAM_RSA_E)).toStdString()}};
}

} // namespace emulator::auth
