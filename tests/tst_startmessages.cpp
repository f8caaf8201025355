#include "support/testmain.h"

#include "core/parseaudit.h"
#include "widgets/form/inputmenu.h"
#include "widgets/form/startdialog.h"

#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using widgets::StartDialog;

namespace {

constexpr const char *schema =
    "{\"type\":\"object\",\"required\":[\"name\"],\"additionalProperties\":false,"
    "\"properties\":{\"name\":{\"type\":\"string\"},\"any\":{},\"count\":{\"type\":\"integer\"},"
    "\"list\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}";

} // namespace

//! What the Start dialog says where it can be seen, and what it keeps.
class StartMessagesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(schema); }
    void cleanup() { m_dialog.reset(); }

    void whatIsMissingIsCounted()
    {
        QVERIFY(said().isEmpty());
        press("startButton");
        QTRY_COMPARE(said(), QStringLiteral("1 field to put right"));
        QTest::keyClicks(field("name"), QStringLiteral("x"));
        QTRY_VERIFY(said().isEmpty());
    }

    void aRefusalIsSeen()
    {
        m_dialog->setBusy(QStringLiteral("Starting…"));
        QCOMPARE(said(), QStringLiteral("Starting…"));
        m_dialog->setBusy(QStringLiteral("Looking…"));
        QCOMPARE(said(), QStringLiteral("Looking…"));
        m_dialog->showFailure({QStringLiteral("You may not."), QStringLiteral("Ask."), {}}, {});
        QCOMPARE(said(), QStringLiteral("No run was started. You may not. Ask."));
        QVERIFY(find<QPushButton>("startButton")->hasFocus());
    }

    void theMessageHasTheWidthOfTheDialog()
    {
        m_dialog->showFailure({QStringLiteral("The service refused this in a sentence of some length."), {}, {}}, {});
        const QLabel *label = find<QLabel>("message");
        QVERIFY(label->width() > 500);
        QVERIFY(label->height() < 2 * label->fontMetrics().lineSpacing());
    }

    void anUnusableSchemaIsSaid()
    {
        open("{\"$ref\":\"https://example.org\"}");
        QVERIFY(said().contains(QStringLiteral("input schema")));
        press("jsonMode");
        find<QPlainTextEdit>("json")->setPlainText(QStringLiteral("{"));
        QTRY_VERIFY(said().contains(QStringLiteral("Not valid JSON")));
        find<QPlainTextEdit>("json")->setPlainText(QStringLiteral("{}"));
        QTRY_VERIFY(said().contains(QStringLiteral("input schema"))); // it is still so
    }

    void brokenTextIsSaidAndShown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const char *text, const char *problem) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(problem);
        };
        row("syntax", "{\n\"name\": }", "line 2, column 9");
        row("name twice", "{\"name\":\"a\",\"name\":\"b\"}", "stands twice");
        row("digits", "{\"name\":\"a\",\"any\":[123456789012345678901]}", "123456789012345678901 at /any/0");
        row("no object", "[]", "is an object");
    }

    void brokenTextIsSaidAndShown()
    {
        QFETCH(QString, text);
        QFETCH(QString, problem);
        QSignalSpy requested(m_dialog.get(), &StartDialog::startRequested);
        press("jsonMode");
        auto *json = find<QPlainTextEdit>("json");
        json->setPlainText(text);
        press("startButton");
        QTRY_VERIFY2(said().contains(problem), qPrintable(said()));
        QVERIFY(json->hasFocus());
        QCOMPARE(json->textCursor().blockNumber(), text.count(u'\n')); // at the place, if it has one
        press("formMode");
        QVERIFY(json->isVisible());
        QVERIFY(said().contains(problem));
        QCOMPARE(requested.count(), 0);
    }

    void aBrokenBoxKeepsTheFormAndIsShown()
    {
        QSignalSpy requested(m_dialog.get(), &StartDialog::startRequested);
        QTest::keyClicks(field("name"), QStringLiteral("x"));
        auto *box = m_dialog->findChild<QWidget *>(QStringLiteral("field:/any"))->findChild<QPlainTextEdit *>();
        box->setPlainText(QStringLiteral("{\"half"));
        press("jsonMode");
        QVERIFY(box->isVisible());
        QVERIFY(box->hasFocus());
        QVERIFY(said().contains(QStringLiteral("Not valid JSON")));
        QVERIFY(find<QToolButton>("formMode")->isChecked());
        QCOMPARE(box->toPlainText(), QStringLiteral("{\"half"));
        field("name")->setFocus();
        press("startButton");
        QVERIFY(box->hasFocus());
        QVERIFY(find<QLabel>("message:/any")->isVisible());
        QCOMPARE(requested.count(), 0);
        box->setPlainText(QStringLiteral("{\"half\":1}"));
        press("startButton");
        QTRY_COMPARE(requested.count(), 1);
        QCOMPARE(core::toBytes(requested.first().first().value<flows::RunRequest>().body),
                 R"({"name":"x","any":{"half":1}})");
    }

    //! U+00A0 and its like pass from the form to JSON and back.
    void lookingAtJsonChangesNothing()
    {
        core::Json input = core::Json::object();
        input["name"] = core::toStd(QStringLiteral("a\u00A0b\u2028c\uFDD0d"));
        input["any"]["x"] = input["name"];
        m_dialog->setInput(input);
        QCOMPARE(core::toBytes(m_dialog->request().body), core::toBytes(input));
        press("jsonMode");
        QCOMPARE(core::toBytes(m_dialog->request().body), core::toBytes(input));
        press("formMode");
        QCOMPARE(core::toBytes(m_dialog->request().body), core::toBytes(input));
    }

    void filesAreReadElsewhereAndStrictly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const QByteArray &text, const char *problem) {
            QTest::newRow(name) << text << QString::fromLatin1(problem);
        };
        row("good", "{\"name\":\"from a file\"}", "");
        row("name twice", "{\"name\":\"a\",\"name\":\"b\"}", "stands twice");
        row("digits", "{\"name\":123456789012345678901}", "123456789012345678901");
        row("no object", "[1]", "is an object");
        row("no JSON", "{\n", "line 2");
        row("too large", QByteArray(5'000'000, ' '), "4 MB");
    }

    void filesAreReadElsewhereAndStrictly()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, problem);
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("input.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.close();
        const core::Json before = m_dialog->request().body;
        core::resetParseAudit();
        m_dialog->findChild<widgets::InputMenu *>()->chooseFile(file.fileName());
        if (problem.isEmpty()) {
            QTRY_COMPARE(field("name")->text(), QStringLiteral("from a file"));
        } else {
            QTRY_VERIFY2(said().contains(problem), qPrintable(said()));
            QVERIFY(said().contains(QStringLiteral("input.json")));
            QVERIFY(m_dialog->request().body == before);
        }
        QCOMPARE(core::parseAudit().onGuiThread, 0);
    }

    void whatIsNoFileIsRefused()
    {
        auto *menu = m_dialog->findChild<widgets::InputMenu *>();
        menu->chooseFile(QDir::tempPath());
        QTRY_VERIFY(said().contains(QStringLiteral("not a file")));
        menu->chooseFile(QStringLiteral("/nonexistent/x.json"));
        QTRY_VERIFY(said().contains(QStringLiteral("x.json")));
    }

    void typingDoesNotReadTheText()
    {
        press("jsonMode");
        auto *json = find<QPlainTextEdit>("json");
        json->setPlainText(QStringLiteral("{\"name\": \"x\"}"));
        QTest::qWait(400); // the check of that is over
        core::resetParseAudit();
        QTest::keyClicks(json, QStringLiteral("   "));
        QCOMPARE(core::parseAudit().parses, 0);
        QTRY_VERIFY(core::parseAudit().parses > 0);
        QCOMPARE(core::parseAudit().onGuiThread, 0);
    }

    void aDraftHoldsEverything()
    {
        QVERIFY(m_dialog->isUntouched());
        QTest::keyClicks(field("name"), QStringLiteral("x"));
        QTest::keyClicks(find<QLineEdit>("label"), QStringLiteral("my label"));
        QTest::keyClicks(find<QLineEdit>("tags"), QStringLiteral("a, b c"));
        m_dialog->findChild<QWidget *>(QStringLiteral("field:/any"))
            ->findChild<QPlainTextEdit *>()
            ->setPlainText(QStringLiteral("{\"half"));
        QVERIFY(!m_dialog->isUntouched());
        const widgets::StartDraft draft = m_dialog->draft();
        open(schema);
        m_dialog->setDraft(draft);
        QVERIFY(m_dialog->draft() == draft);
        QCOMPARE(field("name")->text(), QStringLiteral("x"));
        QCOMPARE(find<QLineEdit>("label")->text(), QStringLiteral("my label"));
        QCOMPARE(find<QLineEdit>("tags")->text(), QStringLiteral("a, b c"));
        auto *box = m_dialog->findChild<QWidget *>(QStringLiteral("field:/any"))->findChild<QPlainTextEdit *>();
        QCOMPARE(box->toPlainText(), QStringLiteral("{\"half"));
    }

    void aDraftHoldsBrokenJson()
    {
        press("jsonMode");
        find<QPlainTextEdit>("json")->setPlainText(QStringLiteral("{ \"name\": nonsense\n"));
        const widgets::StartDraft draft = m_dialog->draft();
        open(schema);
        m_dialog->setDraft(draft);
        QVERIFY(find<QPlainTextEdit>("json")->isVisible());
        QCOMPARE(find<QPlainTextEdit>("json")->toPlainText(), QStringLiteral("{ \"name\": nonsense\n"));
        QVERIFY(find<QToolButton>("jsonMode")->isChecked());
        QTRY_VERIFY(said().contains(QStringLiteral("Not valid JSON")));
    }

    void whatIsNoObjectIsNotStarted()
    {
        open("{}"); // one JSON box
        QSignalSpy requested(m_dialog.get(), &StartDialog::startRequested);
        m_dialog->findChild<QWidget *>(QStringLiteral("form"))
            ->findChild<QPlainTextEdit *>()
            ->setPlainText(QStringLiteral("[1]"));
        press("startButton");
        QTRY_VERIFY(said().contains(QStringLiteral("is an object")));
        QCOMPARE(requested.count(), 0);
    }

    void tabGoesThroughTheDialogInOrder()
    {
        m_dialog->setInput(*core::parseJson("{\"list\":[\"x\"]}").value);
        find<QWidget>("fillButton")->setFocus();
        QStringList order;
        for (int i = 0; i < 10; ++i) {
            QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
            const QWidget *at = m_dialog->focusWidget();
            while (at->objectName().isEmpty() || at->objectName().startsWith(QStringLiteral("qt_")))
                at = at->parentWidget();
            order.append(at->objectName());
        }
        QCOMPARE(
            order.join(u' '),
            QStringLiteral("field:/name field:/any field:/count clear:/list field:/list/0 remove:/list/0 add:/list "
                           "label tags cancelButton"));
    }

    void charactersAreCountedAsTheServiceDoes()
    {
        QTest::keyClicks(field("name"), QStringLiteral("x"));
        QSignalSpy requested(m_dialog.get(), &StartDialog::startRequested);
        auto *label = find<QLineEdit>("label");
        label->setText(QStringLiteral("\U0001F9EA").repeated(64)); // 128 of Qt's characters
        press("startButton");
        QTRY_COMPARE(requested.count(), 1);
        QTest::keyClicks(label, QStringLiteral("x"));
        press("startButton");
        QTRY_VERIFY(label->hasFocus());
        QVERIFY(find<QLabel>("labelMessage")->isVisible());
        QCOMPARE(requested.count(), 1);
    }

