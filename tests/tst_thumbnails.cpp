#include "support/exampleflow.h"
#include "support/testmain.h"
#include "widgets/diagram/thumbnails.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>

using namespace widgets;

class ThumbnailsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void missThenHit();
    void everyPartOfTheKeyCounts();
    void askedTwiceIsMadeOnce();
    void cacheIsBounded();
    void madeInAnotherThread();
    void failureIsAskedOnce();
    void goneWhileOneIsMade();
    void paintsGroundAndFlow_data();
    void paintsGroundAndFlow();
    void nothingToPaint();

private:
    [[nodiscard]] static Thumbnails::GraphSource move()
    {
        return [] { return testsupport::exampleGraph(QStringLiteral("move")); };
    }
};

static const QSize CardSize(274, 145);

void ThumbnailsTest::missThenHit()
{
    Thumbnails thumbnails(QApplication::font());
    QSignalSpy ready(&thumbnails, &Thumbnails::ready);
    const ThumbnailKey key{"hash", CardSize, 1, false};
    QVERIFY(thumbnails.image(key, move()).isNull());
    QTRY_COMPARE(ready.count(), 1);
    QCOMPARE(ready.first().first().toByteArray(), QByteArray("hash"));
    const QImage picture = thumbnails.image(key, move());
    QCOMPARE(picture.size(), CardSize);
    QCOMPARE(thumbnails.madeCount(), 1);
    QCOMPARE(thumbnails.image(key, move()).cacheKey(), picture.cacheKey());
}

void ThumbnailsTest::everyPartOfTheKeyCounts()
{
    Thumbnails thumbnails(QApplication::font());
    const ThumbnailKey key{"hash", CardSize, 1, false};
    const QList<ThumbnailKey> keys{key,
                                   {"other", CardSize, 1, false},
                                   {"hash", QSize(200, 100), 1, false},
                                   {"hash", CardSize, 2, false},
                                   ThumbnailKey::of("hash", CardSize, 1, Theme::darkTheme().palette())};
    for (const ThumbnailKey &one : keys)
        QVERIFY(thumbnails.image(one, move()).isNull());
    QTRY_COMPARE(thumbnails.madeCount(), keys.size());
    QCOMPARE(thumbnails.image(keys[3], move()).size(), CardSize * 2);
    QCOMPARE(thumbnails.image(keys[3], move()).devicePixelRatio(), 2.0);
    QVERIFY(thumbnails.image(keys[4], move()) != thumbnails.image(key, move()));
}

void ThumbnailsTest::askedTwiceIsMadeOnce()
{
    Thumbnails thumbnails(QApplication::font());
    QSignalSpy ready(&thumbnails, &Thumbnails::ready);
    const ThumbnailKey key{"hash", CardSize, 1, false};
    for (int i = 0; i < 5; ++i)
        QVERIFY(thumbnails.image(key, move()).isNull());
    QTRY_COMPARE(ready.count(), 1);
    QVERIFY(!thumbnails.image(key, move()).isNull());
    QCOMPARE(thumbnails.madeCount(), 1);
}

void ThumbnailsTest::cacheIsBounded()
{
    const qsizetype one = qsizetype(CardSize.width()) * CardSize.height() * 4;
    Thumbnails thumbnails(QApplication::font(), 3 * one);
    for (int i = 0; i < 6; ++i) {
        (void)thumbnails.image({QByteArray::number(i), CardSize, 1, false}, move());
        QTRY_COMPARE(thumbnails.madeCount(), i + 1);
    }
    int kept = 0;
    for (int i = 0; i < 6; ++i)
        kept += thumbnails.contains({QByteArray::number(i), CardSize, 1, false}) ? 1 : 0;
    QCOMPARE(kept, 3);
    QVERIFY(thumbnails.contains({"5", CardSize, 1, false}));
}

void ThumbnailsTest::madeInAnotherThread()
{
    Thumbnails thumbnails(QApplication::font());
    auto elsewhere = std::make_shared<std::atomic<bool>>(false);
    (void)thumbnails.image({"hash", CardSize, 1, false}, [elsewhere, gui = QThread::currentThread()] {
        *elsewhere = QThread::currentThread() != gui;
        return flowlang::FlowGraph();
    });
    QTRY_COMPARE(thumbnails.madeCount(), 1);
    QVERIFY(*elsewhere);
}

//! A source that throws must not be asked again with every repaint.
void ThumbnailsTest::failureIsAskedOnce()
{
    Thumbnails thumbnails(QApplication::font());
    auto asked = std::make_shared<std::atomic<int>>(0);
    const Thumbnails::GraphSource bad = [asked]() -> flowlang::FlowGraph {
        ++*asked;
        throw std::bad_alloc();
    };
    QTest::ignoreMessage(QtWarningMsg, "no thumbnail could be made of \"hash\"");
    QVERIFY(thumbnails.image({"hash", CardSize, 1, false}, bad).isNull());
    QTRY_COMPARE(asked->load(), 1);
    (void)thumbnails.image({"good", CardSize, 1, false}, move());
    QTRY_COMPARE(thumbnails.madeCount(), 1);
    QVERIFY(thumbnails.image({"hash", CardSize, 1, false}, bad).isNull());
    (void)thumbnails.image({"good2", CardSize, 1, false}, move());
    QTRY_COMPARE(thumbnails.madeCount(), 2);
    QCOMPARE(asked->load(), 1);
}

void ThumbnailsTest::goneWhileOneIsMade()
{
    auto thumbnails = std::make_unique<Thumbnails>(QApplication::font());
    for (int i = 0; i < 20; ++i)
        (void)thumbnails->image({QByteArray::number(i), CardSize, 1, false}, move());
    thumbnails.reset();
    QVERIFY(thumbnails == nullptr);
}

void ThumbnailsTest::paintsGroundAndFlow_data()
{
    QTest::addColumn<QString>("flow");
    for (const char *flow : {"simple", "move", "two_hop", "approved_publishing"})
        QTest::newRow(flow) << QString::fromLatin1(flow);
}

void ThumbnailsTest::paintsGroundAndFlow()
{
    QFETCH(QString, flow);
    for (const bool dark : {false, true}) {
        const Theme &theme = dark ? Theme::darkTheme() : Theme::light();
        const QImage picture =
            Thumbnails::paint(testsupport::exampleGraph(flow), QApplication::font(), {"h", CardSize, 1, dark});
        QCOMPARE(picture.size(), CardSize);
        QCOMPARE(picture.pixelColor(0, 0), theme.sunken);
        int other = 0;
        for (int x = 0; x < picture.width(); ++x)
            other += picture.pixelColor(x, picture.height() / 3) != theme.sunken ? 1 : 0;
        QVERIFY(other > 0);
    }
}

void ThumbnailsTest::nothingToPaint()
{
    const QImage picture = Thumbnails::paint({}, QApplication::font(), {"h", CardSize, 1, false});
    QCOMPARE(picture.size(), CardSize);
    Thumbnails thumbnails(QApplication::font());
    QVERIFY(thumbnails.image({"h", QSize(0, 10), 1, false}, move()).isNull());
    QCOMPARE(thumbnails.madeCount(), 0);
}

FLOWS_TEST(tst_thumbnails, ThumbnailsTest)
#include "tst_thumbnails.moc"
