#include "emulator/store/ownerfile.h"

#include "emulator/store/storeerror.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace emulator {

void writeOwnerFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    // The temporary file has its permissions before it has its content.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(content) != content.size() || !file.commit())
        throw StoreError(u"The file %1 can not be written: %2."_s.arg(path, file.errorString()));
}

} // namespace emulator
