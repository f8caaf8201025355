#include "support/testmain.h"

#include "widgets/form/startdialog.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using widgets::StartDialog;

namespace {

flows::Flow flowWith(const char *schema)
{
    flows::Flow flow;
    flow.id = QStringLiteral("0aa46b35-1dbe-4f7e-a6b8-1f29bd4c5b07");
    flow.title = QStringLiteral("Move <b>files</b>");
    flow.inputSchema = flows::RawJson(QByteArray(schema));
    return flow;
}

constexpr const char *schema = R"({"type":"object","required":["name"],"additionalProperties":false,"properties":{
    "name":{"type":"string"},"count":{"type":"integer"}}})";

} // namespace

class StartDialogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dialog = std::make_unique<StartDialog>(flowWith(schema), widgets::FormContext{});
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

    void cleanup() { m_dialog.reset(); }

    void startsOnlyWhatFits()
    {
        QSignalSpy requested(m_dialog.get(), &StartDialog::startRequested);
        press("startButton");
        QTRY_VERIFY(visible<QLabel>(QStringLiteral("message:/name")));
        QCOMPARE(requested.count(), 0);

        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("NaCl")); // the first field with a message has it
        QTest::keyClicks(find<QLineEdit>("label"), QStringLiteral("  First run "));
        QTest::keyClicks(find<QLineEdit>("tags"), QStringLiteral("beam 5,  ,NaCl"));
        press("startButton");
        QTRY_COMPARE(requested.count(), 1);
        const auto request = requested.first().first().value<flows::RunRequest>();
        QCOMPARE(core::toBytes(request.body), R"({"name":"NaCl"})");
        QCOMPARE(request.label, QStringLiteral("First run"));
        QCOMPARE(request.tags, (QStringList{QStringLiteral("beam 5"), QStringLiteral("NaCl")}));
    }

    void aLabelThatIsTooLongIsRefused()
    {
        m_dialog->setInput(*core::parseJson(R"({"name":"x"})").value);
        QSignalSpy requested(m_dialog.get(), &StartDialog::startRequested);
        QTest::keyClicks(find<QLineEdit>("label"), QString(65, u'x'));
        QVERIFY(find<QLabel>("labelMessage")->isVisible());
        press("startButton");
        QTest::keyClick(find<QLineEdit>("label"), Qt::Key_Backspace);
        QVERIFY(!find<QLabel>("labelMessage")->isVisible());
        press("startButton");
        QTRY_COMPARE(requested.count(), 1);
        QCOMPARE(requested.first().first().value<flows::RunRequest>().label.size(), 64);
    }

    void formAndJsonAreOneDocument()
    {
        m_dialog->setInput(*core::parseJson(R"({"zz":[1.0,2],"name":"a","count":3})").value);
        press("jsonMode");
        auto *json = find<QPlainTextEdit>("json");
        QCOMPARE(core::toBytes(*core::parseJson(json->toPlainText().toUtf8()).value),
                 R"({"zz":[1.0,2],"name":"a","count":3})");
        json->setPlainText(QStringLiteral("{\"name\": \"b\",\n  \"zz\": {\"x\": 1e3}}"));
        press("formMode");
        auto *name = m_dialog->findChild<QWidget *>(QStringLiteral("field:/name"))->findChild<QLineEdit *>();
        QCOMPARE(name->text(), QStringLiteral("b"));
        QTest::keyClicks(name, QStringLiteral("c"));
        QCOMPARE(core::toBytes(m_dialog->request().body), R"({"name":"bc","zz":{"x":1000.0}})");
    }

    void brokenJsonStaysUntilItIsPutRight()
    {
        press("jsonMode");
        auto *json = find<QPlainTextEdit>("json");
        json->setPlainText(QStringLiteral("{\n\"name\": }"));
        press("formMode");
        QVERIFY(json->isVisible());
        QVERIFY(find<QLabel>("message")->text().contains(QStringLiteral("line 2")));
        QSignalSpy requested(m_dialog.get(), &StartDialog::startRequested);
        press("startButton");
        QCOMPARE(requested.count(), 0);
        json->setPlainText(QStringLiteral("{\"name\": 1, \"name\": 2}"));
        press("formMode");
        QVERIFY(json->isVisible()); // a name twice would lose one of them
        json->setPlainText(QStringLiteral("[]"));
        press("formMode");
        QVERIFY(json->isVisible());
        QCOMPARE(json->toPlainText(), QStringLiteral("[]"));
    }

    void aRefusalKeepsEverything()
    {
        m_dialog->setInput(*core::parseJson(R"({"name":"x","count":3})").value);
        QTest::keyClicks(find<QLineEdit>("label"), QStringLiteral("mine"));
        const flows::RunRequest before = m_dialog->request();
        m_dialog->setBusy(QStringLiteral("Starting…"));
        QVERIFY(!find<QPushButton>("startButton")->isEnabled());
        QVERIFY(find<QWidget>("progress")->isVisible());
        m_dialog->showFailure({QStringLiteral("Not accepted."), {}, QStringLiteral("<b>details</b>")},
                              {{QStringLiteral("/count"), {}, QStringLiteral("too many")}});
        QVERIFY(m_dialog->isVisible());
        QVERIFY(find<QPushButton>("startButton")->isEnabled());
        QVERIFY(m_dialog->request() == before);
        QVERIFY(visible<QLabel>(QStringLiteral("message:/count")));
        press("detailsButton");
        QCOMPARE(find<QPlainTextEdit>("details")->toPlainText(), QStringLiteral("<b>details</b>"));
    }

    void serverTextIsPlain()
    {
        for (const QLabel *label : m_dialog->findChildren<QLabel *>()) {
            if (label->text().contains(u'<'))
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
        QCOMPARE(find<QLabel>("title")->text(), QStringLiteral("Start “Move <b>files</b>”"));
    }

    void aSchemaThatCanNotBeUsedIsSaidAndDoesNotBlock_data()
    {
        QTest::addColumn<QByteArray>("bad");
        QTest::newRow("circle") << QByteArray("{\"$ref\":\"#\"}");
        QTest::newRow("remote") << QByteArray("{\"$ref\":\"https://example.org\"}");
        QTest::newRow("bad pattern") << QByteArray(
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"(\"}}}");
    }

    void aSchemaThatCanNotBeUsedIsSaidAndDoesNotBlock()
    {
        QFETCH(QByteArray, bad);
        StartDialog dialog(flowWith(bad.constData()), {});
        dialog.show();
        QVERIFY(dialog.findChild<QLabel *>(QStringLiteral("message"))->text().contains(QStringLiteral("input schema")));
        QSignalSpy requested(&dialog, &StartDialog::startRequested);
        QTest::mouseClick(dialog.findChild<QPushButton *>(QStringLiteral("startButton")), Qt::LeftButton);
        QTRY_COMPARE(requested.count(), 1);
    }

private:
    template<typename Widget>
    Widget *find(const char *name)
    {
        return m_dialog->findChild<Widget *>(QLatin1StringView(name));
    }

    template<typename Widget>
    bool visible(const QString &name)
    {
        const auto *widget = m_dialog->findChild<Widget *>(name);
        return widget != nullptr && widget->isVisible();
    }

    void press(const char *name)
    {
        auto *button = find<QAbstractButton>(name);
        QVERIFY2(button, name);
        QTest::mouseClick(button, Qt::LeftButton);
    }

    std::unique_ptr<StartDialog> m_dialog;
};

FLOWS_TEST(tst_startdialog, StartDialogTest)
#include "tst_startdialog.moc"
