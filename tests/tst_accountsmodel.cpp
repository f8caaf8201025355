#include "support/testmain.h"

#include "models/accountsmodel.h"

#include <QAbstractItemModelTester>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using models::Account;
using models::AccountsModel;

//! The accounts of the program, and what is left of them when it begins again.
class AccountsModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Its own: other tests run at the same time.
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_directory.path());
    }
    void init() { QSettings().clear(); }

    void comesBack()
    {
        QUuid second;
        {
            AccountsModel model;
            const QAbstractItemModelTester tester(&model);
            QVERIFY(!model.current());
            QSignalSpy changed(&model, &AccountsModel::currentChanged);
            const QUuid first = model.add(globus(u"Lab"_s));
            QCOMPARE(model.current()->profile, first);
            second = model.add(emulator());
            QVERIFY(first != second);
            QCOMPARE(model.current()->profile, first);
            model.setCurrent(second);
            QCOMPARE(changed.size(), 2);
            model.rename(first, u"  The lab "_s);
            model.rename(first, u" "_s);
            model.setUsername(first, u"me@example.org"_s);
        }
        AccountsModel model;
        QCOMPARE(model.rowCount(), 2);
        const Account lab = model.accounts().first();
        QCOMPARE(lab.name, u"The lab"_s);
        QCOMPARE(lab.username, u"me@example.org"_s);
        QCOMPARE(lab.environment, u"preview"_s);
        QCOMPARE(lab.clientId, u"client"_s);
        QCOMPARE(lab.kind, Account::Kind::Globus);
        QCOMPARE(model.accounts().last().kind, Account::Kind::Emulator);
        QCOMPARE(model.current()->profile, second);
        QCOMPARE(model.data(model.index(0), Qt::DisplayRole).toString(), u"The lab"_s);
        QCOMPARE(model.data(model.index(0), AccountsModel::UsernameRole).toString(), u"me@example.org"_s);
        QCOMPARE(model.data(model.index(0), AccountsModel::CurrentRole).toBool(), false);
        QCOMPARE(model.data(model.index(1), AccountsModel::CurrentRole).toBool(), true);
        QCOMPARE(model.data(model.index(1), AccountsModel::ProfileRole).toUuid(), second);
    }

    void removing()
    {
        AccountsModel model;
        const QAbstractItemModelTester tester(&model);
        const QUuid first = model.add(globus(u"One"_s));
        const QUuid second = model.add(globus(u"Two"_s));
        core::Setting<int> ofFirst("size", 1, first);
        core::Setting<int> ofSecond("size", 1, second);
        ofFirst.setValue(7);
        ofSecond.setValue(8);
        model.remove(first);
        QCOMPARE(model.current()->profile, second);
        QCOMPARE(ofFirst.value(), 1);
        QCOMPARE(ofSecond.value(), 8);
        model.remove(first);
        QCOMPARE(model.rowCount(), 1);
        model.remove(second);
        QVERIFY(!model.current());
        QCOMPARE(AccountsModel().rowCount(), 0);
    }

    //! Of what the environment says nothing is left for the next process.
    void theEnvironmentsIsNotStored()
    {
        AccountsModel model;
        const QUuid stored = model.add(emulator());
        Account account;
        account.kind = Account::Kind::Environment;
        account.name = u"From environment"_s;
        model.setCurrent(model.add(account));
        QCOMPARE(model.current()->name, u"From environment"_s);
        const AccountsModel next;
        QCOMPARE(next.rowCount(), 1);
        QCOMPARE(next.current()->profile, stored);
    }

    //! What a later version stores stays as it is.
    void whatIsNotKnownIsKept()
    {
        const QString profile = QUuid::createUuid().toString(QUuid::WithoutBraces);
        const QString later = u"[{\"profile\":\"%1\",\"kind\":\"cluster\",\"size\":3}]"_s.arg(profile);
        core::Setting<QString>("accounts/list", QString()).setValue(later);
        AccountsModel model;
        QCOMPARE(model.rowCount(), 0);
        model.add(emulator());
        const QString stored = core::Setting<QString>("accounts/list", QString()).value();
        QVERIFY(stored.contains(u"\"kind\":\"cluster\",\"size\":3"_s));
        QCOMPARE(AccountsModel().rowCount(), 1);
        core::Setting<QString>("accounts/list", QString()).setValue(u"[{"_s);
        QCOMPARE(AccountsModel().rowCount(), 0);
    }

private:
    QTemporaryDir m_directory;

    static Account globus(const QString &name)
    {
        Account account;
        account.name = name;
        account.environment = u"preview"_s;
        account.clientId = u"client"_s;
        return account;
    }
    static Account emulator()
    {
        Account account;
        account.kind = Account::Kind::Emulator;
        account.name = u"Emulator"_s;
        return account;
    }
};

FLOWS_TEST(tst_accountsmodel, AccountsModelTest)
#include "tst_accountsmodel.moc"
