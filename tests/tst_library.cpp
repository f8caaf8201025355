#include "support/pagesrig.h"
#include "support/testmain.h"

#include "models/flowsmodel.h"
#include "widgets/pages/page.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTest>

using models::FlowsModel;
using testsupport::Answer;
using testsupport::PagesRig;

//! What the library says of flows must be true, and can be read.
class LibraryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCountIsALowerBoundUntilAllAreThere()
    {
        PagesRig rig;
        rig.server.setHandler([](const testsupport::SeenRequest &request) {
            const bool first = request.queryValue(QStringLiteral("marker")).isEmpty();
            QByteArray flows;
            for (int i = 0; i < 40; ++i)
                flows += (i > 0 ? "," : "") + QByteArray("{\"id\":\"") + (first ? "a" : "b") + QByteArray::number(i) +
                         "\",\"title\":\"Flow\"}";
            return Answer::json(200,
                                "{\"flows\":[" + flows + "],\"runs\":[]," +
                                    (first ? "\"has_next_page\":true,\"marker\":\"m\"}" : "\"has_next_page\":false}"));
        });
        auto *cards = find<QAbstractItemView>(rig, "flowCards");
        auto *count = find<QLabel>(rig, "flowCount");
        rig.window->currentPage()->refresh();
        QTRY_COMPARE(cards->model()->rowCount(), 40);
        QCOMPARE(count->text(), QStringLiteral("40+ flows"));
        cards->scrollToBottom();
        QTRY_COMPARE(cards->model()->rowCount(), 80);
        QCOMPARE(count->text(), QStringLiteral("80 flows"));

        auto *filter = find<QLineEdit>(rig, "flowFilter");
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral("no such flow"));
        QTRY_COMPARE(cards->model()->rowCount(), 0);
        QCOMPARE(count->text(), QStringLiteral("0 of 80 flows"));
        QTest::keyClick(filter, Qt::Key_Escape);
        QTRY_COMPARE(cards->model()->rowCount(), 80);
        QCOMPARE(count->text(), QStringLiteral("80 flows"));
    }

    //! Whatever stands at the right leaves the status of the last run alone.
    void aLongRoleIsShortened()
    {
        PagesRig rig;
        auto *cards = find<QAbstractItemView>(rig, "flowCards");
        QTRY_COMPARE(cards->model()->rowCount(), 1);
        rig.window->currentPage()->refresh(); // the summary is read as well
        const QImage before = cardOf(*cards, {});
        QTRY_VERIFY(chipIn(cardOf(*cards, {})) != chipIn(before));
        const QStringList roles{QString(80, u'w')};
        QVERIFY(cardOf(*cards, roles) != cardOf(*cards, {}));
        QCOMPARE(chipIn(cardOf(*cards, roles)), chipIn(cardOf(*cards, {})));
    }

private:
    static constexpr QSize cardSize{300, 240};

    template<typename Widget>
    static Widget *find(const PagesRig &rig, const char *name)
    {
        return rig.window->currentPage()->findChild<Widget *>(QLatin1StringView(name));
    }

    //! The card of the rig's flow as it looks to somebody with these roles.
    static QImage cardOf(const QAbstractItemView &view, const QStringList &roles)
    {
        QStandardItemModel model(1, 1);
        model.setData(model.index(0, 0), testsupport::rigFlowId, FlowsModel::IdRole);
        model.setData(model.index(0, 0), roles, FlowsModel::UserRolesRole);
        QImage image(cardSize, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        QStyleOptionViewItem option;
        option.rect = image.rect();
        option.font = view.font();
        option.fontMetrics = view.fontMetrics();
        option.palette = view.palette();
        view.itemDelegate()->paint(&painter, option, model.index(0, 0));
        return image;
    }

    //! The left end of a card's last line.
    static QImage chipIn(const QImage &card) { return card.copy(10, 180, 90, 45); }
};

FLOWS_TEST(tst_library, LibraryTest)
#include "tst_library.moc"
