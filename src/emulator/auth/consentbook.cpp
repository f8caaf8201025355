#include "emulator/auth/consentbook.h"

#include "emulator/auth/scopebook.h"
#include "emulator/store/database.h"
#include "emulator/store/grantstores.h"

#include <QHash>

#include <algorithm>

using core::Scope;

namespace emulator::auth {

namespace {

//! Writes one node and all below it.
void put(ConsentStore &store, const ScopeBook &book, ConsentRecord consent, const Scope &scope)
{
    consent.scopeName = scope.name;
    consent.atomicallyRevocable = scope.optional;
    const ConsentRecord stored = store.put(consent);
    consent.path = stored.path;
    consent.clientId = ScopeBook::clientOf(book.resourceServerOf(scope.name));
    for (const Scope &inner : scope.dependencies)
        put(store, book, consent, inner);
}

//! The tree below one consent. A consent knows its parent, so that there can be no cycle.
Scope treeOf(const ConsentRecord &consent, const QHash<qint64, QList<ConsentRecord>> &children)
{
    Scope scope{consent.scopeName, consent.atomicallyRevocable, {}};
    for (const ConsentRecord &child : children.value(consent.id))
        scope.dependencies.append(treeOf(child, children));
    return scope;
}

} // namespace

ConsentBook::ConsentBook(Database &database, const ScopeBook &book, const core::Clock &clock)
    : m_database(database)
    , m_book(book)
    , m_clock(clock)
{
}

void ConsentBook::record(const QString &clientId, const QString &identityId, const QList<Scope> &scopes, bool offline)
{
    const QDateTime now = m_clock.now();
    Transaction transaction(m_database);
    ConsentStore store(m_database);
    for (Scope scope : scopes) {
        scope.optional = false; // says nothing about a root
        put(store, m_book, {0, clientId, identityId, clientId, {}, {}, offline, false, now, now, {}}, scope);
    }
    transaction.commit();
}

void ConsentBook::use(const QString &rootClient, const QString &identityId, const QString &holder,
                      const QList<Scope> &scopes)
{
    QStringList names;
    for (const Scope &scope : scopes)
        names.append(scope.name);
    ConsentStore(m_database).use(identityId, rootClient, holder, names, m_clock.now());
}

QList<ConsentBook::Tree> ConsentBook::trees(const QString &clientId, const QString &identityId) const
{
    const QList<ConsentRecord> consents = ConsentStore(m_database).of(identityId, clientId);
    QHash<qint64, QList<ConsentRecord>> children;
    for (const ConsentRecord &consent : consents)
        children[consent.parent()].append(consent);
    QList<Tree> all;
    for (const ConsentRecord &root : children.value(0))
        all.append({treeOf(root, children), root.allowsRefresh});
    return all;
}

bool ConsentBook::holds(const QString &clientId, const QString &identityId, const QList<Scope> &scopes,
                        bool offline) const
{
    const QList<Tree> all = trees(clientId, identityId);
    return std::all_of(scopes.begin(), scopes.end(), [&all, offline](const Scope &wanted) {
        return std::any_of(all.begin(), all.end(), [&wanted, offline](const Tree &tree) {
            return tree.scope.covers(wanted) && (tree.allowsRefresh || !offline);
        });
    });
}

QList<Scope> ConsentBook::widened(const QString &clientId, const QString &identityId, const QList<Scope> &scopes) const
{
    const QList<Tree> all = trees(clientId, identityId);
    QList<Scope> result;
    for (Scope scope : scopes) {
        const auto root =
            std::find_if(all.begin(), all.end(), [&scope](const Tree &tree) { return tree.scope.name == scope.name; });
        if (root != all.end()) {
            for (const Scope &inner : root->scope.dependencies)
                scope = scope.with(inner);
        }
        result.append(scope);
    }
    return result;
}

} // namespace emulator::auth
