#pragma once

#include "core/setting.h"

#include <QAbstractListModel>
#include <QList>
#include <QUuid>

#include <optional>

namespace models {

//! One account: who works with which service. Holds nothing secret: tokens are in the keyring, under the profile.
struct Account
{
    //! Which service.
    enum class Kind {
        Globus,     //!< one of Globus' environments, by name
        Emulator,   //!< the program's own
        Environment //!< what the environment's variables say, for this process
    };

    QUuid profile; //!< never changes: settings, tokens and links are keyed by it
    Kind kind = Kind::Globus;
    QString name;        //!< for people; theirs to choose
    QString environment; //!< of Globus: `production`, …; empty otherwise
    QString clientId;    //!< of the native client that signs in; empty: the program's own
    QString username;    //!< who signed in last, to be shown; may be empty

    bool operator==(const Account &) const = default;
};

//! The accounts of this program in the order in which they were added, and which of them is at work. All but those of
//! the environment are stored in the settings, and so is the choice.
class AccountsModel final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountsModel)

public:
    enum Role { ProfileRole = Qt::UserRole + 1, UsernameRole, CurrentRole };
    Q_ENUM(Role)

    //! Reads what is stored. An account that is not to be read is left out, and stays stored as it is.
    explicit AccountsModel(QObject *parent = nullptr);

    [[nodiscard]] const QList<Account> &accounts() const { return m_accounts; }
    [[nodiscard]] std::optional<Account> find(const QUuid &profile) const;
    //! The account at work; nothing if there is none.
    [[nodiscard]] std::optional<Account> current() const { return find(m_current); }

    //! \param account  without a profile it gets a new one \returns the profile. The first account is the current one.
    QUuid add(Account account);
    //! Does nothing if it is not there, or the name is blank.
    void rename(const QUuid &profile, const QString &name);
    void setUsername(const QUuid &profile, const QString &username);
    //! The account, and its settings. Its tokens are the caller's business. The next one becomes the current one.
    void remove(const QUuid &profile);
    void setCurrent(const QUuid &profile);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    //! DisplayRole: the name; UsernameRole: who signed in; CurrentRole: true for the one at work.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void currentChanged();

private:
    [[nodiscard]] int rowOf(const QUuid &profile) const;
    void change(int row, const QList<int> &roles);
    void choose(const QUuid &profile);
    void store();

    core::Setting<QString> m_stored{"accounts/list", QString()};
    core::Setting<QString> m_chosen{"accounts/current", QString()};
    QList<Account> m_accounts;
    QStringList m_foreign; //!< stored accounts that are not to be read, as they are
    QUuid m_current;
};

} // namespace models
