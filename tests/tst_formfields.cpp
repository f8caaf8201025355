#include "support/testmain.h"

#include "widgets/form/inputform.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <qtestspontaneevent.h>

using widgets::InputForm;

namespace {

constexpr const char *collection =
    "{\"type\":\"object\",\"format\":\"globus-collection\",\"required\":[\"id\",\"path\"],"
    "\"properties\":{\"id\":{\"type\":\"string\"},\"path\":{\"type\":\"string\"}}}";

core::Json json(const QByteArray &text)
{
    return *core::parseJson(text).value;
}

//! An object schema. \param properties  as JSON, without the braces
core::Json objectOf(const QByteArray &properties, const QByteArray &required = "[]")
{
    return json("{\"type\":\"object\",\"required\":" + required + ",\"properties\":{" + properties + "}}");
}

} // namespace

class FormFieldsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { m_form.reset(); }

    void theWheelScrollsTheForm()
    {
        QByteArray properties = "\"mode\":{\"enum\":[\"a\",\"b\",\"c\"]},\"count\":{\"type\":\"integer\"},\"source\":";
        properties += collection;
        for (int i = 0; i < 30; ++i)
            properties += ",\"t" + QByteArray::number(i) + "\":{\"type\":\"string\"}";
        open(objectOf(properties), R"({"mode":"b","count":3,"source":{"id":"x","path":"/"}})");
        const QByteArray before = core::toBytes(m_form->document());
        const std::initializer_list<QWidget *> controls{
            find<QComboBox>("field:/mode"), find<QAbstractSpinBox>("field:/count"),
            m_form->findChild<QWidget *>(QStringLiteral("collection:/source"))};
        find<QLineEdit>("field:/t0")->setFocus();
        for (QWidget *control : controls) {
            QVERIFY(control);
            m_form->verticalScrollBar()->setValue(0);
            QVERIFY(control->focusPolicy() == Qt::StrongFocus);
            const int top = m_form->verticalScrollBar()->value();
            QVERIFY(!control->hasFocus());
            turnWheel(control);
            QCOMPARE(core::toBytes(m_form->document()), before);
            QVERIFY(m_form->verticalScrollBar()->value() > top);
        }
        auto *mode = find<QComboBox>("field:/mode");
        mode->setFocus();
        turnWheel(mode); // whoever is in it may turn it
        QCOMPARE(mode->currentText(), QStringLiteral("c"));
    }

    void steppingKeepsDigits()
    {
        open(objectOf("\"x\":{\"type\":\"number\",\"minimum\":0,\"maximum\":1234567},\"y\":{\"type\":\"integer\"}"),
             R"({"x":0.1,"y":9007199254740993})");
        auto *x = find<QAbstractSpinBox>("field:/x");
        QTest::keyClick(x, Qt::Key_Up);
        QTest::keyClick(find<QAbstractSpinBox>("field:/y"), Qt::Key_Up);
        QCOMPARE(core::toBytes(m_form->document()), R"({"x":1.1,"y":9007199254740994})");
        QCOMPARE(x->findChild<QLineEdit *>()->placeholderText(), QStringLiteral("0 to 1234567"));
    }

    void aNumberThatCanNotBeKeptIsRefused()
    {
        open(objectOf("\"x\":{\"type\":\"integer\"}"), "{}");
        auto *edit = find<QLineEdit>("field:/x");
        QTest::keyClicks(edit, QStringLiteral("123456789012345678901"));
        QVERIFY(m_form->problem().contains(QStringLiteral("123456789012345678901")));
        m_form->showFindings({}, m_form->document(), false);
        QVERIFY(message("/x").contains(QStringLiteral("digits")));
        QTest::keyClick(edit, Qt::Key_Backspace);
        QTest::keyClick(edit, Qt::Key_Backspace);
        QVERIFY(m_form->problem().isEmpty());
        QCOMPARE(core::toBytes(m_form->document()), R"({"x":1234567890123456789})");
    }

    void boxesAreReadStrictly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("name twice") << QStringLiteral("{\"a\": 1, \"a\": 2}");
        QTest::newRow("digits") << QStringLiteral("[123456789012345678901]");
        QTest::newRow("syntax") << QStringLiteral("{");
    }

    void boxesAreReadStrictly()
    {
        QFETCH(QString, text);
        open(objectOf("\"any\":{}"), R"({"any":1})");
        find<QPlainTextEdit>("field:/any")->setPlainText(text);
        QVERIFY(!m_form->problem().isEmpty());
        m_form->showFindings({}, m_form->document(), false);
        QCOMPARE(message("/any"), m_form->problem());
    }

    void aRequiredConstantIsAlwaysGiven()
    {
        open(objectOf("\"version\":{\"const\":2},\"part\":{\"type\":\"object\",\"required\":[\"k\"],\"properties\":{"
                      "\"k\":{\"const\":\"x\"},\"n\":{\"type\":\"string\"}}}",
                      "[\"version\"]"),
             "{}");
        QCOMPARE(core::toBytes(m_form->document()),
                 R"({"version":2})"); // and the optional part is not brought about by its
        QTest::keyClicks(find<QLineEdit>("field:/part/n"), QStringLiteral("y"));
        QCOMPARE(core::toBytes(m_form->document()), R"({"version":2,"part":{"k":"x","n":"y"}})");
        QVERIFY(!m_form->findChild<QWidget *>(QStringLiteral("json:/version")));
    }

    void anOptionalConstantCanBeGivenAndLeftOut()
    {
        open(objectOf("\"k\":{\"const\":\"A & B\"}"), "{}");
        auto *given = find<QCheckBox>("field:/k");
        QVERIFY(given);
        QCOMPARE(core::toBytes(m_form->document()), "{}");
        QTest::keyClick(given, Qt::Key_Space);
        QCOMPARE(core::toBytes(m_form->document()), R"({"k":"A & B"})");
        QTest::keyClick(given, Qt::Key_Space);
        QCOMPARE(core::toBytes(m_form->document()), "{}");
        m_form->setDocument(json(R"({"k":"other"})")); // kept, and said
        QCOMPARE(core::toBytes(m_form->document()), R"({"k":"other"})");
        m_form->setDocument(json(R"({"k":"A & B"})"));
        QVERIFY(given->isVisible() && given->isChecked());
    }

    void whatIsEmptiedIsLeftOut()
    {
        open(objectOf(QByteArray("\"source\":") + collection +
                      ",\"part\":{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"string\"}}},"
                      "\"list\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}"),
             R"({"source":{"id":"a","path":"/"},"part":{"n":"x"},"list":["y"]})");
        for (const char *name : {"collection:/source", "path:/source"}) {
            auto *edit = find<QLineEdit>(name);
            edit->selectAll();
            QTest::keyClick(edit, Qt::Key_Delete);
        }
        QCOMPARE(core::toBytes(m_form->document()), R"({"part":{"n":"x"},"list":["y"]})");
        auto *n = find<QLineEdit>("field:/part/n");
        QTest::keyClick(n, Qt::Key_Backspace);
        QCOMPARE(core::toBytes(m_form->document()), R"({"list":["y"]})");
        press("remove:/list/0");
        QCOMPARE(core::toBytes(m_form->document()), "{}");
    }

    void anOptionalPartCanBeLeftOut()
    {
        open(objectOf("\"part\":{\"type\":\"object\",\"required\":[\"on\",\"mode\"],\"properties\":{"
                      "\"on\":{\"type\":\"boolean\"},\"mode\":{\"enum\":[\"a\",\"b\"]}}}"),
             R"({"part":{"on":true,"mode":"a"}})");
        auto *leaveOut = m_form->findChild<QToolButton *>(QStringLiteral("clear:/part"));
        QVERIFY(leaveOut && leaveOut->isVisible());
        QTest::mouseClick(leaveOut, Qt::LeftButton);
        QCOMPARE(core::toBytes(m_form->document()), "{}");
        QVERIFY(!leaveOut->isVisible());
        QVERIFY(find<QCheckBox>("field:/part/on")->hasFocus());
        m_form->setDocument(json(R"({"part":5})")); // what does not fit can be left out, too
        QVERIFY(leaveOut->isVisible());
        QTest::mouseClick(leaveOut, Qt::LeftButton);
        QCOMPARE(core::toBytes(m_form->document()), "{}");
        QVERIFY(find<QCheckBox>("field:/part/on")->isVisible());
    }

    void removingAnItemLeavesTheOthersAlone()
    {
        open(objectOf("\"n\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}},"
                      "\"any\":{\"type\":\"array\",\"items\":{}},"
                      "\"deep\":{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}"),
             R"({"n":[1,2],"any":[1,2,3],"deep":[["a"],["b","c"]]})");
        press("add:/n"); // stays empty
        press("remove:/n/0");
        QVERIFY(find<QLineEdit>("field:/n/1")->isVisible());
        QVERIFY(!m_form->findChild<QWidget *>(QStringLiteral("json:/n/1"))); // not a box that says null

        auto *second = find<QPlainTextEdit>("field:/any/1");
        second->setPlainText(QStringLiteral("{\"half"));
        press("remove:/any/0");
        QCOMPARE(second->toPlainText(), QStringLiteral("{\"half"));
        QCOMPARE((find<QPlainTextEdit>("field:/any/0")), second);
        second->setPlainText(QStringLiteral("7"));

        press("remove:/deep/0");
        press("remove:/deep/0/0");
        QTest::keyClicks(find<QLineEdit>("field:/deep/0/0"), QStringLiteral("d"));
        QCOMPARE(core::toBytes(m_form->document()), R"({"n":[2,null],"any":[7,3],"deep":[["cd"]]})");
        m_form->showFindings({{QStringLiteral("/deep/0/0"), {}, QStringLiteral("too short")}}, m_form->document(),
                             true);
        QCOMPARE(message("/deep/0/0"), QStringLiteral("too short"));
    }

    void longListsAreBoxes()
    {
        open(objectOf("\"n\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}},"
                      "\"m\":{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}}"),
             "{}");
        core::Json document = core::Json::object();
        document["n"] = core::Json(std::vector<int>(10'000, 1));
        document["m"] = core::Json(std::vector<std::vector<int>>(150, std::vector<int>(150, 2)));
        m_form->setDocument(document);
        QVERIFY(m_form->findChildren<QWidget *>().size() < 1'000);
        QCOMPARE(core::toBytes(m_form->document()), core::toBytes(document));
        auto *box = find<QPlainTextEdit>("json:/n");
        QVERIFY(box && box->isVisible());
        m_form->setDocument(json(R"({"n":[1,2]})")); // and fields again
        QVERIFY(!box->isVisible());
        QVERIFY(find<QLineEdit>("field:/n/1")->isVisible());
    }

    void tabGoesThroughTheFormFromTopToBottom()
    {
        open(objectOf(QByteArray("\"a\":{\"type\":\"string\"},\"list\":{\"type\":\"array\",\"items\":{\"type\":"
                                 "\"string\"}},\"source\":") +
                      collection + ",\"n\":{\"type\":\"integer\"},\"z\":{\"type\":\"boolean\"}"),
             R"({"list":["x"],"n":"no number"})");
        press("add:/list");
        m_form->setDocument(json(R"({"list":["x","y"],"n":[]})")); // n is a box now
        press("add:/list");
        QVERIFY(find<QLineEdit>("field:/list/2")->hasFocus());
        find<QLineEdit>("field:/a")->setFocus();
        QStringList order;
        for (int i = 0; i < 13; ++i) {
            QTest::keyClick(m_form->window()->focusWidget(), Qt::Key_Tab);
            order.append(placeOf(m_form->window()->focusWidget()));
        }
        const QStringList expected =
            QStringLiteral("clear:/list field:/list/0 remove:/list/0 field:/list/1 remove:/list/1 "
                           "field:/list/2 remove:/list/2 add:/list collection:/source "
                           "path:/source json:/n field:/z field:/a")
                .split(u' ');
        QCOMPARE(order, expected);
    }

    void theServersTextIsShownToTheLetter()
    {
        open(objectOf("\"a\":{\"type\":\"string\",\"title\":\"R&D & more\"}"), "{}");
        for (const QLabel *label : m_form->findChildren<QLabel *>()) {
            if (label->buddy() != nullptr)
                QCOMPARE(label->text(), QStringLiteral("R&&D && more"));
        }
        QVERIFY(find<QLineEdit>("field:/a")->accessibleName() == QStringLiteral("R&D & more"));
    }

    void longWordsDoNotWidenTheForm()
    {
        const QByteArray word(300, 'x');
        open(objectOf("\"" + word + "\":{\"type\":\"string\",\"description\":\"" + word + "\"},\"c\":{\"const\":\"" +
                      word + "\"},\"d\":{\"enum\":[\"" + word +
                      "\"]},\"part\":{\"type\":\"object\",\"properties\":{"
                      "\"x\":{\"type\":\"string\"}}}"),
             "{\"part\":{\"" + word + "\":1},\"s" + word + "\":1}");
        m_form->showFindings({{QStringLiteral("/c"), {}, QString::fromLatin1(word)}}, m_form->document(), true);
        QVERIFY2(m_form->widget()->minimumSizeHint().width() < 500,
                 QByteArray::number(m_form->widget()->minimumSizeHint().width()).constData());
        QVERIFY(m_form->widget()->width() <= m_form->viewport()->width());
    }

    void aFormWithoutFieldsIsOneLargeBox()
    {
        open(json("{}"), R"({"a":1})");
        auto *box = m_form->findChild<QPlainTextEdit *>();
        QVERIFY(box->height() > m_form->height() * 3 / 4);
        QVERIFY(box->toPlainText().contains(QStringLiteral("\"a\": 1")));
        box->setPlainText(QStringLiteral("{"));
        QVERIFY(m_form->focusFirstMessage());
        QVERIFY(box->hasFocus());
    }

    void partsAreNamedForScreenReaders()
    {
        open(objectOf("\"part\":{\"title\":\"Part\",\"type\":\"object\",\"properties\":{\"x\":{\"title\":\"Inner\","
                      "\"type\":\"string\"}}},\"list\":{\"title\":\"List\",\"type\":\"array\",\"items\":{\"type\":"
                      "\"string\"}}"),
             R"({"list":["a","b"]})");
        QCOMPARE((find<QLineEdit>("field:/part/x")->accessibleName()), QStringLiteral("Inner"));
        QCOMPARE((find<QLineEdit>("field:/list/1")->accessibleName()), QStringLiteral("List, item 2"));
        press("remove:/list/0");
        QCOMPARE((find<QLineEdit>("field:/list/0")->accessibleName()), QStringLiteral("List, item 1"));
        QCOMPARE(m_form->findChild<QWidget *>(QStringLiteral("add:/list"))->accessibleName(),
                 QStringLiteral("Add to List"));
    }

private:
    void open(const core::Json &schema, const QByteArray &document)
    {
        m_form = std::make_unique<InputForm>();
        m_form->setSchema(schema, {});
        m_form->setDocument(json(document));
        m_form->resize(600, 500);
        m_form->show();
        QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
    }

    template<typename Widget>
    Widget *find(const char *name)
    {
        auto *field = m_form->findChild<QWidget *>(QLatin1StringView(name));
        if (auto *direct = qobject_cast<Widget *>(field))
            return direct;
        return field != nullptr ? field->findChild<Widget *>() : nullptr;
    }

    void press(const char *name)
    {
        auto *button = m_form->findChild<QAbstractButton *>(QLatin1StringView(name));
        QVERIFY2(button, name);
        QTest::mouseClick(button, Qt::LeftButton);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    QString message(const char *pointer)
    {
        const auto *label = m_form->findChild<QLabel *>(QString(u"message:" + QLatin1StringView(pointer)));
        return label != nullptr && label->isVisible() ? label->text() : QString();
    }

    //! The name of the control, or of the field around it.
    static QString placeOf(const QWidget *widget)
    {
        while (widget != nullptr && !widget->objectName().contains(u":/"))
            widget = widget->parentWidget();
        return widget != nullptr ? widget->objectName() : QString();
    }

    static void turnWheel(QWidget *widget)
    {
        const QPointF at(5, 5);
        QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QSpontaneKeyEvent::setSpontaneous(&event); // what is ignored goes on to the parent only if a person did it
        qApp->notify(widget, &event);
    }

    std::unique_ptr<InputForm> m_form;
};

FLOWS_TEST(tst_formfields, FormFieldsTest)
#include "tst_formfields.moc"
