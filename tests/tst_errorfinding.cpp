#include "support/testmain.h"

#include "net/errorfinding.h"

#include <QTest>

using net::ErrorFinding;

class ErrorFindingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paths_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("pointer"); // null: not such a path
        const auto row = [](const char *path, const char *pointer) {
            QTest::newRow(path) << QString::fromUtf8(path) << QString::fromUtf8(pointer);
        };
        row("$", "");
        row("$.bool", "/bool");
        row("$.source.id", "/source/id");
        row("$.items[0].x", "/items/0/x");
        row("$[12]", "/12");
        row("$['a b'].c", "/a b/c");
        row("$[\"a.b\"]", "/a.b");
        row("$['it\\'s']['a\\\\b']", "/it's/a\\b");
        row("$['']", "/");
        row("$.a/b.c~d", "/a~1b/c~0d");
        row("$['a]b']", "/a]b");
        row("$.ä.日本", "/ä/日本");
        for (const char *none : {"", "label", "$label", "$.", "$..a", "$.*", "$[*]", "$[]", "$[1", "$['a'", "$['a'x]",
                                 "$['a", "$[?(@.a)]", "$[1:2]", "$[-1]", "$.a.", "$[\"a']"}) {
            const QByteArray name = QByteArray("not: ") + none;
            QTest::newRow(name.constData()) << QString::fromUtf8(none) << QString();
        }
    }

    void paths()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, pointer);
        const auto found = net::pointerOfJsonPath(path);
        QCOMPARE(found.has_value(), !pointer.isNull());
        QCOMPARE(found.value_or(QString()), pointer);
    }

    void locations_data()
    {
        QTest::addColumn<QByteArray>("loc");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<bool>("inInput");
        const auto row = [](const char *loc, const char *pointer, bool inInput) {
            QTest::newRow(loc) << QByteArray(loc) << QString::fromUtf8(pointer) << inInput;
        };
        row("[\"definition\",\"States\",\"Step1\"]", "/definition/States/Step1", false);
        row("[\"flow_administrators\",0]", "/flow_administrators/0", false);
        row("[\"a/b\",\"~\",-1]", "/a~1b/~0/-1", false);
        row("[\"label\"]", "/label", false);
        row("[\"a.b\"]", "/a.b", false);
        row("[\"$.bool\"]", "/bool", true);
        row("[\"$\"]", "", true);
        row("[\"$.*\"]", "/$.*", false); // no path that points to one place: a name as good as any
        row("[\"body\",\"$.bool\"]", "/body/$.bool", false);
        row("[]", "", false);
        row("null", "", false);
        row("\"label\"", "", false);
        row("[null,true,1.5,{},\"x\"]", "/x", false);
    }

    void locations()
    {
        QFETCH(const QByteArray, loc);
        QFETCH(const QString, pointer);
        QFETCH(const bool, inInput);
        const QByteArray text = "[{\"msg\":\"m\",\"loc\":" + loc + "}]";
        const auto list = core::parseJson(text);
        QVERIFY(list);
        const QList<ErrorFinding> findings = ErrorFinding::read(*list.value);
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings.first().pointer, pointer);
        QCOMPARE(findings.first().inInput, inInput);
        QCOMPARE(findings.first().message, QStringLiteral("m"));
    }

    void keepsAllThatCame()
    {
        const auto list = core::parseJson("[{\"loc\":[\"tags\",3],\"msg\":\"too long\",\"type\":\"value_error\","
                                          "\"ctx\":{\"limit_value\":64}},\"a text\",{\"title\":\"T\"},{},7,null,[],"
                                          "{\"loc\":[\"silent\"]}]");
        const QList<ErrorFinding> findings = ErrorFinding::read(*list.value);
        QCOMPARE(findings.size(), 4);
        QCOMPARE(findings[0].location, (QStringList{QStringLiteral("tags"), QStringLiteral("3")}));
        QCOMPARE(findings[0].pointer, QStringLiteral("/tags/3"));
        QCOMPARE(findings[0].type, QStringLiteral("value_error"));
        QCOMPARE(core::toBytes(findings[0].context), QByteArray("{\"limit_value\":64}"));
        QCOMPARE(findings[1].message, QStringLiteral("a text"));
        QVERIFY(findings[1].context.is_null());
        QCOMPARE(findings[2].message, QStringLiteral("T"));
        QCOMPARE(findings[3].pointer, QStringLiteral("/silent"));
        QVERIFY(ErrorFinding::read(core::Json::object()).isEmpty());
    }

    void aLongListIsCut()
    {
        core::Json list = core::Json::array();
        for (qsizetype i = 0; i < 2 * ErrorFinding::listLimit; ++i)
            list.push_back("x");
        QCOMPARE(ErrorFinding::read(list).size(), ErrorFinding::listLimit);
    }
};

FLOWS_TEST(tst_errorfinding, ErrorFindingTest)
#include "tst_errorfinding.moc"
