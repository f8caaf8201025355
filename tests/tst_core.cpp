#include "support/testmain.h"

#include "core/clock.h"
#include "core/ids.h"
#include "core/secret.h"
#include "core/setting.h"
#include "core/textlist.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <ctime>

class CoreTest final : public QObject
{
    Q_OBJECT

public:
    enum class Colour { Auto, Light };
    Q_ENUM(Colour)

private Q_SLOTS:
    void init() { QSettings().clear(); }

    void secretsAreCompared()
    {
        QVERIFY(core::sameSecret("abc", "abc"));
        QVERIFY(core::sameSecret("", ""));
        QVERIFY(!core::sameSecret("abc", "abd"));
        QVERIFY(!core::sameSecret("abc", "ab"));
        QVERIFY(!core::sameSecret("abc", ""));
    }

    void randomTextIsLongAndDifferent()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const QByteArray text = core::randomText(16);
            QCOMPARE(text.size(), 22);
            for (const char c : text)
                QVERIFY(QByteArray("-_").contains(c) || QChar::isLetterOrNumber(static_cast<uint>(c)));
            seen.insert(text);
        }
        QCOMPARE(seen.size(), 1000);
        QCOMPARE(core::randomText(3).size(), 4);
        QVERIFY(core::randomText(0).isEmpty());
    }

    void listsOfTexts()
    {
        const QStringList texts{QStringLiteral("a"), QString(), QStringLiteral("\u00fc")};
        QCOMPARE(core::toBytes(core::toJson(texts)), QByteArray("[\"a\",\"\",\"\xc3\xbc\"]"));
        QCOMPARE(core::toTexts(core::toJson(texts)), texts);
        QCOMPARE(core::toTexts(*core::parseJson("[\"a\",1,null,\"b\"]").value),
                 (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QVERIFY(core::toTexts(*core::parseJson("{\"a\":\"b\"}").value).isEmpty());
        QVERIFY(core::toTexts(core::Json()).isEmpty());
    }

    void serviceTimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("as sent") << QStringLiteral("2023-04-25T18:54:30.683000+00:00")
                                 << QStringLiteral("2023-04-25T18:54:30.683000+00:00");
        QTest::newRow("blank, six digits")
            << QStringLiteral("2023-08-07 17:24:10.681999+00:00") << QStringLiteral("2023-08-07T17:24:10.681000+00:00");
        QTest::newRow("offset") << QStringLiteral("2023-08-07T17:24:10+02:00")
                                << QStringLiteral("2023-08-07T15:24:10.000000+00:00");
        QTest::newRow("Z") << QStringLiteral("2023-08-07T17:24:10Z")
                           << QStringLiteral("2023-08-07T17:24:10.000000+00:00");
        QTest::newRow("without zone") << QStringLiteral("2023-08-07T17:24:10")
                                      << QStringLiteral("2023-08-07T17:24:10.000000+00:00");
    }

    void serviceTimes()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(core::toServiceTime(core::fromServiceTime(text)), expected);
    }

    //! An hour that no clock shows where this runs, in the night when summer time begins.
    void timesWithoutZoneAreNotLocal_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("in the gap") << QStringLiteral("2023-03-26T02:30:00")
                                    << QStringLiteral("2023-03-26T02:30:00.000000+00:00");
        QTest::newRow("fraction") << QStringLiteral("2023-03-26 02:30:00.5")
                                  << QStringLiteral("2023-03-26T02:30:00.500000+00:00");
        QTest::newRow("long fraction") << QStringLiteral("2023-03-26 02:30:00.123456")
                                       << QStringLiteral("2023-03-26T02:30:00.123000+00:00");
        QTest::newRow("an hour that comes twice")
            << QStringLiteral("2023-10-29T02:30:00") << QStringLiteral("2023-10-29T02:30:00.000000+00:00");
    }

    void timesWithoutZoneAreNotLocal()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const QByteArray before = qgetenv("TZ");
        qputenv("TZ", "Europe/Berlin");
        tzset();
        const QString read = core::toServiceTime(core::fromServiceTime(text));
        if (before.isNull())
            qunsetenv("TZ");
        else
            qputenv("TZ", before);
        tzset();
        QCOMPARE(read, expected);
    }

    void noTime()
    {
        for (const QString &text : {QString(), QStringLiteral("None"), QStringLiteral("2023-13-45T99:00:00Z")})
            QVERIFY(!core::fromServiceTime(text).isValid());
    }

    void ids()
    {
        const QString id = core::newId();
        QVERIFY(core::isUuid(id));
        QCOMPARE(core::identityIdOf(core::identityUrn(id)), id);
        QVERIFY(core::isPrincipalUrn(QString(u"urn:globus:groups:id:" + id)));
        QVERIFY(!core::isPrincipalUrn(QString(u"urn:globus:group:id:" + id)));
        QVERIFY(!core::isPrincipalUrn(id));
        QVERIFY(core::isUuid(u"00000000-0000-0000-0000-000000000000"));
        QVERIFY(core::isUuid(id.toUpper()));
        for (const QString &text : {id.chopped(1), QString(id + u'0'), QString(id).replace(8, 1, QChar(u'0')),
                                    QString(id).replace(3, 1, QChar(u'g')), QString(id).replace(3, 1, QChar(u'-')),
                                    QString(u'{' + id.sliced(1)), QString(36, u'\u0661')})
            QVERIFY2(!core::isUuid(text), qPrintable(text));
        QCOMPARE(core::flowUserScope(u"1-2"), QStringLiteral("https://auth.globus.org/scopes/1-2/flow_1_2_user"));
    }

    void settingsAreTyped()
    {
        core::Setting<int> size{"list/size", 50};
        QCOMPARE(size.value(), 50);
        const QSignalSpy spy(size.notifier(), &core::SettingNotifier::changed);
        size.setValue(20);
        size.setValue(20);
        QCOMPARE(size.value(), 20);
        QCOMPARE(spy.count(), 1);

        core::Setting<Colour> colour{"view/colour", Colour::Auto};
        colour.setValue(Colour::Light);
        QCOMPARE(QSettings().value(QStringLiteral("view/colour")).toString(), QStringLiteral("Light"));
        QCOMPARE(colour.value(), Colour::Light);
        QSettings().setValue(QStringLiteral("view/colour"), QStringLiteral("Purple"));
        QCOMPARE(colour.value(), Colour::Auto);
    }

    void settingsOfProfilesAreApart()
    {
        const QUuid one = QUuid::createUuid();
        core::Setting<QString> first{"view/filter", QString(), one};
        core::Setting<QString> second{"view/filter", QString(), QUuid::createUuid()};
        first.setValue(QStringLiteral("x"));
        QCOMPARE(second.value(), QString());
        QCOMPARE((core::Setting<QString>{"view/filter", QString(), one}.value()), QStringLiteral("x"));
    }
};

FLOWS_TEST(tst_core, CoreTest)
#include "tst_core.moc"
