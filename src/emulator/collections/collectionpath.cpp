#include "emulator/collections/collectionpath.h"

#include <climits>

using namespace Qt::StringLiterals;

namespace emulator {

namespace {

//! What is wrong with a name, or nothing.
QString nameProblem(const QString &name)
{
    if (name.isEmpty())
        return u"has an empty name in it: two slashes follow each other."_s;
    if (name == "."_L1 || name == ".."_L1)
        return u"has '%1' in it. Names that lead elsewhere are not allowed."_s.arg(name);
    if (name.contains(QChar(u'\0')))
        return u"has a NUL character in it."_s;
    if (!name.isValidUtf16())
        return u"has a broken character in it."_s;
    if (name.toUtf8().size() > NAME_MAX)
        return u"has a name of more than %1 bytes in it."_s.arg(NAME_MAX);
    return {};
}

} // namespace

std::variant<CollectionPath, FileFailure> CollectionPath::parse(const QString &path)
{
    const auto refused = [&path](const QString &problem) {
        return FileFailure{FileProblem::Refused, u"The path '%1' %2"_s.arg(path.left(500), problem), path};
    };
    if (!path.startsWith(u'/'))
        return refused(u"does not begin with a slash."_s);
    QString rest = path.sliced(1);
    if (rest == "~"_L1 || rest.startsWith("~/"_L1))
        rest = rest.sliced(std::min<qsizetype>(2, rest.size()));
    CollectionPath result;
    result.wantsDirectory = rest.isEmpty() || rest.endsWith(u'/');
    if (rest.endsWith(u'/'))
        rest.chop(1);
    else if (rest.isEmpty())
        return result;
    const QStringList names = rest.split(u'/');
    if (names.size() > maxDirectoryDepth)
        return refused(u"has more than %1 names."_s.arg(maxDirectoryDepth));
    for (const QString &name : names) {
        if (const QString problem = nameProblem(name); !problem.isEmpty())
            return refused(problem);
        result.names.append(name.toUtf8());
    }
    return result;
}

QString shownPath(const QList<QByteArray> &names)
{
    QString path;
    for (const QByteArray &name : names)
        path += u'/' + QString::fromUtf8(name);
    return path.isEmpty() ? u"/"_s : path;
}

} // namespace emulator
