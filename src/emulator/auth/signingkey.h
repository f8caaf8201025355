#pragma once

#include "core/json.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace emulator::auth {

//! The key of one data directory that id tokens are signed with: RSA, 2048 bits, RS512, kept in a file (0600). It is
//! made when it is first needed. Source: globus-auth.md 3.6.
class SigningKey
{
public:
    //! \throws StoreError for a file that is there and holds no such key.
    explicit SigningKey(QString path);
    ~SigningKey();
    Q_DISABLE_COPY_MOVE(SigningKey)

    //! A signed token (RFC 7515, compact). \throws StoreError if the key can not be made, kept or used.
    [[nodiscard]] QByteArray sign(const core::Json &claims);
    //! The public half as an element of a key set (RFC 7517). \throws as sign().
    [[nodiscard]] core::Json publicKey();

private:
    struct Private;

    void make();

    QString m_path;
    std::unique_ptr<Private> m_private;
};

} // namespace emulator::auth
