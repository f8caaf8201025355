#include "emulator/http/query.h"
#include "emulator/http/request.h"
#include "emulator/http/response.h"
#include "support/testmain.h"

#include <QTest>

using namespace Qt::StringLiterals;
using emulator::http::Query;

class EmulatorQueryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes()
    {
        const Query query = Query::parse("orderby=title+ASC&x=a%2Bb%20c&empty=&bare&&%C3%A4=%E2%82%AC");
        QCOMPARE(query.value(u"orderby"), u"title ASC"_s);
        QCOMPARE(query.value(u"x"), u"a+b c"_s);
        QVERIFY(query.has(u"empty"));
        QCOMPARE(query.value(u"empty"), QString());
        QVERIFY(query.has(u"bare"));
        QVERIFY(!query.has(u"absent"));
        QCOMPARE(query.value(u"ä"), u"€"_s);
        QCOMPARE(query.items().size(), 5);
    }

    void brokenEscapesStay()
    {
        const Query query = Query::parse("a=%&b=%4&c=%zz&d=100%25");
        QCOMPARE(query.value(u"a"), u"%"_s);
        QCOMPARE(query.value(u"b"), u"%4"_s);
        QCOMPARE(query.value(u"c"), u"%zz"_s);
        QCOMPARE(query.value(u"d"), u"100%"_s);
    }

    void lists()
    {
        const Query query = Query::parse("r=a,b&r=c&r=&s=+x+,,y%2Cz&t=");
        QCOMPARE(query.list(u"r"), QStringList({u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(query.count(u"r"), 3);
        QCOMPARE(query.list(u"s"), QStringList({u"x"_s, u"y"_s, u"z"_s}));
        QCOMPARE(query.list(u"t"), QStringList());
    }

    void booleans_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("expected"); // -1: none
        QTest::newRow("Python") << QByteArray("True") << 1;
        QTest::newRow("JavaScript") << QByteArray("false") << 0;
        QTest::newRow("shouting") << QByteArray("FALSE") << 0;
        QTest::newRow("number") << QByteArray("1") << 1;
        QTest::newRow("blank") << QByteArray("") << -1;
        QTest::newRow("nonsense") << QByteArray("maybe") << -1;
    }
    void booleans()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, expected);
        const std::optional<bool> value = Query::parse(QByteArray("b=" + text)).boolean(u"b");
        QCOMPARE(value ? int(*value) : -1, expected);
    }

    void paths()
    {
        using emulator::http::pathSegments;
        QCOMPARE(pathSegments("/flows"), QStringList({u"flows"_s}));
        QCOMPARE(pathSegments("/flows/"), QStringList({u"flows"_s}));
        QCOMPARE(pathSegments("/"), QStringList());
        QCOMPARE(pathSegments(""), QStringList());
        QCOMPARE(pathSegments("/a%2Fb/c+d"), QStringList({u"a/b"_s, u"c+d"_s}));
        QCOMPARE(pathSegments("/flows//run"), QStringList({u"flows"_s, QString(), u"run"_s}));
    }

    void unprocessableSaysWhereAndWhat()
    {
        using emulator::http::Problem;
        const emulator::http::Response response = emulator::http::unprocessableAnswer(
            {Problem{{"flow_administrators", 0}, u"not recognized"_s, u"value_error"_s, nullptr},
             Problem{{"label"}, u"too long"_s, u"value_error.any_str.max_length"_s, {{"limit_value", 64}}}});
        const core::Json document = *core::parseJson(response.body).value;
        QCOMPARE(response.status, 422);
        QCOMPARE(document["error"]["message"].get<std::string>(),
                 "2 validation errors in body. $.flow_administrators[0]: not recognized; $.label: too long");
        QVERIFY(!document["error"]["detail"][0].contains("ctx"));
        QCOMPARE(document["error"]["detail"][1]["ctx"]["limit_value"].get<int>(), 64);
        QVERIFY(document.contains("debug_id"));
    }
};

FLOWS_TEST(tst_emulatorquery, EmulatorQueryTest)
#include "tst_emulatorquery.moc"
