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
        for (const QString &id : beginning) {
            const auto at = known.find(id);
            if (at == known.end() || *at < plan.covered)
                continue;
            if (*at - plan.covered <= beginning.size())
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