private:
    void open(const char *inputSchema)
    {
        flows::Flow flow;
        flow.id = QStringLiteral("0aa46b35-1dbe-4f7e-a6b8-1f29bd4c5b07");
        flow.title = QStringLiteral("Move files");
        flow.inputSchema = flows::RawJson(QByteArray(inputSchema));
        m_dialog = std::make_unique<StartDialog>(flow, widgets::FormContext{});
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

    //! The message line as it is seen.
    QString said() const
    {
        const auto *label = m_dialog->findChild<QLabel *>(QStringLiteral("message"));
        return label->isVisible() ? label->text() : QString();
    }

    template<typename Widget>
    Widget *find(const char *name)
    {
        return m_dialog->findChild<Widget *>(QLatin1StringView(name));
    }

    QLineEdit *field(const char *name)
    {
        return m_dialog->findChild<QWidget *>(QString(u"field:/" + QLatin1StringView(name)))->findChild<QLineEdit *>();
    }

    void press(const char *name)
    {
        auto *button = find<QAbstractButton>(name);
        QVERIFY2(button, name);
        QTest::mouseClick(button, Qt::LeftButton);
    }

    std::unique_ptr<StartDialog> m_dialog;
};

FLOWS_TEST(tst_startmessages, StartMessagesTest)
#include "tst_startmessages.moc"
