#include "models/accountsmodel.h"

#include "core/json.h"

#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;
using core::Json;
using core::stringMember;
using core::toStd;

namespace models {

namespace {

Json toJson(const Account &account)
{
    return {{"profile", toStd(account.profile.toString(QUuid::WithoutBraces))},
            {"kind", account.kind == Account::Kind::Globus ? "globus" : "emulator"},
            {"name", toStd(account.name)},
            {"environment", toStd(account.environment)},
            {"client_id", toStd(account.clientId)},
            {"username", toStd(account.username)}};
}

std::optional<Account> fromJson(const Json &json)
{
    Account account;
    account.profile = QUuid::fromString(stringMember(json, "profile"));
    const QString kind = stringMember(json, "kind");
    if (account.profile.isNull() || (kind != "globus"_L1 && kind != "emulator"_L1))
        return {};
    account.kind = kind == "globus"_L1 ? Account::Kind::Globus : Account::Kind::Emulator;
    account.name = stringMember(json, "name");
    account.environment = stringMember(json, "environment");
    account.clientId = stringMember(json, "client_id");
    account.username = stringMember(json, "username");
    return account;
}

} // namespace

AccountsModel::AccountsModel(QObject *parent)
    : QAbstractListModel(parent)
{
    const core::JsonParse parsed = core::parseJson(m_stored.value().toUtf8());
    if (parsed && parsed.value->is_array()) {
        for (const Json &json : *parsed.value) {
            const std::optional<Account> account = fromJson(json);
            if (account && rowOf(account->profile) < 0)
                m_accounts.append(*account);
            else
                m_foreign.append(QString::fromUtf8(core::toBytes(json)));
        }
    }
    m_current = QUuid::fromString(m_chosen.value());
    if (rowOf(m_current) < 0)
        m_current = m_accounts.isEmpty() ? QUuid() : m_accounts.first().profile;
}

int AccountsModel::rowOf(const QUuid &profile) const
{
    const auto found = std::find_if(m_accounts.begin(), m_accounts.end(),
                                    [&profile](const Account &account) { return account.profile == profile; });
    return found == m_accounts.end() ? -1 : static_cast<int>(found - m_accounts.begin());
}

std::optional<Account> AccountsModel::find(const QUuid &profile) const
{
    const int row = rowOf(profile);
    return row < 0 ? std::nullopt : std::optional(m_accounts[row]);
}

QUuid AccountsModel::add(Account account)
{
    if (account.profile.isNull() || rowOf(account.profile) >= 0)
        account.profile = QUuid::createUuid();
    const int row = static_cast<int>(m_accounts.size());
    beginInsertRows({}, row, row);
    m_accounts.append(account);
    endInsertRows();
    store();
    if (m_current.isNull())
        setCurrent(account.profile);
    return account.profile;
}

void AccountsModel::rename(const QUuid &profile, const QString &name)
{
    const int row = rowOf(profile);
    if (row < 0 || name.trimmed().isEmpty())
        return;
    m_accounts[row].name = name.trimmed();
    change(row, {Qt::DisplayRole});
}

void AccountsModel::setUsername(const QUuid &profile, const QString &username)
{
    const int row = rowOf(profile);
    if (row < 0)
        return;
    m_accounts[row].username = username;
    change(row, {UsernameRole});
}

void AccountsModel::change(int row, const QList<int> &roles)
{
    store();
    Q_EMIT dataChanged(index(row), index(row), roles);
}

void AccountsModel::remove(const QUuid &profile)
{
    const int row = rowOf(profile);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_accounts.removeAt(row);
    endRemoveRows();
    QSettings().remove(u"profiles/"_s + profile.toString(QUuid::WithoutBraces));
    store();
    if (profile == m_current)
        choose(m_accounts.isEmpty() ? QUuid() : m_accounts[std::min<qsizetype>(row, m_accounts.size() - 1)].profile);
}

void AccountsModel::setCurrent(const QUuid &profile)
{
    if (rowOf(profile) >= 0 && profile != m_current)
        choose(profile);
}

void AccountsModel::choose(const QUuid &profile)
{
    const int before = rowOf(m_current);
    m_current = profile;
    const std::optional<Account> account = find(profile);
    if (!account)
        m_chosen.setValue({});
    else if (account->kind != Account::Kind::Environment) // the next process may have another one, or none
        m_chosen.setValue(profile.toString(QUuid::WithoutBraces));
    for (const int row : {before, rowOf(profile)}) {
        if (row >= 0)
            Q_EMIT dataChanged(index(row), index(row), {CurrentRole});
    }
    Q_EMIT currentChanged();
}

void AccountsModel::store()
{
    Json list = Json::array();
    for (const Account &account : std::as_const(m_accounts)) {
        if (account.kind != Account::Kind::Environment)
            list.push_back(toJson(account));
    }
    for (const QString &foreign : std::as_const(m_foreign))
        list.push_back(core::parseJson(foreign.toUtf8()).value.value_or(Json()));
    m_stored.setValue(QString::fromUtf8(core::toBytes(list)));
}

int AccountsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_accounts.size());
}

QVariant AccountsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Account &account = m_accounts[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return account.name;
    case ProfileRole:
        return account.profile;
    case UsernameRole:
        return account.username;
    case CurrentRole:
        return account.profile == m_current;
    default:
        return {};
    }
}

} // namespace models
