#include "support/testmain.h"

#include "flows/pager.h"

#include <QTest>

using core::ApiError;
using flows::Page;
using IntPager = flows::Pager<int>;

namespace {

//! Pages by marker, with the markers that were asked for.
struct Book
{
    QHash<QString, Page<int>> pages;
    QStringList asked;
    QHash<QString, int> failures; //!< how often the page fails first

    flows::PageSource<int> source()
    {
        return [this](const QString &marker) {
            asked.append(marker);
            if (failures[marker]-- > 0)
                return core::failedFuture<Page<int>>(ApiError(ApiError::Kind::Server));
            return core::readyFuture(pages.value(marker));
        };
    }
};

Page<int> page(QList<int> items, const QString &marker, bool hasNextPage = true)
{
    return {std::move(items), marker, hasNextPage, {}};
}

Book threePages()
{
    Book book;
    book.pages.insert(QString(), page({1, 2}, QStringLiteral("a")));
    book.pages.insert(QStringLiteral("a"), page({}, QStringLiteral("b")));
    book.pages.insert(QStringLiteral("b"), page({3}, QString(), false));
    return book;
}

//! What became of a future.
template<typename T>
struct Outcome
{
    std::optional<T> value;
    std::optional<ApiError> error;
    [[nodiscard]] bool done() const { return value || error; }
};

template<typename T>
void watch(const QFuture<T> &future, QObject *context, Outcome<T> &outcome)
{
    core::settle(
        future, context, [&outcome](const T &value) { outcome.value = value; },
        [&outcome](const ApiError &error) { outcome.error = error; });
}

} // namespace

class PagerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allPages()
    {
        Book book = threePages();
        Outcome<QList<int>> outcome;
        watch(IntPager::all(book.source(), this), this, outcome);
        QTRY_VERIFY(outcome.done());
        QCOMPARE(outcome.value, (QList<int>{1, 2, 3}));
        QCOMPARE(book.asked, (QStringList{QString(), QStringLiteral("a"), QStringLiteral("b")}));
    }

    void pageByPage()
    {
        Book book = threePages();
        IntPager pager(book.source());
        QList<QList<int>> got;
        while (!pager.atEnd()) {
            Outcome<Page<int>> outcome;
            watch(pager.next(), this, outcome);
            QTRY_VERIFY(outcome.done());
            QVERIFY(outcome.value);
            got.append(outcome.value->items);
        }
        QCOMPARE(got, (QList<QList<int>>{{1, 2}, {}, {3}}));
        Outcome<Page<int>> beyond;
        watch(pager.next(), this, beyond);
        QTRY_VERIFY(beyond.done());
        QVERIFY(beyond.value->items.isEmpty());
        QCOMPARE(book.asked.size(), 3);
    }

    void aFailingPageFailsTheWhole()
    {
        Book book = threePages();
        book.failures[QStringLiteral("a")] = 1;
        Outcome<QList<int>> outcome;
        watch(IntPager::all(book.source(), this), this, outcome);
        QTRY_VERIFY(outcome.done());
        QCOMPARE(outcome.error->kind, ApiError::Kind::Server);
    }

    void aFailingPageCanBeAskedForAgain()
    {
        Book book = threePages();
        book.failures[QStringLiteral("a")] = 1;
        IntPager pager(book.source());
        Outcome<Page<int>> first;
        watch(pager.next(), this, first);
        QTRY_VERIFY(first.done());
        Outcome<Page<int>> second;
        watch(pager.next(), this, second);
        QTRY_VERIFY(second.done());
        QVERIFY(second.error);
        Outcome<Page<int>> again;
        watch(pager.next(), this, again);
        QTRY_VERIFY(again.done());
        QCOMPARE(again.value->marker, QStringLiteral("b"));
        QCOMPARE(book.asked, (QStringList{QString(), QStringLiteral("a"), QStringLiteral("a")}));
    }

    void aNextPageWithoutAMarkerIsTheEnd()
    {
        Book book;
        book.pages.insert(QString(), page({1}, QString(), true));
        Outcome<QList<int>> outcome;
        watch(IntPager::all(book.source(), this), this, outcome);
        QTRY_VERIFY(outcome.done());
        QCOMPARE(outcome.value, QList<int>{1});
        QCOMPARE(book.asked.size(), 1);
    }

    void aMarkerThatComesAgainIsAnError_data()
    {
        QTest::addColumn<QString>("again");
        QTest::newRow("its own") << QStringLiteral("b");
        QTest::newRow("an older one") << QStringLiteral("a");
    }

    void aMarkerThatComesAgainIsAnError()
    {
        QFETCH(QString, again);
        Book book = threePages();
        book.pages.insert(QStringLiteral("b"), page({3}, again, true));
        Outcome<QList<int>> outcome;
        watch(IntPager::all(book.source(), this), this, outcome);
        QTRY_VERIFY(outcome.done());
        QCOMPARE(outcome.error->kind, ApiError::Kind::BadResponse);
        QCOMPARE(book.asked.size(), 3);
    }

    void oneRequestAtATime()
    {
        Book book = threePages();
        IntPager pager(book.source());
        Outcome<Page<int>> first;
        Outcome<Page<int>> second;
        watch(pager.next(), this, first);
        watch(pager.next(), this, second);
        QTRY_VERIFY(first.done() && second.done());
        QVERIFY(first.value);
        QCOMPARE(second.error->kind, ApiError::Kind::Internal);
        QCOMPARE(book.asked.size(), 1);
    }

    void aListThatIsTooLongFails()
    {
        Book book = threePages();
        Outcome<QList<int>> outcome;
        watch(IntPager::all(book.source(), this, 2), this, outcome);
        QTRY_VERIFY(outcome.done());
        QCOMPARE(outcome.error->kind, ApiError::Kind::BadResponse);
    }

    void aDeadScopeEndsTheReading()
    {
        Book book = threePages();
        Outcome<QList<int>> outcome;
        {
            QObject scope;
            watch(IntPager::all(book.source(), &scope), this, outcome);
        }
        QTRY_VERIFY(outcome.done());
        QCOMPARE(outcome.error->kind, ApiError::Kind::Cancelled);
        QCOMPARE(book.asked.size(), 1);
    }

    void aDeadPagerEndsItsPage()
    {
        Book book = threePages();
        Outcome<Page<int>> outcome;
        {
            IntPager pager(book.source());
            watch(pager.next(), this, outcome);
        }
        QTRY_VERIFY(outcome.done());
        QCOMPARE(outcome.error->kind, ApiError::Kind::Cancelled);
    }

    void aThousandReadyPagesDoNotPileUp()
    {
        int asked = 0;
        const flows::PageSource<int> source = [&asked](const QString &) {
            ++asked;
            return core::readyFuture(page({asked}, QString::number(asked), asked < 1000));
        };
        Outcome<QList<int>> outcome;
        watch(IntPager::all(source, this), this, outcome);
        QTRY_VERIFY(outcome.done());
        QCOMPARE(outcome.value->size(), 1000);
    }
};

FLOWS_TEST(tst_pager, PagerTest)
#include "tst_pager.moc"
