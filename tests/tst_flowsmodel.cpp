#include "support/fakepages.h"
#include "support/testmain.h"

#include "flows/parse.h"
#include "models/flowsmodel.h"
#include "models/words.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using models::FlowsModel;

namespace {

flows::Flow makeFlow(const QString &id, const QString &title)
{
    const QString text = QStringLiteral(R"({"id": "%1", "title": "%2", "subtitle": "S", "description": "D",
        "flow_owner": "urn:globus:auth:identity:0a", "user_roles": ["flow_viewer", "flow_administrator"],
        "keywords": ["k"], "updated_at": "2023-04-25T18:54:30.000000+00:00",
        "definition": {"StartAt": "A", "x": 1.0}, "input_schema": null})");
    return flows::parseFlow(text.arg(id, title).toUtf8());
}

} // namespace

class FlowsModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsShown()
    {
        testsupport::FakePages<flows::Flow> pages;
        pages.items = {makeFlow(QStringLiteral("1"), QStringLiteral("Zeta"))};
        FlowsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSource(pages.source());
        QTRY_COMPARE(model.rowCount(), 1);
        const auto shown = [&model](FlowsModel::Column column) { return model.index(0, column).data().toString(); };
        QCOMPARE(shown(FlowsModel::TitleColumn), QStringLiteral("Zeta"));
        QCOMPARE(shown(FlowsModel::OwnerColumn), QStringLiteral("0a"));
        model.setOwnUrn(model.flow(0).flowOwner);
        QCOMPARE(shown(FlowsModel::OwnerColumn), QStringLiteral("you"));
        QCOMPARE(shown(FlowsModel::RoleColumn), QStringLiteral("Administrator"));
        QCOMPARE(shown(FlowsModel::UpdatedColumn), models::timeWords(model.flow(0).updatedAt));
        const auto raw = [&model](FlowsModel::Role role) { return model.index(0, 0).data(role); };
        QCOMPARE(raw(FlowsModel::IdRole).toString(), QStringLiteral("1"));
        QCOMPARE(raw(FlowsModel::TitleRole).toString(), QStringLiteral("Zeta"));
        QCOMPARE(raw(FlowsModel::SubtitleRole).toString(), QStringLiteral("S"));
        QCOMPARE(raw(FlowsModel::DescriptionRole).toString(), QStringLiteral("D"));
        QCOMPARE(raw(FlowsModel::OwnerUrnRole).toString(), QStringLiteral("urn:globus:auth:identity:0a"));
        QCOMPARE(raw(FlowsModel::UserRolesRole).toStringList().size(), 2);
        QCOMPARE(raw(FlowsModel::KeywordsRole).toStringList(), QStringList{QStringLiteral("k")});
        QCOMPARE(raw(FlowsModel::UpdatedAtRole).toDateTime(), model.flow(0).updatedAt);
        QCOMPARE(raw(FlowsModel::DefinitionBytesRole).toByteArray(), QByteArray(R"({"StartAt": "A", "x": 1.0})"));
        QCOMPARE(raw(FlowsModel::InputSchemaBytesRole).toByteArray(), QByteArray());
        QCOMPARE(raw(FlowsModel::SortRole).toString(), QStringLiteral("zeta"));
        QCOMPARE(model.index(0, FlowsModel::UpdatedColumn).data(FlowsModel::SortRole).toDateTime(),
                 model.flow(0).updatedAt);
        QVERIFY(model.flow(7).id.isEmpty());
    }

    void aChangeNamesItsRoles()
    {
        testsupport::FakePages<flows::Flow> pages;
        pages.items = {makeFlow(QStringLiteral("1"), QStringLiteral("A"))};
        FlowsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSource(pages.source());
        QTRY_COMPARE(model.rowCount(), 1);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        pages.items[0] = makeFlow(QStringLiteral("1"), QStringLiteral("B"));
        model.refresh();
        QTRY_COMPARE(changed.size(), 1);
        const auto roles = changed[0][2].value<QList<int>>();
        QVERIFY(roles.contains(FlowsModel::TitleRole));
        QVERIFY(!roles.contains(FlowsModel::DefinitionBytesRole));
    }
};

FLOWS_TEST(tst_flowsmodel, FlowsModelTest)
#include "tst_flowsmodel.moc"
