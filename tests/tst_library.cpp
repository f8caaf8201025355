#include "support/pagesrig.h"
#include "support/testmain.h"

#include "widgets/pages/page.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QTest>

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
    }

private:
    template<typename Widget>
    static Widget *find(const PagesRig &rig, const char *name)
    {
        return rig.window->currentPage()->findChild<Widget *>(QLatin1StringView(name));
    }
};

FLOWS_TEST(tst_library, LibraryTest)
#include "tst_library.moc"
