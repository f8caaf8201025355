#include "support/jsondata.h"
#include "support/settled.h"
#include "support/surface.h"
#include "support/testmain.h"

#include <QTest>

#include <cstdio>

using core::ApiError;
using core::Json;
using testsupport::ReplayServer;
using testsupport::Settled;
using testsupport::SurfaceRig;

namespace {

QString textOf(const Json &row, const char *key)
{
    return core::stringMember(row, key);
}

QStringList namesIn(const Json &row, const char *key)
{
    QStringList names;
    for (const Json &name : row[key])
        names.append(core::toQString(name.get<std::string>()));
    return names;
}

//! `create_flow` as it is called here.
QString camelCase(const QString &name)
{
    QString camel;
    const QStringList words = name.split(u'_');
    for (const QString &word : words)
        camel += camel.isEmpty() ? word : QString(word.front().toUpper() + word.sliced(1));
    return camel;
}

QString memberName(const Json &row)
{
    return QString(textOf(row, "class") + u'.' + textOf(row, "member"));
}

} // namespace

//! tests/data/service-surface.json is what the reference says there is: the endpoints of its section 2, the members of
//! its section 9. Each row is proved: the function is called, and the server tells which request came.
class CoverageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_surface = testsupport::jsonFile(QStringLiteral("service-surface.json"));
        QCOMPARE(m_surface["endpoints"].size(), size_t(28));
        QCOMPARE(m_surface["members"].size(), size_t(60));
        for (const Json &endpoint : m_surface["endpoints"])
            m_endpoints.insert(textOf(endpoint, "id"), endpoint);
    }

    //! The table, with what became of each row.
    void cleanupTestCase()
    {
        QStringList lines{line(QStringLiteral("endpoint"), QStringLiteral("request"), QStringLiteral("served by"))};
        for (const Json &endpoint : m_surface["endpoints"]) {
            const QString id = textOf(endpoint, "id");
            lines.append(line(id, textOf(endpoint, "method") + u' ' + textOf(endpoint, "path"), functionOf(id)));
        }
        lines.append(line(QString(), QStringLiteral("member"), QString()));
        for (const Json &row : m_surface["members"]) {
            const QString id = textOf(row, "endpoint");
            lines.append(
                line(id, memberName(row),
                     id.isEmpty() ? testsupport::surfaceValues().value(memberName(row)).function : functionOf(id)));
        }
        fprintf(stdout, "%s\n", qPrintable(lines.join(u'\n')));
    }

    void endpoints_data()
    {
        QTest::addColumn<QString>("id");
        for (const Json &endpoint : m_surface["endpoints"])
            QTest::newRow(qPrintable(textOf(endpoint, "id"))) << textOf(endpoint, "id");
    }

    void endpoints()
    {
        QFETCH(QString, id);
        SurfaceRig rig;
        const ReplayServer::Request request = requestOf(rig, id);
        if (QTest::currentTestFailed())
            return;
        const Json &endpoint = m_endpoints[id];
        QCOMPARE(QString::fromLatin1(request.method), textOf(endpoint, "method"));
        QCOMPARE(request.path, SurfaceRig::filled(textOf(endpoint, "path")));
        requireNames(request, endpoint);
        if (!QTest::currentTestFailed())
            m_proved.insert(textOf(endpoint, "method") + u' ' + textOf(endpoint, "path"));
    }

    void members_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Json &row : m_surface["members"])
            QTest::newRow(qPrintable(memberName(row))) << index++;
    }

    //! A member that calls an endpoint has its name, and each of its arguments is in the request; others have a value.
    void members()
    {
        QFETCH(int, index);
        const Json &row = m_surface["members"][static_cast<size_t>(index)];
        requireMember(row);
        if (!QTest::currentTestFailed())
            m_proved.insert(memberName(row));
    }

    void nothingIsServedThatTheReferenceDoesNotName()
    {
        QStringList members;
        for (const Json &row : m_surface["members"])
            members.append(memberName(row));
        for (const QString &member : testsupport::surfaceValues().keys())
            QVERIFY2(members.contains(member), qPrintable(member));
        for (const QString &id : testsupport::surfaceCalls().keys())
            QVERIFY2(m_endpoints.contains(id), qPrintable(id));
    }

    void whatIsNotIdempotentIsSentOnce_data() { endpoints_data(); }

    //! The server reads the request and hangs up.
    void whatIsNotIdempotentIsSentOnce()
    {
        QFETCH(QString, id);
        SurfaceRig rig;
        rig.server.setHandler([](const ReplayServer::Request &) {
            ReplayServer::Reply hangUp;
            hangUp.hangUp = true;
            return hangUp;
        });
        Settled<void> outcome;
        outcome.watch(testsupport::surfaceCalls().value(id).call(rig), &rig.scope);
        QVERIFY(outcome.wait());
        QVERIFY(outcome.error);
        if (m_endpoints[id]["sent_once"].get<bool>()) {
            QCOMPARE(outcome.error->kind, ApiError::Kind::Ambiguous);
            QCOMPARE(rig.server.requests().size(), 1);
        } else {
            QCOMPARE(outcome.error->kind, ApiError::Kind::Network);
            QVERIFY(rig.server.requests().size() > 1);
        }
    }

