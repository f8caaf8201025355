#include "support/testmain.h"

#include "core/settle.h"

#include <QTest>

using core::ApiError;
using core::settle;

class SettleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversAValueLater()
    {
        QObject context;
        int got = 0;
        settle(
            core::readyFuture(7), &context, [&](int value) { got = value; }, [](const ApiError &) { QFAIL("error"); });
        QCOMPARE(got, 0); // never re-entrant
        QTRY_COMPARE(got, 7);
    }

    void deliversAnError()
    {
        QObject context;
        auto kind = ApiError::Kind::Internal;
        settle(
            core::failedFuture<int>(ApiError(ApiError::Kind::NotFound)), &context, [](int) { QFAIL("value"); },
            [&](const ApiError &error) { kind = error.kind; });
        QTRY_COMPARE(kind, ApiError::Kind::NotFound);
    }

    void aPromiseThatIsDroppedIsCancelled()
    {
        QObject context;
        bool cancelled = false;
        {
            QPromise<void> promise;
            promise.start();
            settle(
                promise.future(), &context, [] { QFAIL("value"); },
                [&](const ApiError &error) { cancelled = error.kind == ApiError::Kind::Cancelled; });
        }
        QTRY_VERIFY(cancelled);
    }

    void aDeadContextHearsNothing()
    {
        QPromise<int> promise;
        promise.start();
        bool called = false;
        {
            QObject context;
            settle(
                promise.future(), &context, [&](int) { called = true; }, [&](const ApiError &) { called = true; });
        }
        promise.addResult(1);
        promise.finish();
        QTest::qWait(20);
        QVERIFY(!called);
    }

    void aForeignExceptionIsInternal()
    {
        QObject context;
        auto kind = ApiError::Kind::Network;
        QPromise<int> promise;
        promise.start();
        settle(
            promise.future(), &context, [](int) { QFAIL("value"); }, [&](const ApiError &error) { kind = error.kind; });
        promise.setException(std::make_exception_ptr(std::bad_alloc()));
        promise.finish();
        QTRY_COMPARE(kind, ApiError::Kind::Internal);
    }
};

FLOWS_TEST(tst_settle, SettleTest)
#include "tst_settle.moc"
