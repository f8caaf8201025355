#include "core/ids.h"
#include "emulator/auth/scopebook.h"
#include "emulator/auth/secret.h"
#include "emulator/auth/tokenservice.h"
#include "support/emulatorfixture.h"
#include "support/testmain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace emulator::auth;
using core::Scope;
using testsupport::EmulatorFixture;

class EmulatorScopesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resourceServers_data()
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("server");
        const QString flow = u"11111111-2222-4333-8444-555555555555"_s;
        QTest::newRow("all") << core::flowsAllScope() << u"flows.globus.org"_s;
        QTest::newRow("view") << flowsScope(u"view_flows"_s) << u"flows.globus.org"_s;
        QTest::newRow("no such") << flowsScope(u"view_everything"_s) << QString();
        QTest::newRow("transfer") << transferAllScope() << u"transfer.api.globus.org"_s;
        QTest::newRow("openid") << u"openid"_s << u"auth.globus.org"_s;
        QTest::newRow("case counts") << u"OpenID"_s << QString();
        QTest::newRow("flow") << core::flowUserScope(flow) << flow;
        QTest::newRow("other flow") << core::flowUserScope(u"11111111-2222-4333-8444-555555555556"_s) << QString();
        QTest::newRow("wrong name") << u"https://auth.globus.org/scopes/%1/flow_user"_s.arg(flow) << QString();
        QTest::newRow("mapped") << dataAccessScope(EmulatorFixture::mappedCollection())
                                << EmulatorFixture::mappedCollection();
        QTest::newRow("guest has none") << dataAccessScope(EmulatorFixture::guestCollection()) << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void resourceServers()
    {
        QFETCH(QString, scope);
        QFETCH(QString, server);
        const ScopeBook book([](const QString &id) { return id == "11111111-2222-4333-8444-555555555555"_L1; },
                             [](const QString &id) { return id == EmulatorFixture::mappedCollection(); });
        QCOMPARE(book.resourceServerOf(scope), server);
    }

    void unknownIsFoundAtAnyDepth()
    {
        const ScopeBook book([](const QString &) { return false; }, [](const QString &) { return false; });
        const auto scopes = Scope::parseList(u"openid[*email[nope]] nope other"_s);
        QCOMPARE(book.unknownIn(*scopes), QStringList({u"nope"_s, u"other"_s}));
    }

    //! As many names as a request has room for; looking each one up in a list of the others would take hours.
    void manyUnknownNames()
    {
        const ScopeBook book([](const QString &) { return false; }, [](const QString &) { return false; });
        QList<Scope> scopes;
        for (int i = 0; i < 200'000; ++i)
            scopes.append({u"n%1"_s.arg(i), false, {}});
        QCOMPARE(book.unknownIn(scopes + scopes).size(), scopes.size());
    }

    void cycles()
    {
        QVERIFY(ScopeBook::hasCycle(*Scope::parseList(u"a[b[a]]"_s)));
        QVERIFY(ScopeBook::hasCycle(*Scope::parseList(u"x a[a]"_s)));
        QVERIFY(!ScopeBook::hasCycle(*Scope::parseList(u"a[b] b[c] a[c]"_s)));
    }

    // The table of globus-auth.md 6.
    void merging_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("merged");
        QTest::newRow("required wins") << u"a[*b] a[b]"_s << u"a[b]"_s;
        QTest::newRow("bare and deep") << u"a a[b]"_s << u"a[b]"_s;
        QTest::newRow("trees") << u"a[*b[c]] a[b]"_s << u"a[b[c]]"_s;
        QTest::newRow("inside") << u"a[b b[c]]"_s << u"a[b[c]]"_s;
        QTest::newRow("two roots") << u"a[b c[d]] e[f]"_s << u"a[b c[d]] e[f]"_s;
    }
    void merging()
    {
        QFETCH(QString, text);
        QFETCH(QString, merged);
        QCOMPARE(Scope::toString(mergedScopes(*Scope::parseList(text))), merged);
    }

    void secretsAreLongAndDifferent()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray secret = newSecret();
            QCOMPARE(secret.size(), 43);
            seen.insert(secret);
        }
        QCOMPARE(seen.size(), 1000);
    }
};

FLOWS_TEST(tst_emulatorscopes, EmulatorScopesTest)
#include "tst_emulatorscopes.moc"
