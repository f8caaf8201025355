#include "emulator/auth/secret.h"

#include "core/secret.h"

#include <QRandomGenerator>

namespace emulator::auth {

QByteArray newSecret()
{
    return core::randomText(32);
}

QByteArray newCode()
{
    constexpr QByteArrayView alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    QByteArray code;
    for (int i = 0; i < 32; ++i)
        code.append(alphabet[QRandomGenerator::system()->bounded(static_cast<int>(alphabet.size()))]);
    return code;
}

} // namespace emulator::auth
