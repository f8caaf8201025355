#include "support/testmain.h"

#include "widgets/common/breakable.h"
#include "widgets/common/jsonedit.h"
#include "widgets/common/jsonview.h"
#include "widgets/common/shownjson.h"

#include <QTest>
#include <QTextDocument>
#include <QTextDocumentFragment>

namespace {

//! The five code points that a text document alters, in a string.
const QString awkward = QStringLiteral("a\u00A0b\u2028c\u2029d\uFDD0e\uFDD1f\U0001F600");

} // namespace

class ShownJsonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesPassThroughATextBox()
    {
        core::Json value = core::Json::object();
        value["text"] = core::toStd(awkward);
        value["nul"] = std::string("x\0y\x7f\r\n\t", 7);
        widgets::JsonEdit edit;
        edit.setJson(value);
        QCOMPARE(core::toBytes(*core::parseJson(edit.json()).value), core::toBytes(value));
        edit.selectAll(); // and through the clipboard
        QTextDocument pasted;
        pasted.setPlainText(edit.textCursor().selection().toPlainText());
        QCOMPARE(core::toBytes(*core::parseJson(widgets::typedJson(pasted)).value), core::toBytes(value));
    }

    void typedTextIsKeptInStringsAlone()
    {
        QTextDocument document;
        document.setPlainText(QStringLiteral("{\u00A0\"a\u00A0\\\"b\u00A0\":\u2028\u00A0[\"\u00A0\", 1]}"));
        const auto parsed = core::parseJson(widgets::typedJson(document));
        QVERIFY(parsed); // pages that one copies from are indented by no-break spaces
        QCOMPARE(core::toBytes(*parsed.value), QStringLiteral("{\"a\u00A0\\\"b\u00A0\":[\"\u00A0\",1]}").toUtf8());
    }

    void linesStayLines()
    {
        widgets::JsonEdit edit;
        edit.setText("{\n\"a\": }");
        QCOMPARE(edit.json(), "{\n\"a\": }");
        edit.showPlace(2, 6);
        QCOMPARE(edit.textCursor().blockNumber(), 1);
        QCOMPARE(edit.textCursor().positionInBlock(), 5);
        edit.showPlace(99, 1);
        edit.showPlace(1, 99);
        QCOMPARE(edit.textCursor().positionInBlock(), 1);
    }

    void aViewShowsWhatWasSent()
    {
        widgets::JsonView view;
        view.setJson("{\"big\":123456789012345678901,\"a\":12.40,\"a\":\"x\\u00a0y\"}");
        QTRY_VERIFY(!view.toPlainText().isEmpty());
        QCOMPARE(view.toPlainText(), QStringLiteral("{\n  \"big\": 123456789012345678901,\n  \"a\": 12.40,\n"
                                                    "  \"a\": \"x\\u00a0y\"\n}"));
        view.setJson("no JSON: {");
        QTRY_COMPARE(view.toPlainText(), QStringLiteral("no JSON: {"));
    }

    void aViewStopsInTime()
    {
        widgets::JsonView view;
        view.setJson(QByteArray("[\"") + QByteArray(900'000, 'x') + "\",\"" + QByteArray(900'000, 'y') + "\",1]");
        QTRY_VERIFY(view.toPlainText().endsWith(QStringLiteral("… 3 more bytes are not shown")));
        view.setJson(QByteArray(1'000'010, '['));
        QTRY_VERIFY(view.toPlainText().endsWith(QStringLiteral("… 10 more bytes are not shown")));
    }

    void longWordsMayBreak()
    {
        QCOMPARE(widgets::breakable(QStringLiteral("short words stay as they are")),
                 QStringLiteral("short words stay as they are"));
        const QString broken = widgets::breakable(QString(100, u'x'));
        QCOMPARE(broken.count(QChar(0x200B)), 4);
        QCOMPARE(QString(broken).remove(QChar(0x200B)), QString(100, u'x'));
        const QString pairs =
            widgets::breakable(QString(QStringLiteral("x") + QStringLiteral("\U0001F600").repeated(30)));
        for (qsizetype i = 1; i < pairs.size(); ++i)
            QVERIFY(!pairs[i].isLowSurrogate() || pairs[i - 1].isHighSurrogate());
    }
};

FLOWS_TEST(tst_shownjson, ShownJsonTest)
#include "tst_shownjson.moc"
