#include "support/testmain.h"

#include "widgets/form/inputform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using widgets::InputForm;

namespace {

constexpr const char *schemaText = R"({
    "type": "object",
    "required": ["source", "name"],
    "propertyOrder": ["name"],
    "properties": {
        "source": {"type": "object", "format": "globus-collection", "required": ["id", "path"],
                   "properties": {"id": {"type": "string"}, "path": {"type": "string"}}},
        "name": {"type": "string", "title": "Name of the sample", "description": "<img src=x><b>bold</b>"},
        "energy": {"type": "number", "minimum": 5, "maximum": 25},
        "count": {"type": "integer"},
        "compress": {"type": "boolean"},
        "mode": {"type": "string", "enum": ["fast", "safe"]},
        "samples": {"type": "array", "items": {"type": "string"}},
        "nested": {"type": "object", "properties": {"deep": {"type": "object", "properties": {"x": {"type": "string"}}}}},
        "anything": {"oneOf": [{"type": "string"}, {"type": "object"}]}
    }
})";

core::Json json(const char *text)
{
    return *core::parseJson(text).value;
}

} // namespace

class InputFormTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_form = std::make_unique<InputForm>();
        m_form->setSchema(json(schemaText), {});
        m_form->resize(600, 800);
        m_form->show();
    }

    void cleanup() { m_form.reset(); }

    //! Whatever a document holds, showing it and reading it back gives the same bytes.
    void keepsEveryDocument_data()
    {
        QTest::addColumn<QByteArray>("document");
        const auto row = [](const char *name, const char *text) { QTest::newRow(name) << QByteArray(text); };
        row("empty", "{}");
        row("full", R"({"name":"NaCl","source":{"id":"a","path":"/~/x"},"energy":12.40,"count":3,"compress":true,
            "mode":"safe","samples":["a","b"],"nested":{"deep":{"x":"y"}},"anything":{"k":[1,2]}})");
        row("order of its own", R"({"mode":"fast","count":1,"name":"x"})");
        row("1.0 is not 1", R"({"count":1.0,"energy":1})");
        row("large integer", R"({"count":18446744073709551615})");
        row("wrong types",
            R"({"name":5,"count":"12","compress":"yes","mode":7,"samples":"x","source":[1],"nested":null})");
        row("unknown choice", R"({"mode":"other"})");
        row("strangers", R"({"zz":1,"name":"x","source":{"id":"a","extra":{"b":2},"path":"p"},"nested":{"k":1}})");
        row("empty texts", R"({"name":"","source":{"id":"","path":""}})");
        row("empty containers", R"({"samples":[],"nested":{},"source":{}})");
        row("list of mixed", R"({"samples":["a",null,3,["x"]]})");
        row("null members", R"({"name":null,"compress":null,"count":null})");
    }

    void keepsEveryDocument()
    {
        QFETCH(QByteArray, document);
        const core::Json value = json(document.constData());
        m_form->setDocument(value);
        QCOMPARE(core::toBytes(m_form->document()), core::toBytes(value));
    }

    void namesMayHoldAnything()
    {
        m_form->setSchema(json("{\"type\":\"object\",\"required\":[\"a\\u0000b\"],\"properties\":{"
                               "\"a\\u0000b\":{\"type\":\"string\"}}}"),
                          {});
        const core::Json document = json("{\"a\\u0000b\":\"x\",\"a\":1}");
        m_form->setDocument(document);
        QCOMPARE(core::toBytes(m_form->document()), core::toBytes(document));
        QVERIFY(m_form->showFindings({}, document, true).isEmpty());
    }

    void editsWhatIsTyped()
    {
        m_form->setDocument(json(R"({"zz":1,"name":"x","nested":{"keep":true}})"));
        const QSignalSpy edited(m_form.get(), &InputForm::edited);
        typeInto(QStringLiteral("field:/name"), QStringLiteral("NaCl"));
        typeInto(QStringLiteral("field:/energy"), QStringLiteral("7.50"));
        typeInto(QStringLiteral("collection:/source"), QStringLiteral("abc"));
        typeInto(QStringLiteral("path:/source"), QStringLiteral("/~/d"));
        typeInto(QStringLiteral("field:/nested/deep/x"), QStringLiteral("y"));
        QTest::keyClick(find<QCheckBox>(QStringLiteral("field:/compress")), Qt::Key_Space);
        QVERIFY(edited.count() > 5);
        QCOMPARE(core::toBytes(m_form->document()),
                 R"({"zz":1,"name":"NaCl","nested":{"keep":true,"deep":{"x":"y"}},"source":{"id":"abc","path":"/~/d"},)"
                 R"("energy":7.5,"compress":true})");
    }

    void listsGrowAndShrink()
    {
        m_form->setDocument(json(R"({"samples":["a","b","c"]})"));
        auto *removeSecond = m_form->findChild<QToolButton *>(QStringLiteral("remove:/samples/1"));
        QVERIFY(removeSecond);
        QTest::mouseClick(removeSecond, Qt::LeftButton);
        QCOMPARE(core::toBytes(m_form->document()), R"({"samples":["a","c"]})");
        QTest::mouseClick(m_form->findChild<QPushButton *>(QStringLiteral("add:/samples")), Qt::LeftButton);
        QTest::keyClicks(m_form->focusWidget(), QStringLiteral("new")); // the new item has the keyboard
        QCOMPARE(core::toBytes(m_form->document()), R"({"samples":["a","c","new"]})");
    }

    void brokenJsonInABoxIsSaid()
    {
        auto *box = find<QPlainTextEdit>(QStringLiteral("field:/anything"));
        box->setPlainText(QStringLiteral("{\"a\": "));
        QVERIFY(m_form->problem().contains(QStringLiteral("line 1")));
        box->setPlainText(QStringLiteral("{\"a\": 1}"));
        QVERIFY(m_form->problem().isEmpty());
        QCOMPARE(core::toBytes(m_form->document()), R"({"anything":{"a":1}})");
    }

    void messagesStandBesideTheirFields()
    {
        const core::Json document = json(R"({"energy":99,"source":{"id":"a"}})");
        m_form->setDocument(document);
        const QList<flowlang::SchemaFinding> findings =
            flowlang::InputSchema::compile(json(schemaText)).validate(document);
        QVERIFY(findings.size() >= 3);

        QVERIFY(m_form->showFindings(findings, document, false).isEmpty());
        QVERIFY(message(QStringLiteral("/energy")).isEmpty()); // nobody has touched it

        QVERIFY(m_form->showFindings(findings, document, true).isEmpty());
        QVERIFY(!message(QStringLiteral("/energy")).isEmpty());
        QVERIFY(!message(QStringLiteral("/name")).isEmpty());
        QVERIFY(!message(QStringLiteral("/source/path")).isEmpty());
        QVERIFY(message(QStringLiteral("/source/id")).isEmpty());
        QVERIFY(m_form->focusFirstMessage());
        QCOMPARE(m_form->focusWidget(), find<QLineEdit>(QStringLiteral("field:/name")));

        m_form->showFindings({}, document, true);
        QVERIFY(message(QStringLiteral("/energy")).isEmpty());
    }

    void aMessageWithoutAPlaceIsHandedBack()
    {
        const QStringList general = m_form->showFindings({{QString(), QStringLiteral("type"), QStringLiteral("whole")},
                                                          {QStringLiteral("/zz"), {}, QStringLiteral("stranger")}},
                                                         json("{}"), true);
        QCOMPARE(general.size(), 2);
    }

    void schemaTextIsPlain()
    {
        for (const QLabel *label : m_form->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void everyInputHasANameAndStateIsKeyboardReachable()
    {
        for (QWidget *widget : m_form->findChildren<QWidget *>()) {
            const bool input = qobject_cast<QLineEdit *>(widget) || qobject_cast<QComboBox *>(widget) ||
                               qobject_cast<QCheckBox *>(widget) || qobject_cast<QPlainTextEdit *>(widget);
            if (!input || qobject_cast<QComboBox *>(widget->parentWidget()) ||
                widget->objectName().startsWith(QLatin1String("qt_")))
                continue;
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
            QVERIFY(widget->focusPolicy() & Qt::TabFocus);
        }
    }

private:
    template<typename Widget>
    Widget *find(const QString &fieldName)
    {
        auto *field = m_form->findChild<QWidget *>(fieldName);
        if (auto *direct = qobject_cast<Widget *>(field))
            return direct;
        return field != nullptr ? field->findChild<Widget *>() : nullptr;
    }

    void typeInto(const QString &fieldName, const QString &text)
    {
        auto *edit = find<QLineEdit>(fieldName);
        QVERIFY2(edit, qPrintable(fieldName));
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }

    QString message(const QString &pointer)
    {
        const auto *label = m_form->findChild<QLabel *>(QString(u"message:" + pointer));
        return label != nullptr && label->isVisibleTo(m_form.get()) ? label->text() : QString();
    }

    std::unique_ptr<InputForm> m_form;
};

FLOWS_TEST(tst_inputform, InputFormTest)
#include "tst_inputform.moc"
