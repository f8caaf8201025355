#include "support/emulatorfixture.h"
#include "support/paths.h"
#include "support/recordedreplies.h"
#include "support/recordedworld.h"
#include "support/shapecheck.h"
#include "support/testmain.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using core::Json;
using namespace testsupport;

namespace {

//! Which document an operation answers with, and where in the answer it stands. Errors are documents of their own.
std::pair<QString, QString> documentOf(const RecordedReply &reply)
{
    if (reply.status >= 400)
        return {u"error"_s, {}};
    static const QHash<QString, std::pair<QString, QString>> table{{u"create_flow"_s, {u"flow"_s, {}}},
                                                                   {u"get_flow"_s, {u"flow"_s, {}}},
                                                                   {u"update_flow"_s, {u"flow"_s, {}}},
                                                                   {u"delete_flow"_s, {u"flow"_s, {}}},
                                                                   {u"list_flows"_s, {u"flow"_s, u"/flows/*"_s}},
                                                                   {u"run_flow"_s, {u"run"_s, {}}},
                                                                   {u"get_run"_s, {u"run"_s, {}}},
                                                                   {u"update_run"_s, {u"run"_s, {}}},
                                                                   {u"cancel_run"_s, {u"run"_s, {}}},
                                                                   {u"delete_run"_s, {u"run"_s, {}}},
                                                                   {u"resume_run"_s, {u"run"_s, {}}},
                                                                   {u"list_runs"_s, {u"run"_s, u"/runs/*"_s}}};
    return table.value(reply.operation, {reply.operation, QString()});
}

} // namespace

//! Every reply that was recorded from the real service is asked of the emulator, which holds the data that it presumes:
//! keys, types and status must be the same, but for the differences in tests/data/emulator/recorded-differences.json,
//! each with its reason.
class EmulatorRecordedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(dataDir() % u"/emulator/recorded-differences.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_differences = core::parseJson(file.readAll()).value.value_or(Json());
        QVERIFY(m_differences.is_array());
        for (const Json &one : m_differences)
            QVERIFY2(core::stringMember(one, "reason").size() > 20, core::toBytes(one).constData());
    }

    void replies_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("caseName");
        for (const QString &operation : recordedOperations()) {
            QStringList cases;
            for (const RecordedReply &reply : recordedReplies(operation))
                cases.append(reply.name.section(u'/', 0, 0));
            cases.removeDuplicates();
            for (const QString &name : std::as_const(cases))
                QTest::newRow(qPrintable(QString(operation % u' ' % name))) << operation << name;
        }
    }
    void replies()
    {
        QFETCH(QString, operation);
        QFETCH(QString, caseName);
        QList<RecordedReply> ofCase;
        for (const RecordedReply &reply : recordedReplies(operation)) {
            if (reply.name.section(u'/', 0, 0) == caseName)
                ofCase.append(reply);
        }
        EmulatorFixture emulator;
        RecordedWorld world(emulator, ofCase);
        QStringList unlisted;
        for (const RecordedReply &reply : std::as_const(ofCase)) {
            const RawAnswer answer = world.ask(reply);
            const auto [document, root] = documentOf(reply);
            if (answer.status != reply.status &&
                !isListed(document, caseName, QString::number(reply.status), QString::number(answer.status)))
                unlisted.append(u"%1: status %2 instead of %3: %4"_s.arg(reply.name)
                                    .arg(answer.status)
                                    .arg(reply.status)
                                    .arg(QString::fromUtf8(answer.body.left(300))));
            if (answer.status / 100 != reply.status / 100)
                continue;
            for (const ShapeDifference &one : shapeDifferences(reply.body, answer.json())) {
                const bool inside = root.isEmpty() || one.path.startsWith(root);
                const QString path = inside ? one.path.mid(root.size()) : one.path;
                if (!isListed(inside ? document : operation, caseName, path, one.what))
                    unlisted.append(reply.name % u": "_s % one.path % u' ' % one.what);
            }
        }
        ++m_rows;
        QVERIFY2(unlisted.isEmpty(), qPrintable(unlisted.join(u'\n')));
    }

    //! A difference that is gone is taken off the list.
    void everyListedDifferenceIsThere()
    {
        if (m_rows < recordedOperations().size())
            QSKIP("not all replies were asked");
        for (std::size_t i = 0; i < m_differences.size(); ++i)
            QVERIFY2(m_used.contains(static_cast<int>(i)), core::toBytes(m_differences[i]).constData());
    }

private:
    bool isListed(const QString &document, const QString &caseName, const QString &where, const QString &what)
    {
        bool listed = false;
        for (std::size_t i = 0; i < m_differences.size(); ++i) {
            const Json &one = m_differences[i];
            const QString ofCase = core::stringMember(one, "case");
            if (core::stringMember(one, "document") == document && core::stringMember(one, "where") == where &&
                core::stringMember(one, "what") == what && (ofCase.isEmpty() || ofCase == caseName)) {
                m_used.insert(static_cast<int>(i));
                listed = true;
            }
        }
        return listed;
    }

    Json m_differences;
    QSet<int> m_used;
    int m_rows = 0;
};

FLOWS_TEST(tst_emulatorrecorded, EmulatorRecordedTest)
#include "tst_emulatorrecorded.moc"
