#include "models/mergeplan.h"

#include <QHash>

namespace models {

namespace {

//! Where the wanted ids are, all of which are held.
QHash<QString, qsizetype> positions(const std::function<QString(qsizetype)> &idAt, const QSet<QString> &wanted)
{
    QHash<QString, qsizetype> found;
    for (qsizetype row = 0; found.size() < wanted.size(); ++row) {
        const QString id = idAt(row);
        if (wanted.contains(id))
            found.insert(id, row);
    }
    return found;
}

//! True if two or more of the held rows follow each other in the new beginning as they did before.
bool keepOrder(const QStringList &beginning, const QHash<QString, qsizetype> &known)
{
    qsizetype last = -1;
    for (const QString &id : beginning) {
        const auto at = known.find(id);
        if (at == known.end())
            continue;
        if (*at < last || (last >= 0 && *at - last > beginning.size()))
            return false;
        last = *at;
    }
    return known.size() > 1;
}

} // namespace

MergePlan planMerge(const std::function<QString(qsizetype)> &idAt, const QSet<QString> &held,
                    const QStringList &beginning, bool whole)
{
    MergePlan plan;
    const QSet<QString> wanted(beginning.begin(), beginning.end());
    if (whole) {
        plan.covered = held.size();
    } else {
        const QHash<QString, qsizetype> known = positions(idAt, QSet<QString>(wanted).intersect(held));
        const bool gone = keepOrder(beginning, known); // else a row far below that is at the top now was moved there
        for (const QString &id : beginning) {
            const auto at = known.find(id);
            if (at == known.end() || *at < plan.covered)
                continue;
            if (gone || *at - plan.covered <= beginning.size())
                plan.covered = *at + 1;
        }
        if (known.isEmpty())
            plan.covered = held.size(); // nothing is left of what was held
    }
    for (qsizetype row = 0; row < plan.covered; ++row) {
        const QString id = idAt(row);
        if (!wanted.contains(id))
            plan.removed.append(id);
    }
    return plan;
}

} // namespace models
