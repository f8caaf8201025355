#include "support/testmain.h"

#include "core/scope.h"

#include <QTest>

using core::Scope;

class ScopeTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("one") << QStringLiteral("openid");
        QTest::newRow("several") << QStringLiteral("openid email urn:x:y");
        QTest::newRow("dependency") << QStringLiteral("https://a/b[*https://c/d e[f]] g");
    }

    void roundTrip()
    {
        QFETCH(QString, text);
        const auto scopes = Scope::parseList(text);
        QVERIFY(scopes);
        QCOMPARE(Scope::toString(*scopes), text);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"a[", "a]", "a[]", "*", "a**b", "[a]", "a[b]c", "a [b]", "a*b", "a[b"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("deep") << QStringLiteral("a[").repeated(40) + QStringLiteral("b") +
                                     QStringLiteral("]").repeated(40);
    }

    void refuses()
    {
        QFETCH(QString, text);
        QVERIFY(!Scope::parseList(text));
    }

    void mergesDependencies()
    {
        const Scope flow{QStringLiteral("flow"), false, {}};
        const Scope one = *Scope::parse(u"transfer[*c1]");
        const Scope two = *Scope::parse(u"transfer[*c2]");
        QCOMPARE(flow.with(one).with(two).toString(), QStringLiteral("flow[transfer[*c1 *c2]]"));
    }

    void covers()
    {
        const Scope tree = *Scope::parse(u"a[*b[c] d]");
        QVERIFY(tree.covers(*Scope::parse(u"a")));
        QVERIFY(tree.covers(*Scope::parse(u"a[b[c]]")));
        QVERIFY(!tree.covers(*Scope::parse(u"a[b[x]]")));
        QVERIFY(!tree.covers(*Scope::parse(u"b")));
    }
};

FLOWS_TEST(tst_scope, ScopeTest)
#include "tst_scope.moc"
