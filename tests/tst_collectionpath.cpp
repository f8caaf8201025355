#include "support/testmain.h"

#include "emulator/collections/collectionpath.h"

#include <QTest>

using namespace Qt::StringLiterals;
using emulator::CollectionPath;
using emulator::FileFailure;
using emulator::FileProblem;

class CollectionPathTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void read_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<bool>("wantsDirectory");
        QTest::newRow("root") << u"/"_s << u"/"_s << true;
        QTest::newRow("root of Globus") << u"/~/"_s << u"/"_s << true;
        QTest::newRow("root without slash") << u"/~"_s << u"/"_s << true;
        QTest::newRow("file") << u"/a/b"_s << u"/a/b"_s << false;
        QTest::newRow("file below ~") << u"/~/a/b"_s << u"/a/b"_s << false;
        QTest::newRow("directory") << u"/~/a/"_s << u"/a"_s << true;
        QTest::newRow("~ further on is a name") << u"/a/~/b"_s << u"/a/~/b"_s << false;
        QTest::newRow("~ in a name") << u"/~a"_s << u"/~a"_s << false;
        QTest::newRow("dots in names") << u"/..a/...b/.c"_s << u"/..a/...b/.c"_s << false;
        QTest::newRow("unicode") << u"/grüße 🌍"_s << u"/grüße 🌍"_s << false;
        QTest::newRow("line break") << u"/a\nb"_s << u"/a\nb"_s << false;
        QTest::newRow("long name") << u'/' + u"x"_s.repeated(255) << u'/' + u"x"_s.repeated(255) << false;
        QTest::newRow("deep") << u"/a"_s.repeated(200) << u"/a"_s.repeated(200) << false;
    }

    void read()
    {
        QFETCH(QString, path);
        QFETCH(QString, shown);
        QFETCH(bool, wantsDirectory);
        const auto result = CollectionPath::parse(path);
        QVERIFY(std::holds_alternative<CollectionPath>(result));
        QCOMPARE(emulator::shownPath(std::get<CollectionPath>(result).names), shown);
        QCOMPARE(std::get<CollectionPath>(result).wantsDirectory, wantsDirectory);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << QString() << u"slash"_s;
        QTest::newRow("relative") << u"a/b"_s << u"slash"_s;
        QTest::newRow("home") << u"~/a"_s << u"slash"_s;
        QTest::newRow("up") << u"/.."_s << u"'..'"_s;
        QTest::newRow("up from ~") << u"/~/.."_s << u"'..'"_s;
        QTest::newRow("up in the middle") << u"/a/../../b"_s << u"'..'"_s;
        QTest::newRow("up at the end") << u"/a/../"_s << u"'..'"_s;
        QTest::newRow("here") << u"/a/./b"_s << u"'.'"_s;
        QTest::newRow("empty name") << u"/a//b"_s << u"empty name"_s;
        QTest::newRow("two slashes") << u"//"_s << u"empty name"_s;
        QTest::newRow("slashes at the end") << u"/a//"_s << u"empty name"_s;
        QTest::newRow("NUL") << u"/a"_s + QChar(u'\0') + u"/b"_s << u"NUL"_s;
        QTest::newRow("lone surrogate") << u"/a"_s + QChar(0xd800) << u"broken"_s;
        QTest::newRow("long name") << u'/' + u"x"_s.repeated(256) << u"255 bytes"_s;
        QTest::newRow("long in bytes") << u'/' + u"ü"_s.repeated(128) << u"255 bytes"_s;
        QTest::newRow("too deep") << u"/a"_s.repeated(201) << u"200 names"_s;
    }

    void refused()
    {
        QFETCH(QString, path);
        QFETCH(QString, words);
        const auto result = CollectionPath::parse(path);
        QVERIFY(std::holds_alternative<FileFailure>(result));
        const auto &failure = std::get<FileFailure>(result);
        QCOMPARE(failure.problem, FileProblem::Refused);
        QVERIFY2(failure.message.contains(words), qPrintable(failure.message));
        QCOMPARE(failure.path, path);
    }
};

FLOWS_TEST(tst_collectionpath, CollectionPathTest)

#include "tst_collectionpath.moc"
