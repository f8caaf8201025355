#include "support/testmain.h"

#include "widgets/window/history.h"
#include "widgets/window/pagelink.h"

#include <QSignalSpy>
#include <QTest>

using widgets::History;
using widgets::PageLink;

namespace {

const QString flowId = QStringLiteral("0aa46b35-1dbe-4f7e-a6b8-1f29bd4c5b07");

} // namespace

class PageLinkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data()
    {
        QTest::addColumn<PageLink>("link");
        QTest::newRow("library") << PageLink::library();
        QTest::newRow("flow") << PageLink::flow(flowId);
        QTest::newRow("tab") << PageLink::flow(flowId).with(QStringLiteral("tab"), QStringLiteral("runs"));
        QTest::newRow("status") << PageLink::runs().with(QStringLiteral("status"), QStringLiteral("FAILED"));
        QTest::newRow("special characters")
            << PageLink::run(flowId).with(QStringLiteral("state"), QStringLiteral("a b&c=d/ä?#%"));
    }

    void roundTrip()
    {
        QFETCH(PageLink, link);
        const QUuid profile = QUuid::createUuid();
        const QString text = link.toText(profile);
        QVERIFY(text.contains(profile.toString(QUuid::WithoutBraces)));
        const auto read = PageLink::fromText(QString(u"  " + text + u"\n"));
        QVERIFY2(read, qPrintable(text));
        QCOMPARE(read->kind, link.kind);
        QCOMPARE(read->id, link.id);
        for (const QString &name : {QStringLiteral("tab"), QStringLiteral("status"), QStringLiteral("state")})
            QCOMPARE(read->value(name), link.value(name));
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "library", "https://example.org/flow/x", "flows-desktop://p/flow/not-an-id", "flows-desktop://p/flow",
              "flows-desktop://p/", "flows-desktop://p/elsewhere", "flows-desktop://p/library/more",
              "flows-desktop://p/run/../../etc", "javascript:alert(1)"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void refuses()
    {
        QFETCH(QString, text);
        QVERIFY(!PageLink::fromText(text));
    }

    void historyGoesBackAndForward()
    {
        History history;
        QSignalSpy moved(&history, &History::moved);
        history.visit(PageLink::flow(flowId));
        history.visit(PageLink::runs());
        QVERIFY(history.canGoBack());
        QVERIFY(!history.canGoForward());
        history.back();
        QCOMPARE(history.current().id, flowId);
        history.amend(history.current().with(QStringLiteral("tab"), QStringLiteral("runs")));
        QCOMPARE(moved.count(), 3); // amending leads nowhere
        history.forward();
        history.back();
        QCOMPARE(history.current().value(QStringLiteral("tab")), QStringLiteral("runs"));
        history.visit(PageLink::library());
        QVERIFY(!history.canGoForward()); // what was ahead is forgotten
        history.back();
        history.back();
        QVERIFY(!history.canGoBack());
        history.back();
        QCOMPARE(history.current().kind, PageLink::Kind::Library);
    }

    void historyIsBounded()
    {
        History history;
        for (int i = 0; i < 500; ++i)
            history.visit(i % 2 == 0 ? PageLink::runs() : PageLink::library());
        int steps = 0;
        while (history.canGoBack()) {
            history.back();
            ++steps;
        }
        QVERIFY(steps >= 50);
        QVERIFY(steps <= 100);
    }
};

FLOWS_TEST(tst_pagelink, PageLinkTest)
#include "tst_pagelink.moc"
