#include "support/testmain.h"

#include "core/andthen.h"

#include <QTest>

using core::andThen;
using core::ApiError;

namespace {

//! How a future ended, as text.
struct Ending
{
    QString text;

    void watch(const QFuture<QString> &future, QObject *context)
    {
        core::settle(
            future, context, [this](const QString &value) { text += value; },
            [this](const ApiError &error) { text += ApiError::kindName(error.kind); });
    }
};

} // namespace

class AndThenTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAfterTheOther()
    {
        QObject context;
        int begun = 0;
        const QFuture<QString> future = andThen(core::readyFuture(7), &context, [&begun](int value) {
            ++begun;
            return core::readyFuture(QString::number(value));
        });
        QCOMPARE(begun, 0); // from the event loop
        Ending ending;
        ending.watch(future, &context);
        QTRY_COMPARE(ending.text, QStringLiteral("7"));
        QCOMPARE(begun, 1);
    }

    void threeInARow()
    {
        QObject context;
        const auto twice = [](const QString &text) { return core::readyFuture(QString(text + text)); };
        const auto second = andThen(core::readyFuture(QStringLiteral("ab")), &context, twice);
        Ending ending;
        ending.watch(andThen(second, &context, twice), &context);
        QTRY_COMPARE(ending.text, QStringLiteral("abababab"));
    }

    void theFirstErrorIsTheError()
    {
        QObject context;
        bool begun = false;
        Ending ending;
        ending.watch(andThen(core::failedFuture<int>(ApiError(ApiError::Kind::NotFound)), &context,
                             [&begun](int) {
                                 begun = true;
                                 return core::readyFuture(QString());
                             }),
                     &context);
        QTRY_COMPARE(ending.text, QStringLiteral("NotFound"));
        QVERIFY(!begun);
    }

    void theSecondMayFailToo()
    {
        QObject context;
        Ending ending;
        ending.watch(andThen(core::readyFuture(1), &context,
                             [](int) { return core::failedFuture<QString>(ApiError(ApiError::Kind::Conflict)); }),
                     &context);
        QTRY_COMPARE(ending.text, QStringLiteral("Conflict"));
    }

    void aDeadContextBeginsNothing()
    {
        QObject listener;
        Ending ending;
        bool begun = false;
        QPromise<int> first;
        first.start();
        {
            QObject context;
            ending.watch(andThen(first.future(), &context,
                                 [&begun](int) {
                                     begun = true;
                                     return core::readyFuture(QString());
                                 }),
                         &listener);
        }
        first.addResult(1);
        first.finish();
        QTRY_COMPARE(ending.text, QStringLiteral("Cancelled"));
        QVERIFY(!begun);
    }

    void aContextThatDiesInBetweenIsHeardOf()
    {
        QObject listener;
        Ending ending;
        QPromise<QString> second;
        second.start();
        auto context = std::make_unique<QObject>();
        bool begun = false;
        ending.watch(andThen(core::readyFuture(1), context.get(),
                             [&](int) {
                                 begun = true;
                                 return second.future();
                             }),
                     &listener);
        QTRY_VERIFY(begun);
        context.reset();
        second.addResult(QStringLiteral("too late"));
        second.finish();
        QTRY_COMPARE(ending.text, QStringLiteral("Cancelled"));
    }
};

FLOWS_TEST(tst_andthen, AndThenTest)
#include "tst_andthen.moc"