private:
    void requireMember(const Json &row)
    {
        SurfaceRig rig;
        if (row.contains("endpoint")) {
            const QString id = textOf(row, "endpoint");
            QVERIFY(m_endpoints.contains(id));
            const QString called = u'.' + camelCase(textOf(row, "member")) + u'(';
            QVERIFY2(sourceOf(id).contains(called), qPrintable(sourceOf(id)));
            const QLatin1String client(textOf(row, "class") == QLatin1String("FlowsClient") ? "client." : "flow.");
            QVERIFY2(sourceOf(id).startsWith(client), qPrintable(sourceOf(id)));
            const ReplayServer::Request request = requestOf(rig, id);
            if (!QTest::currentTestFailed())
                requireNames(request, row);
            return;
        }
        const auto value = testsupport::surfaceValues().find(memberName(row));
        QVERIFY2(value != testsupport::surfaceValues().end(), "nothing serves this member");
        QString expected = SurfaceRig::filled(textOf(row, "value"));
        expected.replace(QLatin1String("{server}"), rig.server.url().toString());
        QCOMPARE(value->value(rig), expected);
    }

    [[nodiscard]] QString line(const QString &first, const QString &second, const QString &function) const
    {
        const QString proof = m_proved.contains(second) ? QStringLiteral("   proved") : QString();
        return QStringLiteral("%1%2%3").arg(first, -10).arg(second, -66).arg(function, -48) + proof;
    }

    //! `FlowsClient::getFlow` of `client.getFlow(…)`.
    static QString functionOf(const QString &id)
    {
        const QString call = sourceOf(id).section(u'(', 0, 0);
        const QLatin1String name(call.startsWith(QLatin1String("client.")) ? "FlowsClient::" : "SpecificFlowClient::");
        return QString(name + call.section(u'.', 1));
    }

    static QString sourceOf(const QString &id) { return testsupport::surfaceCalls().value(id).source; }

    //! The one request that the endpoint's function makes; it must succeed.
    static ReplayServer::Request requestOf(SurfaceRig &rig, const QString &id)
    {
        ReplayServer::Request request;
        const auto check = [&] {
            const auto served = testsupport::surfaceCalls().find(id);
            QVERIFY2(served != testsupport::surfaceCalls().end(), "nothing serves this endpoint");
            Settled<void> outcome;
            outcome.watch(served->call(rig), &rig.scope);
            QVERIFY(outcome.wait());
            QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->detail) : "");
            QCOMPARE(rig.server.requests().size(), 1);
            request = rig.server.requests().first();
        };
        check();
        return request;
    }

    //! Every parameter and field that the row names is in the request.
    static void requireNames(const ReplayServer::Request &request, const Json &row)
    {
        const QStringList parameters = namesIn(row, "query");
        for (const QString &name : parameters)
            QVERIFY2(!request.parameter(name).isEmpty(), qPrintable(QString(u"no parameter " + name)));
        const QStringList fields = namesIn(row, "body");
        const Json body = core::parseJson(request.body).value.value_or(Json::object());
        for (const QString &name : fields)
            QVERIFY2(body.contains(core::toStd(name)), qPrintable(QString(u"no field " + name)));
        QCOMPARE(request.body.isEmpty(), fields.isEmpty());
    }

    Json m_surface;
    QHash<QString, Json> m_endpoints;
    QSet<QString> m_proved;
};

FLOWS_TEST(tst_coverage, CoverageTest)
#include "tst_coverage.moc"
